"""Text messages through real HTTP on loopback: what is sure after each thing a gateway can do."""

import base64
import hmac
import json
import socket
import time
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509

from tests.support.certificates import speaking_with, write_self_signed
from tests.support.gateways import (
    DRIPS,
    DROPS_AFTER,
    DROPS_AT_ONCE,
    STALLS,
    PretendGateway,
    error,
)
from wellbeing.clock import StandingClock
from wellbeing.messages.gateway import LONGEST_ANSWER, Line, Question
from wellbeing.messages.gateways import gateway_of
from wellbeing.messages.loopback_gateway import LoopbackGateway
from wellbeing.messages.mailer import CannotSendError, Trouble
from wellbeing.messages.notify_gateway import NotifyGateway
from wellbeing.sms_settings import Gateway, Sms

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
NOW = datetime(2026, 6, 8, 5, 0, tzinfo=UTC)
NUMBER, TEXT = "+447700900123", "A page is there."
TEAM_ONLY = "send to this recipient using a team-only API key"
ON_TRIAL = "send to this recipient when service is in trial mode"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"


@pytest.fixture
def pretend():
    with PretendGateway() as pretend:
        yield pretend


def notify(url, seconds=5.0):
    settings = Sms(Gateway.NOTIFY, url, f"a-name-{SERVICE}-{SECRET}", TEMPLATE)
    return NotifyGateway(settings, StandingClock(NOW), Line(url, seconds))


def trouble_of(gateway):
    with pytest.raises(CannotSendError) as refused:
        gateway.send(NUMBER, TEXT, "ref")
    assert NUMBER not in str(refused.value)
    assert refused.value.__cause__ is None
    return refused.value.trouble


def test_a_text_is_one_request_with_number_template_gap_and_reference(pretend):
    notify(pretend.url).send(NUMBER, TEXT, "ref")

    ((line, headers, body),) = pretend.asked
    assert line == "POST /v2/notifications/sms HTTP/1.1"
    assert headers["content-type"] == "application/json"
    assert json.loads(body) == {
        "phone_number": NUMBER,
        "template_id": TEMPLATE,
        "personalisation": {"text": TEXT},
        "reference": "ref",
    }


def test_a_request_is_signed_by_service_and_secret_and_says_when(pretend):
    notify(pretend.url).send(NUMBER, TEXT, "ref")

    token = pretend.asked[0][1]["authorization"].removeprefix("Bearer ")
    signed, _, signature = token.rpartition(".")
    head, claims = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in signed.split("."))
    assert head == {"typ": "JWT", "alg": "HS256"}
    assert claims == {"iss": SERVICE, "iat": int(NOW.timestamp())}
    proof = hmac.digest(SECRET.encode(), signed.encode(), "sha256")
    assert base64.urlsafe_b64decode(signature + "=") == proof
    assert SECRET not in str(pretend.asked)


@pytest.mark.parametrize(
    ("said", "sure"),
    [
        (error("ValidationError", "phone_number Not enough digits", 400), Trouble.NEVER),
        (error("BadRequestError", "Cannot send to international mobile numbers", 400), Trouble.NEVER),
        (error("BadRequestError", f"Can\u2019t {TEAM_ONLY}", 400), Trouble.LATER),
        (error("BadRequestError", f"Can't {TEAM_ONLY}", 400), Trouble.LATER),
        (error("BadRequestError", f"Can\u2019t {ON_TRIAL}", 400), Trouble.LATER),
        (error("BadRequestError", "Template not found", 400), Trouble.UNREACHED),
        (error("BadRequestError", "Template has been deleted", 400), Trouble.UNREACHED),
        (error("BadRequestError", "Missing personalisation: text", 400), Trouble.UNREACHED),
        (error("BadRequestError", "Service is not allowed to send text messages", 400), Trouble.UNREACHED),
        (error("ValidationError", "template_id is not a valid UUID", 400), Trouble.UNREACHED),
        (error("ValidationError", "reference is too long", 400), Trouble.CUT),
        ((400, "what is this"), Trouble.CUT),
        (error("AuthError", "Invalid token: API key not found", 403), Trouble.UNREACHED),
        ((404, {}), Trouble.UNREACHED),
        (error("RateLimitError", "Exceeded rate limit", 429), Trouble.UNREACHED),
        (error("TooManyRequestsError", "Exceeded send limits (250) for today", 429), Trouble.UNREACHED),
        (error("Exception", "Internal server error", 500), Trouble.LATER),
        ((500, "no word of the gateway's own"), Trouble.UNSURE),
        ((502, {}), Trouble.UNSURE),
        ((503, {}), Trouble.UNREACHED),
        ((504, {}), Trouble.UNSURE),
        ((524, {}), Trouble.UNSURE),
        ((302, {}), Trouble.UNREACHED),
        ((307, {}), Trouble.UNREACHED),
        (b"no HTTP at all\r\n\r\n", Trouble.UNSURE),
        (b"HTTP/1.1 201 Created\r\n" + b"x" * 70_000, Trouble.UNSURE),
        (DROPS_AFTER, Trouble.UNSURE),
    ],
)  # fmt: skip
def test_each_thing_a_gateway_can_do_says_what_is_sure(pretend, said, sure):
    pretend.answers = lambda _said: said

    assert trouble_of(notify(pretend.url)) is sure
    # Neither tried again at once, nor followed elsewhere.
    assert len(pretend.asked) <= 1


def test_a_line_that_breaks_before_anything_was_read_is_never_called_unreached(pretend):
    pretend.answers = lambda _said: DROPS_AT_ONCE

    # By chance the body was handed over before the line broke, or not: both are told as they are.
    assert trouble_of(notify(pretend.url)) in {Trouble.CUT, Trouble.UNSURE}


@pytest.mark.parametrize("said", [STALLS, DRIPS])
def test_an_answer_that_never_ends_may_have_left_and_holds_nobody_longer(pretend, said):
    pretend.answers = lambda _said: said

    assert trouble_of(notify(pretend.url, seconds=0.3)) is Trouble.UNSURE


def test_of_a_huge_answer_only_the_beginning_is_read_and_its_status_counts(pretend):
    pretend.answers = lambda _said: b"HTTP/1.1 201 Created\r\n\r\n" + b"x" * 3_000_000

    answer = Line(pretend.url).ask(Question("GET", "/", {}))
    notify(pretend.url).send(NUMBER, TEXT, "ref")

    assert answer.is_taken
    assert len(answer.body) == LONGEST_ANSWER


def test_a_taken_text_whose_answer_breaks_off_has_left(pretend):
    pretend.answers = lambda _said: b'HTTP/1.1 201 Created\r\nContent-Length: 900\r\n\r\n{"id'

    notify(pretend.url).send(NUMBER, TEXT, "ref")


def test_a_port_where_nobody_listens_is_unreached():
    with PretendGateway() as closed:
        url = closed.url
    assert trouble_of(notify(url)) is Trouble.UNREACHED


@pytest.fixture
def deaf():
    """Return the address of a door at which nobody is let in: each caller waits."""
    door = socket.create_server(("127.0.0.1", 0), backlog=0)
    waiting = [socket.socket() for _ in range(3)]
    for each in waiting:
        each.setblocking(False)
        each.connect_ex(door.getsockname())
    yield door.getsockname()
    for each in (door, *waiting):
        each.close()


def test_a_name_with_many_addresses_holds_nobody_longer_than_one(deaf, monkeypatch):
    address = (socket.AF_INET, socket.SOCK_STREAM, 6, "", deaf)

    def found(host, *_asked, **_how):
        return [address] * (20 if host == "many.example" else 1)

    monkeypatch.setattr(socket, "getaddrinfo", found)
    begun = time.monotonic()

    assert trouble_of(notify(f"http://many.example:{deaf[1]}", seconds=0.5)) is Trouble.UNREACHED
    assert time.monotonic() - begun < 9


@pytest.fixture
def self_signed(tmp_path):
    begins = datetime(2020, 1, 1, tzinfo=UTC)
    ends = begins + timedelta(days=36_500)
    called = x509.DNSName("localhost")
    return speaking_with(write_self_signed(tmp_path / "both.pem", called, begins, ends))


def test_a_certificate_that_nobody_vouches_for_is_told_nothing(self_signed):
    with PretendGateway(self_signed) as pretend:
        assert trouble_of(notify(pretend.url)) is Trouble.UNREACHED
        assert pretend.asked == []


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ((200, {"type": "sms", "body": "((text))\n"}), None),
        ((200, {"type": "sms", "body": "Dear ((name))"}), "holds ((text)) alone"),
        ((200, {"type": "email", "body": "((text))"}), "holds ((text)) alone"),
        ((200, ["no template"]), "holds ((text)) alone"),
        ((403, {}), "refuses the key"),
        ((404, {}), "does not know the template"),
        ((500, {}), "answers 500"),
        (DROPS_AFTER, "cannot be reached"),
    ],
)
def test_a_check_looks_at_the_template_and_sends_nothing(pretend, said, wrong):
    pretend.answers = lambda _said: said

    found = notify(pretend.url).check()

    assert found is None if wrong is None else wrong in str(found)
    assert [line for line, _, _ in pretend.asked] == [f"GET /v2/template/{TEMPLATE} HTTP/1.1"]


@pytest.mark.parametrize(
    ("status", "sure"),
    [
        (400, Trouble.NEVER),
        (404, Trouble.UNREACHED),
        (429, Trouble.UNREACHED),
        (500, Trouble.LATER),
        (504, Trouble.UNSURE),
    ],
)
def test_the_gateway_of_this_machine_says_the_same_things_without_a_key(pretend, status, sure):
    gateway = gateway_of(Sms(Gateway.LOOPBACK, pretend.url), StandingClock(NOW))
    assert gateway is not None
    gateway.open()
    gateway.send(NUMBER, TEXT, "ref")
    gateway.close()
    assert pretend.said == [{"to": NUMBER, "text": TEXT, "reference": "ref"}]
    assert gateway.check() is None

    pretend.answers = lambda _said: (status, {})

    assert trouble_of(gateway) is sure
    assert f"answers {status}" in str(gateway.check())
    pretend.__exit__()
    assert "cannot be reached" in str(LoopbackGateway(Sms(url="http://127.0.0.1:1")).check())


def test_without_a_setting_there_is_no_gateway():
    assert gateway_of(Sms(), StandingClock(NOW)) is None
