"""Freezes a cycle before any of its answers is read: who is where, and what will be published."""

from collections import Counter

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.earlier import units_as_they_were
from wellbeing.database import writing
from wellbeing.disclosure import (
    Book,
    Calendar,
    CyclePlan,
    Level,
    Parameters,
    Roster,
    Unit,
    centre_for,
    centres_for,
    plan_cycle,
)
from wellbeing.publishing import store


def frozen(
    session: Session, calendar: Calendar, cycle: int, book: Book, parameters: Parameters
) -> CyclePlan:
    """Return the cycle's plan, made and committed with its cohort when it is first asked for."""
    with writing(session):
        plan = store.frozen_plan(session, cycle)
        if plan is None:
            plan = _freeze(session, calendar, cycle, book, parameters)
    return plan


def foreseen(
    session: Session, calendar: Calendar, cycle: int, book: Book, parameters: Parameters
) -> CyclePlan:
    """Return the plan that a cycle would have, and keep nothing of it."""
    pages = accounts.homes(session, calendar.starts_on(cycle))
    homes = Counter(home for page in pages for home in page.values())
    roster = Roster(_units(session, calendar, cycle), homes)
    return _planned(cycle, roster, book, parameters)


def _freeze(
    session: Session, calendar: Calendar, cycle: int, book: Book, parameters: Parameters
) -> CyclePlan:
    for homes in accounts.homes(session, calendar.starts_on(cycle)):
        store.add_cohort(session, cycle, homes)
    came_from = _came_from(session, cycle, book.by_cycle.get(cycle - 1))
    units = _units(session, calendar, cycle)
    roster = Roster(units, store.people_by_home(session, cycle), came_from)
    plan = _planned(cycle, roster, book, parameters)
    store.add_frozen_plan(session, plan)
    return plan


def _planned(cycle: int, roster: Roster, book: Book, parameters: Parameters) -> CyclePlan:
    centre, centres = centre_for(book, cycle, parameters), centres_for(book, cycle)
    return plan_cycle(cycle, roster, centre, parameters, centres)


def _units(session: Session, calendar: Calendar, cycle: int) -> tuple[Unit, ...]:
    return tuple(
        Unit(unit.id, Level(unit.level), unit.name, unit.parent_id or "")
        for unit in units_as_they_were(session, calendar.starts_on(cycle))
    )


def _came_from(session: Session, cycle: int, before: CyclePlan | None) -> dict[str, dict[str, int]]:
    """Count, for each home unit, from which teams and pools of the cycle before its people come."""
    came_from: dict[str, dict[str, int]] = {}
    if before is None:
        return came_from
    for home, earlier, people in store.movements(session, cycle):
        for cell in before.cells_of(earlier):
            if cell.level is Level.TEAM:
                counted = came_from.setdefault(home, {})
                counted[cell.unit_key] = counted.get(cell.unit_key, 0) + people
    return came_from
