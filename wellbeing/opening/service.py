"""What the rest of the house may ask: may somebody check in, and to whom are check-ins open."""

import secrets
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.database import writing
from wellbeing.opening import store
from wellbeing.opening.deciding import (
    NotReadyError,
    agree,
    decline,
    end,
    first_day,
    propose,
    withdraw,
)
from wellbeing.opening.openings import Opening, Wanted
from wellbeing.two_people import Decision

__all__ = [
    "NotReadyError",
    "Opening",
    "Wanted",
    "agree",
    "allowed",
    "decline",
    "end",
    "every",
    "first_day",
    "holding",
    "is_open",
    "is_open_to_staff",
    "may_check_in",
    "of_person",
    "one",
    "open_from_the_start",
    "propose",
    "waiting",
    "withdraw",
]
NOBODY_WAITED = "It was made to be tried: nobody had to be asked."


def may_check_in(session: Session, person_id: str, today: date) -> bool:
    """Say whether check-ins are open to the unit of this person, or to one above it."""
    found = store.holding(session, today)
    if not found or any(one.wanted.everybody for one in found):
        return bool(found)
    home = accounts.home_unit(session, person_id, today)
    if home is None:
        return False
    opened = {unit_id for one in found for unit_id in one.wanted.units}
    return any(unit.id in opened for unit in accounts.units_above(session, home))


def allowed(session: Session, person_ids: Sequence[str], today: date) -> Collection[str]:
    """Return who among some hundred people may check in: nobody else is invited."""
    found = store.holding(session, today)
    if not found or any(one.wanted.everybody for one in found):
        return person_ids if found else ()
    opened = _beneath(session, {unit for one in found for unit in one.wanted.units}, today)
    homes = accounts.memberships_of(session, person_ids, today, today)
    return {one.person_id for one in homes if one.holds(today) and one.unit_id in opened}


def is_open(session: Session, today: date) -> bool:
    """Say whether anybody can check in."""
    return bool(store.holding(session, today))


def is_open_to_staff(session: Session, today: date) -> bool:
    """Say whether two people opened check-ins: a place that was made to be tried has no staff."""
    return any(one.decision is not Decision.FOUNDING for one in store.holding(session, today))


def holding(session: Session, today: date) -> tuple[Opening, ...]:
    """Return the openings by which people can check in today."""
    return store.holding(session, today)


def every(session: Session) -> tuple[Opening, ...]:
    """Return all that was ever proposed, the latest first."""
    return store.every(session)


def one(session: Session, opening_id: str) -> Opening | None:
    return store.opening(session, opening_id)


def waiting(session: Session) -> Opening | None:
    """Return the proposal that waits for a staff representative."""
    return store.open_one(session)


def of_person(session: Session, person_id: str) -> tuple[Opening, ...]:
    """Return what a person proposed, decided or ended."""
    return tuple(
        each
        for each in store.every(session)
        if person_id in (each.proposed_by, each.decided_by, each.ended_by)
    )


def open_from_the_start(session: Session, day: date) -> None:
    """Open check-ins to everybody in a place that was made to be tried: nobody real works there."""
    founding = Opening(
        id=secrets.token_hex(16),
        wanted=Wanted(everybody=True),
        why=NOBODY_WAITED,
        proposed_by=None,
        proposed_on=day,
        decision=Decision.FOUNDING,
        decided_on=day,
        from_day=day,
    )
    with writing(session):
        store.add(session, founding)


def _beneath(session: Session, opened: set[str], today: date) -> set[str]:
    """Return these units with everything beneath them; units come by level, so one walk is enough."""
    found = set(opened)
    for unit in accounts.units(session, today):
        if unit.parent_id in found:
            found.add(unit.id)
    return found
