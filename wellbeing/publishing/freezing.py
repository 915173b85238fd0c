"""Freezes a cycle before any of its answers is read: who is where, and what will be published."""

from datetime import timedelta

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
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


def _freeze(
    session: Session, calendar: Calendar, cycle: int, book: Book, parameters: Parameters
) -> CyclePlan:
    monday = calendar.starts_on(cycle)
    present = accounts.memberships(session, monday, monday + timedelta(days=1))
    store.add_cohort(session, cycle, {each.person_id: each.unit_id for each in present})
    units = tuple(
        Unit(unit.id, Level(unit.level), unit.name, unit.parent_id or "")
        for unit in accounts.units(session, monday)
    )
    came_from = _came_from(session, cycle, book.by_cycle.get(cycle - 1))
    roster = Roster(units, store.people_by_home(session, cycle), came_from)
    centre, centres = centre_for(book, cycle, parameters), centres_for(book, cycle)
    plan = plan_cycle(cycle, roster, centre, parameters, centres)
    store.add_frozen_plan(session, plan)
    return plan


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
