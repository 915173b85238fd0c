"""Freezes a cycle before any of its answers is read: who is where, and what will be published."""

from collections import Counter
from collections.abc import Collection

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
from wellbeing.disclosure.beginnings import (
    came_from,
    cycles_apart,
    homes_that_began,
    lately_first,
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
    """Return the plan that a cycle would have, and keep nothing of it.

    Which teams go on is not asked: it changes how figures are bounded, not which there are.
    """
    pages = accounts.homes(session, calendar.starts_on(cycle))
    homes = Counter(home for page in pages for home in page.values())
    roster = Roster(_units(session, calendar, cycle), homes)
    return _planned(cycle, roster, book, parameters)


def _freeze(
    session: Session, calendar: Calendar, cycle: int, book: Book, parameters: Parameters
) -> CyclePlan:
    for page in accounts.homes(session, calendar.starts_on(cycle)):
        store.add_cohort(session, cycle, page)
    homes = store.people_by_home(session, cycle)
    roster = Roster(
        _units(session, calendar, cycle),
        homes,
        _came_from(session, cycle, book),
        _lately_first(session, cycle, book, homes),
    )
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


def _came_from(session: Session, cycle: int, book: Book) -> dict[str, dict[str, int]]:
    before = book.by_cycle.get(cycle - 1)
    return {} if before is None else came_from(store.movements(session, cycle, cycle - 1), before)


def _lately_first(
    session: Session, cycle: int, book: Book, homes: Collection[str]
) -> frozenset[str]:
    """Return the homes with anybody who was to enter a first pulse in the last three cycles.

    A lost copy may have planned a cycle that is not in both ledger and database, and shown figures
    of it: nobody here knows of whom, so everybody counts.
    """
    kept = store.frozen_cycles(session) & book.by_cycle.keys()
    found: frozenset[str] = frozenset()
    for earlier in cycles_apart(cycle):
        if earlier not in kept:
            return frozenset(homes)
        plan = book.by_cycle[earlier]
        # Mostly no team began, and then nobody needs to be counted.
        if homes_that_began(plan):
            found |= lately_first(store.movements(session, cycle, earlier), plan)
    return found
