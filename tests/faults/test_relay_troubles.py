"""Whatever a relay does, no notice is lost, each keeps its name, and no weekly message comes twice."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy.orm import Session

from tests.support import proofs
from tests.support.databases import on_sqlite
from tests.support.hard_relay import (
    DRIP,
    ENDLESS,
    GARBAGE,
    GREETING,
    HANG_UP,
    LONG,
    STALL,
    STEPS,
    TAKEN_THEN,
    TEXT,
    WHOLE,
    HardRelay,
)
from tests.support.house import prepare
from tests.support.outboxes import Outbox
from tests.support.served import free_port
from tests.support.world import settle
from wellbeing.clock import StandingClock
from wellbeing.content.loader import content
from wellbeing.database import make_engine
from wellbeing.key_ring import KeyRing
from wellbeing.messages import service
from wellbeing.messages.mailer import CannotSendError, Patience, SmtpMailer, Trouble
from wellbeing.messages.service import GivenUp
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.delivery import Post, deliver_due
from wellbeing.sealed import Vault
from wellbeing.settings import Mail

NOTICES = proofs.size(reduced=3, whole=40)
BAD_ROUNDS = 3
A_WEEK_S_BAD_ROUNDS = 1
# How long a relay that stalls is waited for: the proof is that it ends, not when.
SECONDS = 0.3
AT_EACH_STEP = {"451 not now", "550 never", "421 too busy", HANG_UP, GARBAGE, LONG}
AFTER_THE_MAIL = {TAKEN_THEN + HANG_UP, TAKEN_THEN + GARBAGE, TAKEN_THEN + "451 not now"}
SLOW = {STALL, DRIP, ENDLESS}
# Steps are said one by one, or those about one mail all at once.
ONE_BY_ONE, AT_ONCE = "250 here", "250-here\r\n250 PIPELINING"
TROUBLES = [
    *((step, answer) for step in STEPS for answer in sorted(AT_EACH_STEP)),
    *((WHOLE, answer) for answer in sorted(AFTER_THE_MAIL | {TAKEN_THEN + STALL})),
    *((step, answer) for step in (GREETING, "RCPT", WHOLE) for answer in sorted(SLOW)),
    *((step, STALL) for step in ("EHLO", "MAIL", "DATA", TEXT)),
]


def relay_with(
    step: str, answer: str, bad_rounds: int = BAD_ROUNDS, offers: str = ONE_BY_ONE
) -> HardRelay:
    """Return a relay that answers like this at one step in some rounds, and then as it should."""
    rounds = [0]

    def script(at: str, _said: str) -> str | None:
        rounds[0] += at == GREETING
        return answer if at == step and rounds[0] <= bad_rounds else None

    return HardRelay(script, offers=offers)


def mailer_to(relay: HardRelay, answer: str) -> SmtpMailer:
    """Return one that gives up soon only what stalls: on a busy machine other relays are slow as well."""
    is_slow = answer.removeprefix(TAKEN_THEN) in SLOW
    return relay.mailer(SECONDS) if is_slow else relay.mailer()


def deliver_until_nothing_waits(outbox: Outbox, mailer: SmtpMailer) -> None:
    for minute in range(120):
        if not outbox.after(minutes=minute).rows():
            return
        outbox.after(minutes=minute).deliver(mailer)
    raise AssertionError("notices wait for two hours")


def ways() -> list[tuple[str, str, str]]:
    """Return every trouble in both ways of speaking; every day the second where it differs."""
    differs = {"MAIL", "RCPT", "DATA", *(STEPS if proofs.is_whole() else ())}
    one_by_one = [(step, answer, ONE_BY_ONE) for step, answer in TROUBLES]
    return one_by_one + [(step, answer, AT_ONCE) for step, answer in TROUBLES if step in differs]


@pytest.mark.parametrize(("step", "answer", "offers"), ways(), ids=lambda said: said[:24])
def test_no_notice_is_lost_and_each_keeps_its_name(outbox, step, answer, offers):
    with relay_with(step, answer, offers=offers) as relay:
        deliver_until_nothing_waits(outbox, mailer_to(relay, answer))

    assert len(set(relay.taken)) == NOTICES
    # Where the mail was out when the trouble came, it may come twice, under its name.
    may_be_out = step == TEXT or (step, answer) == (WHOLE, LONG) or answer.startswith(TAKEN_THEN)
    if not may_be_out and answer not in SLOW:
        assert len(relay.taken) == NOTICES


def test_a_relay_that_cannot_be_reached_loses_nothing(outbox):
    closed = Mail("127.0.0.1", free_port(), "none", sender="no-reply@w.example")
    for minute in range(20):
        outcome = outbox.after(minutes=minute).deliver(SmtpMailer(closed))
        assert (outcome.unreached, outcome.given_up) == (1, 0)

    with HardRelay() as relay:
        assert outbox.after(minutes=20).deliver(relay.mailer()).left == NOTICES


def test_a_relay_that_greylists_takes_each_at_its_second_try(outbox):
    seen: set[str] = set()

    def greylist(step: str, said: str) -> str | None:
        if step != WHOLE or said in seen:
            return None
        seen.add(said)
        return "451 come again"

    with HardRelay(greylist) as relay:
        assert outbox.deliver(relay.mailer()).put_off == NOTICES
        assert outbox.after(minutes=1).deliver(relay.mailer()).left == NOTICES

    assert sorted(relay.taken) == sorted(seen)


def test_one_address_that_is_refused_for_good_holds_up_nobody_and_is_told(outbox):
    refused: list[str] = []

    def refuse_the_first(step: str, said: str) -> str | None:
        if step != WHOLE:
            return None
        refused.append(said)
        return "550 no such person" if said == refused[0] else None

    with HardRelay(refuse_the_first) as relay:
        for minute in range(120):
            outbox.after(minutes=minute).deliver(relay.mailer())

    assert len(relay.taken) == len(set(relay.taken)) == NOTICES - 1
    (letter,) = service.dead_letters(outbox.session)
    assert letter.why is GivenUp.REFUSED


def send_one(mailer: SmtpMailer) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = "no-reply@w.example", "ann@x.example", "<a@b>"
    mail.set_content("text")
    mailer.open()
    mailer.send(mail)


@pytest.mark.parametrize("step", STEPS if proofs.is_whole() else (GREETING, "RCPT", WHOLE))
@pytest.mark.parametrize("answer", sorted(SLOW))
def test_no_relay_holds_a_tick_longer_than_all_steps_of_a_mail_may_take(step, answer):
    with relay_with(step, answer) as relay:
        mailer = relay.mailer(SECONDS)
        begun = time.monotonic()
        with pytest.raises(CannotSendError) as caught:
            send_one(mailer)
        took = time.monotonic() - begun
        mailer.close()

    # Its own time is a third of a second for connecting and again for the mail; the rest is for a busy machine.
    assert took < 15
    assert caught.value.trouble is not Trouble.NEVER


@pytest.mark.parametrize(
    ("offers", "trouble"), [(ONE_BY_ONE, Trouble.UNREACHED), (AT_ONCE, Trouble.CUT)]
)
def test_a_relay_that_hangs_up_after_hearing_an_address_cannot_stop_all_others(offers, trouble):
    # Were it taken for one that is away, the same notice would come first at each tick.
    with (
        relay_with("MAIL", HANG_UP, offers=offers) as relay,
        pytest.raises(CannotSendError) as caught,
    ):
        send_one(relay.mailer())

    assert caught.value.trouble is trouble


ASKED = datetime(2026, 6, 10, 9, 51, tzinfo=UTC)


@pytest.fixture
def weekly(tmp_path) -> Iterator[rhythm.Desk]:
    """A small organisation whose weekly messages are planned and due."""
    (tmp_path / "instance").mkdir()
    settings = prepare(on_sqlite(tmp_path / "instance"))
    main, keys = make_engine(settings.database_url), make_engine(settings.keys_url)
    with Session(main) as session:
        settle(session)
        vault = Vault(KeyRing.read(settings.key_file), keys)
        rhythm.plan_due(rhythm.Desk(session, vault, ASKED - timedelta(days=2, hours=5)))
        yield rhythm.Desk(session, vault, ASKED)
    main.dispose()
    keys.dispose()


def weekly_troubles() -> list[tuple[str, str]]:
    """Return all of them for whole runs, and those that tempt to send again every day.

    No sender can do anything about a relay that refuses a mail and takes it all the same.
    """
    lies = {(step, said) for step, said in TROUBLES if step == TEXT and said[:1].isdigit()}
    honest = [one for one in TROUBLES if one not in lies | {(WHOLE, TAKEN_THEN + "451 not now")}]
    tempting = [one for one in honest if one[0] in {WHOLE, TEXT}]
    return honest if proofs.is_whole() else tempting


@pytest.mark.parametrize("offers", [ONE_BY_ONE, AT_ONCE], ids=["one by one", "at once"])
@pytest.mark.parametrize(("step", "answer"), weekly_troubles(), ids=lambda said: said[:24])
def test_no_weekly_message_comes_twice(weekly, step, answer, offers):
    post = Post("https://w.example", "no-reply@w.example", content().mails.weekly)
    with relay_with(step, answer, A_WEEK_S_BAD_ROUNDS, offers) as relay:
        # After 9:58 none would leave before it was given another moment.
        for minute in range(7):
            at = replace(weekly, now=ASKED + timedelta(minutes=minute))
            try:
                deliver_due(at, post, mailer_to(relay, answer), StandingClock(at.now))
            except CannotSendError:
                continue

    # What a relay refuses for good is left out of the week.
    assert relay.taken or answer == "550 never"
    assert len(relay.taken) == len(set(relay.taken))


def test_the_patience_of_the_service_is_what_the_pages_say():
    assert Patience() == Patience(opening=20, mail=20)
