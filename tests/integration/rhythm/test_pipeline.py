"""A mail is spoken of while the one before it is taken; what is sure about each is its own answer."""

from datetime import UTC, datetime, timedelta
from smtplib import quoteaddr

import pytest
from sqlalchemy import func, select

from tests.integration.rhythm.relays import HANG_UP, TEXT, Scripted
from tests.integration.rhythm.test_planning import HERE
from wellbeing.clock import StandingClock
from wellbeing.messages.dialogue import quoted
from wellbeing.messages.mailer import Trouble
from wellbeing.rhythm import service
from wellbeing.rhythm.delivery import deliver_due
from wellbeing.rhythm.rows import NudgeRow

ASKED = datetime(2026, 6, 10, 9, 51, tzinfo=UTC)
ALLOWS = {"EHLO": "250-here\r\n250 PIPELINING"}
GOES_ON, GOOD = "354 go on", "250 ok"


def parcels(count=3, size=1):
    return [(f"p{n}@x.example", b"mail %d\r\n" % n * size) for n in range(count)]


def fates(answers, mails):
    """Pass mails on as one after the other; return what kept each, and what the relay heard."""
    with Scripted(ALLOWS | answers) as relay:
        mailer = relay.mailer()
        mailer.open()
        found = list(mailer.pass_on_all("no-reply@x", mails))
        mailer.close()
    return found, relay


def texts(relay):
    return [line for line in relay.lines if line != b".\r\n"]


def test_each_mail_but_the_first_is_spoken_of_before_the_one_before_it_is_taken():
    found, relay = fates({}, parcels())

    assert found == [None, None, None]
    assert texts(relay) == [b"mail 0\r\n", b"mail 1\r\n", b"mail 2\r\n"]
    assert relay.said == ["EHLO", *["MAIL", "RCPT", "DATA"] * 3]


@pytest.mark.parametrize(
    ("verb", "answer", "trouble"),
    [
        ("MAIL", "550 not from you", Trouble.UNREACHED),
        ("MAIL", "451 not now", Trouble.UNREACHED),
        ("MAIL", "421 too many mails", Trouble.UNREACHED),
        ("RCPT", "550 nobody", Trouble.NEVER),
        ("RCPT", "550-nobody\r\n550 of that name", Trouble.NEVER),
        ("RCPT", "451 later", Trouble.LATER),
        ("RCPT", "421 too busy", Trouble.CUT),
        ("RCPT", "what?", Trouble.CUT),
        ("DATA", "451 later", Trouble.LATER),
        ("DATA", "554 no", Trouble.NEVER),
        (".", "451 later", Trouble.LATER),
        (".", "550 no", Trouble.NEVER),
        (".", "421 closing", Trouble.CUT),
        (".", "what?", Trouble.UNSURE),
    ],
    ids=str,
)
def test_a_refusal_is_the_one_mail_s_alone(verb, answer, trouble):
    good = GOES_ON if verb == "DATA" else GOOD
    # A relay that refuses an address may want its text all the same: it gets an empty one.
    extra = [GOOD, GOOD] if verb in {"MAIL", "RCPT"} else []

    found, relay = fates({verb: [good, answer, good]}, parcels())

    assert found == [None, trouble, None]
    heard = [b"mail 0\r\n", *([b"mail 1\r\n"] if verb == "." else []), b"mail 2\r\n"]
    assert texts(relay) == heard
    assert relay.mails == len(heard) + len(extra[:1])


@pytest.mark.parametrize(
    ("verb", "trouble"),
    [("MAIL", Trouble.CUT), ("RCPT", Trouble.CUT), ("DATA", Trouble.CUT), (".", Trouble.UNSURE)],
)
def test_a_connection_that_ends_says_nothing_about_the_mail_after(verb, trouble):
    good = GOES_ON if verb == "DATA" else GOOD

    found, relay = fates({verb: [good, HANG_UP]}, parcels())

    assert found[:2] == [None, trouble]
    assert found[2] in {Trouble.CUT, Trouble.UNREACHED}
    assert b"mail 2\r\n" not in texts(relay)


def test_a_text_that_was_not_handed_over_whole_has_surely_not_left():
    found, relay = fates({TEXT: [GOOD, HANG_UP]}, parcels(size=1_000_000))

    assert found[:2] == [None, Trouble.CUT]
    assert relay.mails == 1


def test_a_mail_that_cannot_be_written_keeps_nobody_elses_in_any_place():
    bad = [("\u00e9@x.example", b"bad\r\n"), ("<@\r\nRCPT TO:<b@x>", b"bad\r\n"), ("c@x", None)]
    good = parcels()

    for place in range(4):
        found, relay = fates({}, good[:place] + bad + good[place:])
        assert found == [None] * place + [Trouble.NEVER] * 3 + [None] * (3 - place)
        assert texts(relay) == [written for _to, written in good]


def test_nothing_is_handed_over_before_its_fate_is_asked_for():
    with Scripted(ALLOWS) as relay:
        mailer = relay.mailer()
        mailer.open()
        found = mailer.pass_on_all("no-reply@x", parcels())
        assert next(found) is None
        mailer.close()

    assert texts(relay) == [b"mail 0\r\n"]


@pytest.mark.parametrize(
    "address",
    ["a@b", "ann.o'neil+x@a-b.example", "Ann <a@b.example>", "a..b@x", "<a@b>", ".a@b", ""],
)
def test_an_address_is_quoted_as_the_library_quotes_it(address):
    assert quoted(address) == quoteaddr(address)


def test_a_round_that_is_over_leaves_waiting_what_was_only_spoken_of(rooms, post):
    class Running(StandingClock):
        def now(self):
            self.standing_at += timedelta(seconds=4)
            return super().now()

    service.plan_due(rooms.desk)
    desk = rooms.at(ASKED)
    with Scripted(ALLOWS) as relay:
        outcome = deliver_due(desk, post, relay.mailer(), Running(ASKED))

    waiting = select(func.count()).where(NudgeRow.kind == "invitation", NudgeRow.state == "waiting")
    assert 1 < outcome.left == relay.mails < 8
    assert desk.session.scalar(waiting) == HERE - outcome.left
