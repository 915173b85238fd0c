"""Nothing a person does waits for the mail relay: not while it stalls at any step."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from threading import Thread

import pytest

from tests.integration.checkins.visitor import SEND, Visitor
from tests.support import proofs
from tests.support.asking import ASKER, PRACTITIONER, Help, join_second
from tests.support.crowd import crowd
from tests.support.hard_relay import GREETING, STALL, STEPS, WHOLE, HardRelay
from tests.support.house import Home
from tests.support.outboxes import stop_link
from tests.support.settled_home import settled_in
from tests.support.world import NOW, TODAY
from wellbeing.content.loader import content
from wellbeing.database import writing
from wellbeing.messages import service
from wellbeing.messages.mailer import SmtpMailer
from wellbeing.messages.service import Kind

QUIET_WEEK = dict.fromkeys(("sleep", "low", "worry", "avoid", "alert"), "0")
# Longer than any machine takes for what is done meanwhile.
STALLS_FOR = 600.0
PAIRS = proofs.size(reduced=3, whole=40)


@pytest.fixture
def home(tmp_path) -> Iterator[Home]:
    with settled_in(tmp_path) as home:
        join_second(home)
        yield home


def deliver(home: Home, mailer: SmtpMailer) -> None:
    with home.session() as session:
        desk = service.Desk(
            session, home.vault, NOW, TODAY, "https://w.example", "no-reply@w.example",
            content().mails, stop_link,
        )  # fmt: skip
        service.deliver_due(desk, mailer, home.clock)


@contextmanager
def stalling(home: Home, step: str) -> Iterator[Thread]:
    """Let a notice be on its way to a relay that stalls at a step, until the block ends."""
    with home.session() as session, writing(session):
        service.post(session, home.vault, Kind.POLICY, PRACTITIONER, NOW)

    def script(at: str, _said: str) -> str | None:
        return STALL if at == step else None

    with HardRelay(script) as relay:
        sender = Thread(target=deliver, args=(home, relay.mailer(STALLS_FOR)))
        sender.start()
        assert relay.stalls.wait(60)
        yield sender
    sender.join(60)


@pytest.mark.parametrize("step", STEPS if proofs.is_whole() else (GREETING, "RCPT", WHOLE))
def test_check_ins_and_requests_are_sent_while_the_relay_stalls(home, step):
    ann = Visitor(home, ASKER)
    ann.agree()

    with stalling(home, step) as sender:
        checked_in = ann.check_in(QUIET_WEEK)
        page = ann.get("/ask/someone")
        said = {"with_whom": "practitioner", "how": "phone", "when": "few_days", "stage": "look"}
        asked = ann.press(ann.press(page, said, ""), {"stage": "send"}, "")
        # What was done did not wait for the relay: it stalls still.
        assert sender.is_alive()

    assert "Saved" in checked_in.text
    assert asked.h1 == "My requests"
    assert len(Help(home).inbox(PRACTITIONER)) == 1
    # And the notice of the request leaves once the relay works; the first one too, at once where it is
    # sure that nothing of it was said.
    with HardRelay() as relay:
        deliver(home, relay.mailer())
    assert len(relay.taken) == 2 + (step in {GREETING, "EHLO", "MAIL"})


def seconds_to_send(home: Home, person_id: str) -> float:
    """Return how long the last page of a check-in takes from press to receipt."""
    visitor = Visitor(home, person_id)
    page = visitor.answer(QUIET_WEEK)
    begun = time.perf_counter()
    sent = visitor.press(page, {}, SEND)
    took = time.perf_counter() - begun
    assert "Saved" in sent.text
    return took


def test_sending_takes_as_long_as_ever_while_the_relay_stalls(home, record_property):
    people = [somebody.id for somebody in crowd(home, range(2 * PAIRS))]
    usual, stalled = [], []
    for number in range(PAIRS):
        # In turns: a machine that becomes busy makes both slower.
        usual.append(seconds_to_send(home, people[2 * number]))
        with stalling(home, STEPS[number % len(STEPS)]):
            stalled.append(seconds_to_send(home, people[2 * number + 1]))

    ratio = median(stalled) / median(usual)
    proofs.report(
        record_property,
        "relay-latency",
        {
            "check-ins sent in each case": PAIRS,
            "median seconds, no relay": round(median(usual), 3),
            "median seconds, a stalling relay": round(median(stalled), 3),
            "ratio": round(ratio, 2),
        },
    )
    # The figure is what counts; this limit would be passed by any waiting at all.
    assert median(stalled) < median(usual) + STALLS_FOR / 100
