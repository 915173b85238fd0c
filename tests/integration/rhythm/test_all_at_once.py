"""A relay that allows it is asked for sender, recipient and text at once; what is sure stays the same."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, select

from tests.integration.rhythm.relays import HANG_UP, Scripted, deliver
from tests.integration.rhythm.test_planning import HERE
from wellbeing.messages.mailer import CannotSendError, Trouble
from wellbeing.rhythm import service
from wellbeing.rhythm.delivery import AT_ONCE, next_batch
from wellbeing.rhythm.rows import NudgeRow

ASKED = datetime(2026, 6, 10, 9, 51, tzinfo=UTC)
ALLOWS = {"EHLO": "250-here\r\n250 PIPELINING"}
TEXT = b"Subject: x\r\n\r\n.begins with a dot\r\n"


@pytest.fixture
def desk(rooms):
    service.plan_due(rooms.desk)
    return rooms.at(ASKED)


def trouble_of(answers, recipient="ann@example.org"):
    """Pass one mail on, and another one over the same connection; return what kept each."""
    found: list[Trouble | None] = []
    with Scripted(ALLOWS | answers) as relay:
        mailer = relay.mailer()
        mailer.open()
        for _ in range(2):
            try:
                mailer.pass_on("no-reply@x", recipient, TEXT)
                found.append(None)
            except CannotSendError as error:
                found.append(error.trouble)
        mailer.close()
    return found, relay


def test_every_mail_leaves_whole_over_one_connection(desk, post):
    with Scripted(ALLOWS) as relay:
        outcome = deliver(desk, post, relay.mailer())

    assert outcome.left == relay.mails == HERE
    assert relay.said == ["EHLO", *["MAIL", "RCPT", "DATA"] * HERE]


@pytest.mark.parametrize(
    ("answers", "trouble"),
    [
        ({"MAIL": "550 not from you"}, Trouble.UNREACHED),
        ({"MAIL": "451 not now"}, Trouble.UNREACHED),
        ({"RCPT": "550 nobody"}, Trouble.NEVER),
        ({"RCPT": "451 later"}, Trouble.LATER),
        ({"RCPT": "550 nobody", "DATA": "554 no recipient"}, Trouble.NEVER),
        ({"DATA": "451 later"}, Trouble.LATER),
        ({".": "550 no"}, Trouble.NEVER),
        ({}, None),
    ],
    ids=str,
)
def test_a_refusal_is_read_as_when_each_is_asked_alone_and_the_next_mail_begins_anew(
    answers, trouble
):
    found, relay = trouble_of(answers)

    assert found == [trouble, trouble]
    # A relay that wants a text although it knows no recipient gets none.
    texts = [line for line in relay.lines if line != b".\r\n"]
    assert (b"..begins with a dot\r\n" in texts) == (trouble is None or "." in answers)


@pytest.mark.parametrize(
    ("answers", "trouble"),
    [
        ({"MAIL": HANG_UP}, Trouble.CUT),
        ({"MAIL": "421 too busy"}, Trouble.UNREACHED),
        ({"RCPT": HANG_UP}, Trouble.CUT),
        ({"RCPT": "421 too busy"}, Trouble.CUT),
        ({"DATA": HANG_UP}, Trouble.CUT),
        ({".": HANG_UP}, Trouble.UNSURE),
    ],
    ids=str,
)
def test_what_is_sure_after_a_broken_connection_is_the_same(desk, post, answers, trouble):
    found, _relay = trouble_of(answers)

    assert found[0] is trouble


def test_no_address_can_say_more_than_itself():
    with Scripted(ALLOWS) as relay:
        mailer = relay.mailer()
        mailer.open()
        for bad in ("<@\r\nRCPT TO:<b@x>", "\r\n", "\u00e9@example.org"):
            with pytest.raises(ValueError, match=r"one line|ascii"):
                mailer.pass_on("no-reply@x", bad, TEXT)
        mailer.pass_on("no-reply@x", "ann@example.org", TEXT)
        mailer.close()

    assert relay.said.count("RCPT") == relay.mails == 1


def test_whoever_was_refused_is_not_marked_as_written_to(desk, post):
    with Scripted(ALLOWS | {"MAIL": "451 not now"}) as relay:
        deliver(desk, post, relay.mailer())

    left = select(NudgeRow.rhythm_id).where(NudgeRow.state == "left")
    assert desk.session.scalars(left).all() == []


def test_more_are_taken_at_a_time_while_they_leave_quickly_and_few_from_a_slow_relay():
    taken = [AT_ONCE]
    for _ in range(4):
        taken.append(next_batch(taken[-1], timedelta(seconds=0.1)))

    assert taken == [20, 80, 320, 400, 400]
    assert next_batch(80, timedelta(seconds=0.4)) == 80
    assert next_batch(400, timedelta(seconds=1)) == AT_ONCE


def test_a_batch_is_taken_in_one_statement(desk):
    said: list[str] = []
    engine = desk.session.get_bind()

    def hear(_connection, _cursor, statement, *_rest):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    taken = service.take_due(desk, 5)
    event.remove(engine, "before_cursor_execute", hear)

    assert len({nudge.rhythm_id for nudge in taken}) == 5
    assert len([statement for statement in said if "weekly_nudge" in statement]) == 1
