"""Ledgers made by hand: plans from the real planner, numbers that no person ever gave."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from tests.support.world import NOW, UNITS, unit_id
from wellbeing.database import Journal, make_engine, writing
from wellbeing.disclosure import (
    PER_CYCLE,
    Book,
    Calendar,
    CyclePlan,
    Kind,
    Level,
    Part,
    ReleasedCell,
    Rhythm,
    Roster,
    Unit,
    UnitPlan,
    month_of,
    plan_cycle,
)
from wellbeing.disclosure.contributions import clip_of
from wellbeing.ledger import service as ledger
from wellbeing.ledger.service import Stamp

MONTHS = 3
FENCE = 1
LARGE = {"red": 50, "blue": 18, "green": 23}
POOLED = {"red": 5, "blue": 6, "green": 23}
ALONE = {"red": 50, "green": 3}
# Red shows every question each week; the organisation counts who stood where.
HUGE = {"red": 900, "blue": 18, "green": 23}
FEW = {"red": 2, "blue": 1, "green": 2}


def units_of_the_world(names: Mapping[str, str] | None = None) -> tuple[Unit, ...]:
    """Return the open units of the test world as the planner knows them."""
    called = names or {}
    return tuple(
        Unit(
            key=unit_id(name),
            level=Level(level.value),
            name=called.get(name, name.title()),
            parent_key=unit_id(parent) if parent else "",
        )
        for name, (level, parent) in UNITS.items()
        if name != "closed"
    )


def a_book(
    homes: Mapping[str, int],
    months: int = MONTHS,
    unreleased: Iterable[int] = (),
    names: Mapping[str, str] | None = None,
) -> Book:
    """Return a ledger with so many months published, some of them left out for good."""
    missing = frozenset(unreleased)
    people = {unit_id(home): count for home, count in homes.items()}
    book = Book((), ())
    for month in range(months):
        if month % MONTHS == 0:
            stayed = {home: {home: count} for home, count in people.items() if book.plans}
            roster = Roster(units_of_the_world(names), people, stayed)
            plan = plan_cycle(month // MONTHS + 1, roster, centre=2.0)
            book = Book((*book.plans, plan), book.cells)
        if month not in missing:
            book = Book(book.plans, (*book.cells, *cells_of_month(book.plans[-1], month)))
    return book


def cells_of_month(plan: CyclePlan, month: int) -> Iterator[ReleasedCell]:
    """Give every number that comes out of a month: its own, those of its weeks, and tallies."""
    for rhythm in Rhythm:
        windows = [
            index
            for index in range((plan.cycle - 1) * PER_CYCLE[rhythm], plan.cycle * PER_CYCLE[rhythm])
            if month_of(rhythm, index) == month
        ]
        for index in windows:
            for unit in plan.cells:
                for part in plan.comes_out(unit, rhythm):
                    for indicator in part.indicators:
                        yield _cell(plan, unit, part, (indicator, index))


def _cell(plan: CyclePlan, unit: UnitPlan, part: Part, place: tuple[str, int]) -> ReleasedCell:
    indicator, index = place
    is_tally = part.kind is Kind.TALLY
    numbered = sum(map(ord, indicator))
    return ReleasedCell(
        cycle=plan.cycle,
        window=index,
        unit_key=unit.unit_key,
        kind=part.kind,
        people=unit.people,
        centre=0.0 if is_tally else plan.centre_of(indicator),
        clip=1.0 if is_tally else clip_of(plan.parameters, part.kind),
        sigma=part.sigma,
        released=(index * 17 + unit.people * 5 + numbered) % 61 - (0 if is_tally else 30),
        indicator=indicator,
        rhythm=part.rhythm,
    )


def write(book: Book, url: str, calendar: Calendar, out_at: datetime = NOW) -> None:
    """Put a ledger into its database, as a publisher would who runs at that moment."""
    engine = make_engine(url, Journal.LEDGER)
    with Session(engine) as session, writing(session):
        ledger.begin(session, FENCE)
        fill(session, book, calendar, out_at)
    engine.dispose()


def fill(session: Session, book: Book, calendar: Calendar, out_at: datetime = NOW) -> None:
    """Add all plans and figures of a book to an empty ledger."""
    for plan in book.plans:
        ledger.add_cycle(session, plan, calendar.starts_on(plan.cycle), FENCE)
        for rhythm in Rhythm:
            for window in calendar.windows(plan.cycle, rhythm):
                cells = [
                    cell
                    for cell in book.cells
                    if (cell.rhythm, cell.window) == (rhythm, window.index)
                ]
                ledger.add_window(session, plan, window, cells, Stamp(out_at, FENCE))
