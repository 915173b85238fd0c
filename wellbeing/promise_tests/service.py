"""Tests of the promise as the rest of the house uses them: kept going, taken, counted, published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.audit import service as audit
from wellbeing.database import writing
from wellbeing.promise_tests import clock, store
from wellbeing.promise_tests.desk import ABOUT, Desk
from wellbeing.promise_tests.kept import (
    LEAST,
    MOST,
    ROLES,
    SUGGESTED,
    Outcome,
    Sent,
    Tally,
    month_of,
)
from wellbeing.promise_tests.sending import draw_for_all, send

__all__ = [
    "LEAST",
    "MOST",
    "ROLES",
    "SUGGESTED",
    "Desk",
    "NotTheirsError",
    "Outcome",
    "Tally",
    "Waiting",
    "each_month",
    "forget_person",
    "has_waiting",
    "keep_going",
    "months",
    "send_one",
    "set_each_month",
    "take",
    "waiting",
]

MONTHS_SHOWN, MONTHS_KEPT = 12, 24
MONTHS_A_YEAR = 12


class NotTheirsError(Exception):
    """The test is not there for this contact, or not any more; or only a wellbeing lead sets the number."""


@dataclass(frozen=True)
class Waiting:
    """A test as a contact sees it."""

    id: str
    role: Role
    due_on: date
    is_overdue: bool


def keep_going(desk: Desk) -> None:
    """Draw, pass on, let go and count, as far as anything is due."""
    oldest = _months_before(desk.today, MONTHS_KEPT)
    is_on = store.each_month(desk.session) or store.open_tests(desk.session)
    # What was counted goes in its time, also where no more tests are sent.
    if not is_on and not store.is_any_before(desk.session, oldest):
        return
    with writing(desk.session, ABOUT):
        draw_for_all(desk)
        clock.keep_all(desk)
        if store.each_month(desk.session):
            clock.count_today(desk)
        store.forget_before(desk.session, oldest)


def send_one(desk: Desk, role: Role) -> bool:
    """Send one test now, drawn or not; False where nothing would be promised."""
    with writing(desk.session, ABOUT):
        return send(desk, role) is not None


def waiting(desk: Desk, person_id: str) -> tuple[Waiting, ...]:
    """Return the tests that a contact can take, the oldest promise first."""
    if not store.is_addressed(desk.session, person_id):
        return ()
    return tuple(
        Waiting(one.id, one.role, one.due_at.astimezone(desk.zone).date(), one.due_at <= desk.now)
        for one in store.open_tests(desk.session)
        if _is_for(desk, one, person_id)
    )


def has_waiting(desk: Desk, person_id: str) -> bool:
    return bool(waiting(desk, person_id))


def take(desk: Desk, person_id: str, test_id: str) -> None:
    """Take a test: it is counted and gone for everybody; NotTheirsError when it is not there for them."""
    with writing(desk.session, ABOUT):
        found = {one.id: one for one in store.open_tests(desk.session)}
        test = found.get(test_id)
        if test is None or not _is_for(desk, test, person_id):
            raise NotTheirsError
        outcome = Outcome.IN_TIME if desk.now < test.due_at else Outcome.LATE
        clock.end(desk, test, outcome)


def each_month(session: Session) -> int:
    """Return about how many tests each role gets a month; 0 where none are sent."""
    return store.each_month(session)


def set_each_month(desk: Desk, person_id: str, number: int) -> None:
    """Set the number, or with 0 send no more; it is written down in the audit log."""
    lead = accounts.person(desk.session, person_id, desk.today)
    if lead is None or Role.WELLBEING_LEAD.value not in lead.roles:
        raise NotTheirsError
    if number and not LEAST <= number <= MOST:
        raise ValueError(f"a role gets {LEAST} to {MOST} tests a month, or none")
    with writing(desk.session, ABOUT):
        if store.each_month(desk.session) == number:
            return
        store.set_each_month(desk.session, number)
        actor = audit.Actor(person_id, Role.WELLBEING_LEAD.value)
        audit.Scribe(desk.vault, actor, desk.today).note(
            desk.session, audit.Act(audit.Kind.TESTS_SET)
        )


def months(session: Session, today: date) -> tuple[tuple[str, Sequence[Tally]], ...]:
    """Return the months that are over, the latest first, each with what came of it for each role.

    A month comes out on the first day of the next one, for everybody at once, and then stays.
    """
    found = store.tallies(session, _months_before(today, MONTHS_SHOWN), month_of(today))
    return tuple(
        (month, tuple(one for one in found if one.month == month))
        for month in sorted({one.month for one in found}, reverse=True)
    )


def forget_person(session: Session, person_id: str) -> None:
    """Let no open test go to somebody any more; no commit is made."""
    store.forget_person(session, person_id)


def _is_for(desk: Desk, test: Sent, person_id: str) -> bool:
    has_it = any(one.person_id == person_id and one.has_it for one in test.to)
    return has_it and person_id in desk.holders(test.role)


def _months_before(today: date, count: int) -> str:
    year, month = divmod(today.year * MONTHS_A_YEAR + today.month - 1 - count, MONTHS_A_YEAR)
    return f"{year:04}-{month + 1:02}"
