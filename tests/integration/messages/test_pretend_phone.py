"""The phone of the sample organisation: it takes texts and shows them, or has a bad day."""

import http.client

import pytest

from wellbeing.clock import SystemClock
from wellbeing.messages.gateway import Line, Question
from wellbeing.messages.gateways import gateway_of
from wellbeing.messages.mailer import CannotSendError, Trouble
from wellbeing.messages.pretend_phone import KEPT, PretendPhone
from wellbeing.sms_settings import Gateway, Sms


@pytest.fixture
def phone():
    with PretendPhone(stalled_for=0.5) as phone:
        yield phone


def gateway(phone, seconds=5.0):
    found = gateway_of(Sms(Gateway.LOOPBACK, phone.url), SystemClock(), seconds)
    assert found is not None
    return found


def page(phone, host=None, path="/"):
    connection = http.client.HTTPConnection(phone.url.removeprefix("http://"))
    connection.request("GET", path, headers={} if host is None else {"Host": host})
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


def test_it_shows_the_last_texts_with_links_and_two_digits_of_their_numbers(phone):
    assert "None yet." in page(phone)[1]
    assert gateway(phone).check() is None
    for number in range(KEPT + 1):
        gateway(phone).send("+447700900946", f"Text {number}: http://127.0.0.1:1/answer/x", "r")
    gateway(phone).send("+447700900912", "<b>Bold</b>", "r")

    status, shown = page(phone)

    assert status == 200
    assert shown.count("<li>") == KEPT
    assert '<a href="http://127.0.0.1:1/answer/x">' in shown
    assert "ends in 46" in shown
    assert "7700900" not in shown
    assert "&lt;b&gt;Bold" in shown
    assert "Text 0:" not in shown


@pytest.mark.parametrize(
    ("ending", "sure"),
    [
        ("90", Trouble.NEVER),
        ("91", Trouble.UNREACHED),
        ("92", Trouble.LATER),
        ("93", Trouble.UNSURE),
        ("94", Trouble.UNSURE),
    ],
)
def test_by_the_last_digits_of_a_number_it_does_what_gateways_do(phone, ending, sure):
    with pytest.raises(CannotSendError) as refused:
        gateway(phone, seconds=0.3).send(f"+4477009009{ending}", "Text", "r")

    assert refused.value.trouble is sure
    assert "None yet." in page(phone)[1]


def test_it_answers_to_this_machine_by_its_own_name_alone(phone):
    assert page(phone, "elsewhere.example")[0] == 404
    assert page(phone, path="/elsewhere")[0] == 404


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[" * 4_000])
def test_what_is_no_text_is_refused(phone, body):
    assert Line(phone.url).ask(Question("POST", "/texts", {}, body)).status == 404
