"""Whatever a relay or this machine does in the middle, no mail is lost that did not leave, and none doubled."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.integration.rhythm.relays import HANG_UP, Scripted, Taker, deliver
from tests.integration.rhythm.test_planning import HERE
from wellbeing.clock import StandingClock
from wellbeing.database import make_engine, writing
from wellbeing.lease import take_lease
from wellbeing.messages.mailer import CannotSendError, Trouble
from wellbeing.rhythm import service
from wellbeing.rhythm.delivery import AT_ONCE, WAITS, deliver_due
from wellbeing.rhythm.rows import NudgeRow
from wellbeing.scheduler_rows import LeaseRow, OvertakenError

ASKED = datetime(2026, 6, 10, 9, 51, tzinfo=UTC)
REFUSES_US = {"MAIL": "550 not from you"}


@pytest.fixture
def desk(rooms):
    service.plan_due(rooms.desk)
    return rooms.at(ASKED)


def waiting(desk):
    """Return how often each invitation was tried that waits."""
    rows = select(NudgeRow.tries).where(NudgeRow.kind == "invitation", NudgeRow.state == "waiting")
    found = sorted(desk.session.scalars(rows))
    desk.session.rollback()
    return found


def test_others_write_while_a_relay_takes_its_time(rooms, desk, post):
    engine = make_engine(rooms.settings.database_url)

    def write(_to):
        with Session(engine) as session, writing(session, "something else"):
            session.execute(update(NudgeRow).where(NudgeRow.tries == 99).values(tries=99))

    taker = Taker(write)
    assert deliver(desk, post, taker).left == len(taker.taken) > 10
    engine.dispose()


@pytest.mark.parametrize(
    "answers",
    [
        REFUSES_US,
        {"MAIL": "451 not now"},
        {"MAIL": "421 too busy"},
        {"MAIL": HANG_UP},
        {"EHLO": "550 who are you", "HELO": "550 who are you"},
    ],
    ids=str,
)
def test_a_relay_that_refuses_us_ends_the_round_and_no_mail_counts_as_tried(desk, post, answers):
    with Scripted(answers) as relay:
        outcome = deliver(desk, post, relay.mailer())

    assert (outcome.left, outcome.refused, outcome.unreached) == (0, 0, 1)
    assert waiting(desk) == [0] * HERE
    assert len([verb for verb in relay.said if verb in {"MAIL", "HELO"}]) == 1


@pytest.mark.parametrize(
    "answers",
    [{"RCPT": "421 too busy"}, {"RCPT": HANG_UP}, {"DATA": HANG_UP}, {"DATA": "421 closing"},
     {".": "421 closing"}],
    ids=str,
)  # fmt: skip
def test_a_connection_that_ends_before_a_mail_is_taken_counts_as_a_try_of_that_mail_alone(
    rooms, desk, post, answers
):
    with Scripted(answers) as relay:
        outcome = deliver(desk, post, relay.mailer())

    assert (outcome.left, outcome.refused, outcome.unreached) == (0, 0, 1)
    tried = waiting(desk)
    assert (len(tried) >= HERE - 1, sum(tried)) == (True, 1)
    # The others do not wait for it.
    assert len(service.take_due(rooms.at(ASKED + timedelta(minutes=1)), 99)) == len(tried) - 1


def test_a_mail_that_ends_every_connection_ends_after_its_last_try(rooms, desk, post):
    only = next(iter(service.people_of(desk, service.take_due(desk, 1))))
    with writing(desk.session):
        desk.session.execute(
            update(NudgeRow)
            .where(NudgeRow.rhythm_id == only, NudgeRow.kind == "invitation")
            .values(state="waiting", tries=len(WAITS))
        )
        desk.session.execute(
            update(NudgeRow).where(NudgeRow.rhythm_id != only).values(state="left")
        )

    with Scripted({"RCPT": HANG_UP}) as relay:
        outcome = deliver(desk, post, relay.mailer())

    assert outcome.refused == 1
    assert waiting(desk) == []


def test_an_address_that_is_refused_for_good_is_tried_again_and_was_handed_nothing(desk, post):
    with Scripted({"RCPT": "550 no such mailbox"}) as relay:
        outcome = deliver(desk, post, relay.mailer())

    assert (outcome.left, outcome.refused, outcome.turned_down) == (0, 0, HERE)
    assert waiting(desk) == [1] * HERE
    assert relay.lines == []


def test_a_mail_that_may_have_left_is_not_sent_again_and_the_others_are(rooms, desk, post):
    with Scripted({".": HANG_UP}) as relay:
        outcome = deliver(desk, post, relay.mailer())

    assert (outcome.left, outcome.unsure, relay.mails) == (0, 1, 1)
    assert waiting(desk) == [0] * (HERE - 1)


def test_an_address_that_cannot_be_written_leaves_the_connection_as_it_was(desk, post):
    with Scripted({}) as relay:
        mailer = relay.mailer()
        mailer.open()
        with pytest.raises(ValueError, match="ascii"):
            mailer.pass_on("no-reply@x", "\u00e9@example.org", b"text\r\n")
        mailer.pass_on("no-reply@x", "ann@example.org", b".begins with a dot\r\n")
        mailer.close()

    assert relay.said.index("RSET") < relay.said.index("RCPT")
    assert relay.lines == [b"..begins with a dot\r\n", b".\r\n"]


@pytest.mark.parametrize("error", [RuntimeError("broken"), KeyboardInterrupt()], ids=repr)
def test_whatever_breaks_in_the_middle_loses_the_one_mail_in_hand_at_most(desk, post, error):
    def break_at_third(_to):
        if len(taker.taken) == 2:
            raise error

    taker = Taker(break_at_third)
    with pytest.raises(type(error)):
        deliver(desk, post, taker)

    assert waiting(desk) == [0] * (HERE - 3)
    assert not taker.is_open


def test_what_was_taken_waits_again_when_its_letters_cannot_be_written(desk, post):
    class Lost:
        def house_box(self):
            raise OSError("the key file is gone")

    with pytest.raises(OSError, match="key file"):
        deliver(replace(desk, vault=Lost()), post, Taker())

    assert waiting(desk) == [0] * HERE


def test_a_timetable_that_was_overtaken_gives_back_what_it_had_taken(rooms, desk, post):
    fence = take_lease(desk.session, "old")

    def overtake(_to):
        with writing(desk.session):
            desk.session.execute(update(LeaseRow).values(fence=LeaseRow.fence + 1))
        raise CannotSendError("away", Trouble.UNREACHED)

    outcome = deliver(replace(desk, fence=fence), post, Taker(overtake))

    assert outcome.unreached == 1
    assert waiting(desk) == [0] * HERE
    with pytest.raises(OvertakenError):
        service.take_due(replace(desk, fence=fence), 1)


def test_a_process_that_is_killed_has_marked_few_mails(desk, post):
    marked: list[int] = []

    def look(_to):
        rows = select(func.count()).where(NudgeRow.state == "left")
        marked.append(desk.session.scalar(rows) - len(marked))
        desk.session.rollback()

    deliver(desk, post, Taker(look))

    assert max(marked) <= AT_ONCE == 20


def test_a_slow_relay_gets_half_a_minute_of_a_tick_and_the_rest_waits(desk, post):
    clock = StandingClock(ASKED)

    def take_long(_to):
        clock.standing_at += timedelta(seconds=10)

    taker = Taker(take_long)
    outcome = deliver_due(desk, post, taker, clock)

    assert outcome.left == len(taker.taken) == 3
    assert waiting(desk) == [0] * (HERE - 3)
    assert outcome.refused == 0


def test_a_relay_is_asked_for_only_when_something_is_due(rooms, desk, post):
    class Closed(Taker):
        def open(self):
            raise AssertionError("nothing is due")

    early = rooms.at(ASKED - timedelta(hours=2))
    assert deliver(early, post, Closed()).left == 0
    with pytest.raises(AssertionError):
        deliver(desk, post, Closed())


def test_a_message_that_waits_already_is_not_given_back_again(desk):
    taken = service.take_due(desk, 1)
    service.give_back(desk, [replace(one, tries=1) for one in taken], timedelta(minutes=5))

    service.give_back(desk, taken)

    assert max(waiting(desk)) == 1


def test_a_database_that_refuses_is_an_error_and_not_silence(desk, post):
    def gone(_to):
        raise OperationalError("select", {}, OSError("disk"))

    with pytest.raises(OperationalError):
        deliver(desk, post, Taker(gone))
    assert waiting(desk) == [0] * (HERE - 1)
