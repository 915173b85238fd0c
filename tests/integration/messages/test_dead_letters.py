"""How long a notice is tried, what becomes of it then, and what an operator is told of it."""

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import update

from tests.support.outboxes import NOW, Outbox
from wellbeing.database import writing
from wellbeing.messages import service
from wellbeing.messages.mailer import CannotSendError, Trouble
from wellbeing.messages.rows import OutboxRow
from wellbeing.messages.service import Backlog, DeadLetter, GivenUp, Kind

TRIED_AFTER = [0, 1, 3, 8, 18, 38, *range(78, 43 * 60, 60)]


@dataclass
class Relay:
    """Meets every mail with the same trouble, or cannot be reached at all."""

    trouble: Trouble | None = None
    is_away: bool = False
    tries: int = 0

    def open(self) -> None:
        if self.is_away:
            raise CannotSendError("away")

    def send(self, _mail: EmailMessage) -> None:
        self.tries += 1
        if self.trouble is not None:
            raise CannotSendError("told to", self.trouble)

    def close(self) -> None:
        """Go away again."""


def minutes_of_tries(outbox: Outbox, relay: Relay, minutes: list[int]) -> list[int]:
    """Let the timetable tick in these minutes; return those in which a mail was tried."""
    tried = []
    for minute in minutes:
        before = relay.tries
        outbox.after(minutes=minute).deliver(relay)
        if relay.tries > before:
            tried.append(minute)
    return tried


def dead(outbox: Outbox) -> tuple[DeadLetter, ...]:
    found = service.dead_letters(outbox.session)
    outbox.session.rollback()
    return found


def given_up(outbox: Outbox, trouble: Trouble = Trouble.NEVER) -> DeadLetter:
    """Let the one message that waits be given up."""
    outbox.after(hours=43).deliver(Relay(trouble))
    (letter,) = dead(outbox)
    return letter


@pytest.mark.parametrize("trouble", [Trouble.LATER, Trouble.CUT, Trouble.UNSURE], ids=str)
def test_a_notice_is_tried_48_times_in_43_hours_and_then_given_up(outbox, trouble):
    # Every minute would do the same and take longer.
    ticks = sorted({*TRIED_AFTER, *(minute + 59 for minute in TRIED_AFTER), 43 * 60 + 20})

    assert minutes_of_tries(outbox, Relay(trouble), ticks) == TRIED_AFTER

    assert len(TRIED_AFTER) == 48
    assert [letter.why for letter in dead(outbox)] == [GivenUp.UNREACHED]


def test_a_relay_that_is_away_costs_no_try_but_time(outbox):
    away = Relay(is_away=True)
    for hour in range(43):
        assert outbox.after(hours=hour).deliver(away).unreached == 1
    assert [row.tries for row in outbox.rows()] == [0]

    assert outbox.after(hours=42, minutes=59).deliver(Relay()).left == 1


@pytest.mark.parametrize(
    "away", [Relay(is_away=True), Relay(Trouble.UNREACHED)], ids=["away", "refuses us"]
)
def test_after_43_hours_without_a_relay_a_notice_is_given_up(outbox, away):
    assert outbox.after(hours=42, minutes=59).deliver(away).given_up == 0
    assert outbox.after(hours=43).deliver(away).given_up == 1

    (letter,) = dead(outbox)
    assert letter.why is GivenUp.UNREACHED
    assert outbox.after(hours=44).deliver(Relay()).left == 0


def test_a_refusal_for_good_is_believed_after_an_hour(outbox):
    # A relay that is being set up says it to everybody.
    assert minutes_of_tries(outbox, Relay(Trouble.NEVER), [*range(140)]) == [0, 1, 3, 8, 18, 38, 78]

    assert [letter.why for letter in dead(outbox)] == [GivenUp.REFUSED]


def test_one_that_is_refused_for_good_uses_up_no_other(outbox):
    for number in range(5):
        outbox.post(Kind.POLICY, occasion=str(number))
    first = []

    class Picky(Relay):
        def send(self, mail: EmailMessage) -> None:
            first.append(mail["Message-ID"])
            if mail["Message-ID"] == first[0]:
                raise CannotSendError("550", Trouble.NEVER)

    outcome = outbox.deliver(Picky())

    assert (outcome.left, outcome.put_off) == (5, 1)
    assert [row.tries for row in outbox.rows()] == [1]


def test_an_operator_sees_when_and_why_and_nothing_about_whom_or_what(outbox):
    outbox.post(Kind.REQUEST)
    outbox.after(hours=43).deliver(Relay(Trouble.NEVER))

    letters = dead(outbox)

    assert {field.name for field in fields(DeadLetter)} == {
        "handle", "posted_on", "given_up_on", "why",
    }  # fmt: skip
    # Letters of different kinds differ in their handle alone, which is neither address nor mail's name.
    told = {replace(letter, handle="") for letter in letters}
    assert told == {DeadLetter("", date(2026, 6, 10), date(2026, 6, 12), GivenUp.REFUSED)}
    named = [part for row in outbox.rows() for part in (row.id.hex(), row.sealed.hex())]
    assert not any(letter.handle in part for letter in letters for part in named)


def test_what_is_kept_of_a_dead_letter_says_days_and_no_minutes(outbox):
    given_up(outbox)

    (row,) = outbox.rows()
    for moment in (row.waits_since, row.posted_at, row.due_at):
        assert (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    assert row.held_until is None


def test_dead_letters_can_be_sent_again_one_by_one_with_their_whole_time(outbox):
    outbox.post(Kind.REQUEST)
    outbox.after(hours=43).deliver(Relay(Trouble.NEVER))
    first, second = dead(outbox)
    later = outbox.after(hours=50)

    assert service.try_again(later.session, later.desk.now, [first.handle, "unknown"]) == 1

    assert [letter.handle for letter in dead(outbox)] == [second.handle]
    assert later.deliver(Relay(Trouble.LATER)).put_off == 1
    assert outbox.after(hours=51).deliver(Relay()).left == 1


def test_all_dead_letters_can_be_sent_again_at_once(outbox):
    outbox.post(Kind.REQUEST)
    outbox.after(hours=43).deliver(Relay(Trouble.NEVER))
    later = outbox.after(hours=50)

    assert service.try_again(later.session, later.desk.now) == 2
    assert later.deliver(Relay()).left == 2
    assert service.try_again(later.session, later.desk.now) == 0


def test_dead_letters_can_be_forgotten(outbox):
    outbox.post(Kind.REQUEST)
    outbox.after(hours=43).deliver(Relay(Trouble.NEVER))
    outbox.post(Kind.POLICY)
    first, _second = dead(outbox)

    assert service.forget(outbox.session, [first.handle]) == 1
    assert len(dead(outbox)) == 1
    assert service.forget(outbox.session) == 1
    # What still waits is no dead letter.
    assert outbox.deliver(Relay()).left == 1


def test_dead_letters_are_forgotten_after_four_weeks(outbox):
    given_up(outbox)
    on = NOW + timedelta(hours=43)

    assert service.forget_old(outbox.session, on + timedelta(days=27)) == 0
    assert service.forget_old(outbox.session, on + timedelta(days=28)) == 1
    assert outbox.rows() == []


def test_after_one_was_given_up_a_new_message_leaves_again(outbox):
    given_up(outbox)
    later = outbox.after(hours=45)

    later.post()

    assert service.trouble_since(later.session, later.desk.now) == Backlog(
        later.desk.now, is_late=False, has_dead_letters=False
    )
    assert later.deliver(Relay()).left == 1


def test_a_message_that_nobody_can_open_is_given_up_and_the_others_leave(outbox):
    with writing(outbox.session):
        outbox.session.execute(update(OutboxRow).values(sealed=b"\x01damaged"))
    outbox.post(Kind.REQUEST)

    outcome = outbox.deliver(Relay())

    assert (outcome.left, outcome.given_up) == (1, 1)
    assert [letter.why for letter in dead(outbox)] == [GivenUp.UNREADABLE]


def test_where_no_relay_is_set_nothing_waits_for_ever(outbox):
    outbox.after(hours=2).post(Kind.REQUEST)

    assert service.forget_unsent(outbox.session, NOW + timedelta(hours=42)) == 0
    assert service.forget_unsent(outbox.session, NOW + timedelta(hours=43)) == 1
    assert len(outbox.rows()) == 1


def test_an_operator_learns_within_a_quarter_of_an_hour_that_a_message_does_not_leave(outbox):
    def standing(minutes: float) -> Backlog:
        return service.trouble_since(outbox.session, NOW + timedelta(minutes=minutes))

    assert standing(14.9) == Backlog(NOW, is_late=False, has_dead_letters=False)
    assert standing(15) == Backlog(NOW, is_late=True, has_dead_letters=False)

    given_up(outbox)
    assert standing(43 * 60) == Backlog(None, is_late=False, has_dead_letters=True)


def test_posting_anew_does_not_hide_since_when_a_message_waits(outbox):
    outbox.after(minutes=10).post()
    outbox.after(minutes=12).deliver(Relay(Trouble.LATER))

    standing = service.trouble_since(outbox.session, NOW + timedelta(minutes=15))

    assert (standing.waits_since, standing.is_late) == (NOW, True)
    # But its time to be tried begins with the last time it was posted.
    assert [row.posted_at for row in outbox.rows()] == [NOW + timedelta(minutes=10)]


def test_nothing_waits_where_everything_has_left(outbox):
    outbox.deliver(Relay())

    assert service.trouble_since(outbox.session, NOW) == Backlog(
        None, is_late=False, has_dead_letters=False
    )
