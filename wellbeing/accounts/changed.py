"""What changed in somebody's own units, and in the roles of all, since a day.

Who begins something for others is named, while they work here. Who ends it, who joins and who leaves is not: why somebody
goes is theirs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from wellbeing.accounts import changed_store as kept
from wellbeing.accounts import service, store
from wellbeing.accounts.changed_store import Days
from wellbeing.accounts.people import Unit

__all__ = ["SOMEBODY", "Changed", "Days", "What", "of_roles", "of_units"]
# Who began something and works here no longer.
SOMEBODY = "Somebody"


class What(StrEnum):
    """What happened to a unit or a role."""

    OPENED = "opened"
    CLOSED = "closed"
    RENAMED = "renamed"
    MOVED = "moved"
    LEAD_BEGUN = "lead begun"
    LEAD_ENDED = "lead ended"
    JOINED = "joined"
    LEFT = "left"
    ROLE_BEGUN = "role begun"
    ROLE_ENDED = "role ended"


@dataclass(frozen=True)
class Changed:
    """One thing that happened on a day; `about` is the unit's name, or the role."""

    on: date
    what: What
    about: str
    # Who began something, how a unit was called, or where it stood.
    named: str = ""
    people: int = 0


def of_units(session: Session, person_id: str, days: Days) -> tuple[Changed, ...]:
    """Return what happened to a person's own unit, those above it, and those they lead with the next below."""
    every = store.units(session)
    names = {unit.id: unit.name for unit in every}
    near = _near(session, every, person_id, days[1])
    ids = [unit.id for unit in near]
    return (
        *_opened_and_closed(near, days),
        *_renamed(session, ids, names, days),
        *_led(session, ids, names, days),
        *_counted(What.JOINED, kept.joined(session, ids, days), names),
        *_counted(What.LEFT, kept.left(session, ids, days), names),
    )


def of_roles(session: Session, days: Days) -> Iterator[Changed]:
    """Give who began a role, by name, and which roles somebody ended."""
    first, last = days
    for role, name, from_on, until_on in kept.roles(session, days):
        if first <= from_on <= last:
            yield Changed(from_on, What.ROLE_BEGUN, role, name or SOMEBODY)
        if until_on is not None and first <= until_on <= last:
            yield Changed(until_on, What.ROLE_ENDED, role)


def _near(session: Session, every: Iterable[Unit], person_id: str, on: date) -> tuple[Unit, ...]:
    home = service.home_unit(session, person_id, on)
    own = () if home is None else service.units_above(session, home)
    led = {unit.id for unit in service.units_led(session, person_id, on)}
    ids = {unit.id for unit in own} | led
    return tuple(unit for unit in every if unit.id in ids or unit.parent_id in led)


def _opened_and_closed(near: Iterable[Unit], days: Days) -> Iterator[Changed]:
    first, last = days
    for unit in near:
        if first <= unit.opened_on <= last:
            yield Changed(unit.opened_on, What.OPENED, unit.name)
        if unit.closed_on is not None and first <= unit.closed_on <= last:
            yield Changed(unit.closed_on, What.CLOSED, unit.name)


def _renamed(
    session: Session, ids: list[str], names: dict[str, str], days: Days
) -> Iterator[Changed]:
    for row in kept.earlier(session, ids, days):
        name = names[row.unit_id]
        if row.name != name:
            yield Changed(row.until_on, What.RENAMED, name, row.name)
        else:
            yield Changed(row.until_on, What.MOVED, name, names.get(row.parent_id or "", ""))


def _led(session: Session, ids: list[str], names: dict[str, str], days: Days) -> Iterator[Changed]:
    first, last = days
    for unit_id, name, from_on, until_on in kept.leads(session, ids, days):
        if first <= from_on <= last:
            yield Changed(from_on, What.LEAD_BEGUN, names[unit_id], name or SOMEBODY)
        if until_on is not None and first <= until_on <= last:
            yield Changed(until_on, What.LEAD_ENDED, names[unit_id])


def _counted(
    what: What, rows: Iterable[tuple[str, date, int]], names: dict[str, str]
) -> Iterator[Changed]:
    for unit_id, on, people in rows:
        yield Changed(on, what, names[unit_id], people=people)
