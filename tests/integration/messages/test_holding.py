"""Whoever sends a notice holds it; a process that was stopped meanwhile changes nothing any more."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy.orm import Session

from tests.support.databases import POSTGRES
from tests.support.outboxes import NOW, Outbox
from wellbeing.clock import StandingClock
from wellbeing.database import make_engine, writing
from wellbeing.messages import service, store
from wellbeing.messages.delivery import AT_ONCE, LONGEST_ROUND
from wellbeing.messages.mailer import LONGEST_MAIL, CannotSendError, Mailer, Trouble
from wellbeing.messages.service import Kind
from wellbeing.messages.store import HELD_FOR


@dataclass
class Taker:
    """Takes every mail, and does what it is told while it holds one."""

    on_mail: Callable[[], None] = lambda: None
    taken: list[str] = field(default_factory=list)

    def open(self) -> None:
        """Be there."""

    def send(self, mail: EmailMessage) -> None:
        self.on_mail()
        self.taken.append(mail["Message-ID"])

    def close(self) -> None:
        """Go away again."""


def many(outbox: Outbox, how_many: int) -> None:
    for number in range(how_many):
        outbox.post(Kind.POLICY, occasion=str(number))


@pytest.fixture
def elsewhere(empty_outbox):
    """The same outbox as another process sees it."""
    engine = make_engine(empty_outbox.session.get_bind().url)
    with Session(engine) as session:
        yield Outbox(replace(empty_outbox.desk, session=session))
    engine.dispose()


def test_what_one_process_sends_no_other_one_takes(empty_outbox, elsewhere):
    many(empty_outbox, 5)
    others = Taker()
    mine = Taker(lambda: elsewhere.deliver(others) and None)

    assert empty_outbox.deliver(mine).left == 5

    assert others.taken == []


def test_what_a_process_that_died_held_leaves_after_a_while(empty_outbox, elsewhere):
    many(empty_outbox, 3)
    with writing(elsewhere.session):
        store.claim(elsewhere.session, NOW, 2)

    assert empty_outbox.deliver(Taker()).left == 1
    assert empty_outbox.after(minutes=4, seconds=59).deliver(Taker()).left == 0
    assert empty_outbox.after(minutes=5).deliver(Taker()).left == 2


def test_nothing_is_held_for_a_shorter_time_than_a_round_lasts():
    assert LONGEST_ROUND + timedelta(seconds=LONGEST_MAIL) < HELD_FOR


FATES = {
    "it left": None,
    "it was refused for now": Trouble.LATER,
    "it was refused for good": Trouble.NEVER,
    "the relay went away": Trouble.UNREACHED,
}


@pytest.mark.parametrize("trouble", FATES.values(), ids=FATES)
@pytest.mark.parametrize("others", ["hold it", "sent it", "sent it, and a new one is held"])
def test_who_was_stopped_past_its_time_changes_nothing_any_more(
    empty_outbox, elsewhere, trouble, others
):
    empty_outbox.post(Kind.REQUEST)
    clock = StandingClock(NOW)

    def stop_and_wake_up():
        clock.standing_at += HELD_FOR
        later = elsewhere.after(minutes=5)
        with writing(later.session):
            (held,) = store.claim(later.session, later.desk.now, 9)
            if others != "hold it":
                store.remove(later.session, held)
        if others == "sent it, and a new one is held":
            later.post(Kind.REQUEST)
            with writing(later.session):
                store.claim(later.session, later.desk.now, 9)
        before.extend(_told(later))
        if trouble is not None:
            raise CannotSendError("late", trouble)

    before: list[tuple[object, ...]] = []
    service.deliver_due(empty_outbox.desk, Taker(stop_and_wake_up), clock)

    assert _told(empty_outbox) == before


def _told(outbox: Outbox) -> list[tuple[object, ...]]:
    return [
        (row.id, row.sealed, row.fence, row.due_at, row.held_until, row.tries, row.given_up)
        for row in outbox.rows()
    ]


@pytest.mark.parametrize("passed", [HELD_FOR, timedelta(0)], ids=["it knows", "its clock is slow"])
def test_who_was_stopped_between_two_mails_does_not_send_what_others_hold_by_now(
    empty_outbox, elsewhere, passed
):
    many(empty_outbox, 3)
    clock, others = StandingClock(NOW), Taker()

    def stop():
        if not mine.taken:
            clock.standing_at += passed
            elsewhere.after(minutes=5).deliver(others)

    mine = Taker(stop)
    service.deliver_due(empty_outbox.desk, mine, clock)

    # The one in hand went twice, under one name; the others once.
    assert len(mine.taken) == 1
    assert len(set(others.taken)) == len(others.taken) == 3
    assert mine.taken[0] in others.taken


@pytest.mark.parametrize("database", [POSTGRES], indirect=True)
def test_one_that_was_stopped_while_it_claimed_keeps_nobody_from_sending_the_rest(
    empty_outbox, elsewhere
):
    many(empty_outbox, 3)
    with writing(elsewhere.session, "one that was stopped"):
        store.claim(elsewhere.session, NOW, 2)

        assert empty_outbox.deliver(Taker()).left == 1


@pytest.mark.parametrize("trouble", [Trouble.UNREACHED, Trouble.CUT, Trouble.UNSURE], ids=str)
def test_what_was_not_begun_when_the_connection_ended_can_leave_at_once(empty_outbox, trouble):
    many(empty_outbox, 4)

    def hang_up():
        raise CannotSendError("gone", trouble)

    outcome = empty_outbox.deliver(Taker(hang_up))

    assert outcome.left == 0
    tried = 0 if trouble is Trouble.UNREACHED else 1
    assert sum(row.tries for row in empty_outbox.rows()) == tried
    assert empty_outbox.deliver(Taker()).left == 4 - tried


@pytest.mark.parametrize("error", [RuntimeError("broken"), KeyboardInterrupt()], ids=repr)
def test_whatever_breaks_in_the_middle_holds_up_the_one_in_hand_alone(empty_outbox, error):
    many(empty_outbox, 4)

    def break_at_second():
        if len(taker.taken) == 1:
            raise error

    taker = Taker(break_at_second)
    with pytest.raises(type(error)):
        empty_outbox.deliver(taker)

    assert empty_outbox.deliver(Taker()).left == 2
    assert empty_outbox.after(minutes=5).deliver(Taker()).left == 1


def test_a_slow_relay_gets_half_a_minute_of_a_tick_and_the_rest_waits(empty_outbox):
    many(empty_outbox, AT_ONCE + 3)
    clock = StandingClock(NOW)

    def take_long():
        clock.standing_at += timedelta(seconds=10)

    outcome = service.deliver_due(empty_outbox.desk, Taker(take_long), clock)

    assert outcome.left == 3
    assert empty_outbox.after(seconds=31).deliver(Taker()).left == AT_ONCE


def test_more_than_one_batch_leaves_in_a_round(empty_outbox):
    many(empty_outbox, AT_ONCE + 3)

    assert empty_outbox.deliver(Taker()).left == AT_ONCE + 3


def test_others_write_while_a_relay_takes_its_time(outbox, elsewhere):
    def post_once():
        if not taker.taken:
            elsewhere.post(Kind.POLICY)

    taker = Taker(post_once)

    assert outbox.deliver(taker).left == 2


def test_a_relay_is_asked_for_only_when_something_is_due(empty_outbox):
    class Closed(Taker):
        def open(self) -> None:
            raise AssertionError("nothing is due")

    closed: Mailer = Closed()
    assert empty_outbox.deliver(closed).left == 0
    many(empty_outbox, 1)
    with pytest.raises(AssertionError):
        empty_outbox.deliver(closed)


@pytest.mark.parametrize("days", [1, 4000])
def test_a_clock_that_was_ahead_keeps_nothing_from_leaving(empty_outbox, elsewhere, days):
    many(empty_outbox, 2)
    ahead = elsewhere.after(days=days)
    with writing(ahead.session):
        put_off, _held = store.claim(ahead.session, ahead.desk.now, 2)
        store.put_off(ahead.session, put_off, ahead.desk.now + timedelta(hours=1))

    assert empty_outbox.after(minutes=1).deliver(Taker()).left == 2
