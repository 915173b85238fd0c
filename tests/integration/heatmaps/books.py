"""Ledgers made by hand: plans from the real planner, numbers that no person ever gave."""

from collections.abc import Iterable

from wellbeing.disclosure import (
    Book,
    Calendar,
    CyclePlan,
    Level,
    ReleasedCell,
    Roster,
    Unit,
    plan_cycle,
)
from wellbeing.disclosure.contributions import clip_of
from wellbeing.disclosure.parameters import sigma_for
from wellbeing.disclosure.plan import UnitPlan

MONTHS = 3


def a_unit(key: str, level: Level, parent: str = "", name: str = "") -> Unit:
    return Unit(key, level, name or key.title(), parent)


def a_book(
    units: Iterable[Unit], homes: dict[str, int], months: int, unreleased: Iterable[int] = ()
) -> Book:
    """Return a ledger with so many months published, some of them left out for good."""
    missing = frozenset(unreleased)
    plans: list[CyclePlan] = []
    cells: list[ReleasedCell] = []
    for month in range(months):
        if month % MONTHS == 0:
            came_from = {home: {home: people} for home, people in homes.items() if plans}
            roster = Roster(tuple(units), homes, came_from)
            plans.append(plan_cycle(month // MONTHS + 1, roster, centre=2.0))
        if month not in missing:
            plan = plans[-1]
            cells += [a_cell(plan, line, month) for line in plan.cells]
    return Book(tuple(plans), tuple(cells))


def a_cell(
    plan: CyclePlan, line: UnitPlan, month: int, released: int | None = None
) -> ReleasedCell:
    """Return a published number: by default one that drifts with the month and the unit's size."""
    number = (month * 7 + line.people * 3) % 41 - 20 if released is None else released
    return ReleasedCell(
        cycle=plan.cycle,
        window=month,
        unit_key=line.unit_key,
        kind=line.kind,
        people=line.people,
        centre=plan.centre,
        clip=clip_of(plan.parameters, line.kind),
        sigma=sigma_for(line.rho, MONTHS),
        released=number,
    )


def planned_only(book: Book) -> Book:
    """Return the same ledger before its first number."""
    return Book(book.plans, ())


def calendar_of(first_monday) -> Calendar:
    return Calendar(first_monday)
