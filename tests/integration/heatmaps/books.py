"""Ledgers made by hand: plans from the real planner, numbers that no person ever gave."""

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from tests.support.world import NOW, UNITS, unit_id
from wellbeing.database import Journal, make_engine, writing
from wellbeing.disclosure import Book, Calendar, Level, ReleasedCell, Roster, Unit, plan_cycle
from wellbeing.disclosure.contributions import clip_of
from wellbeing.disclosure.parameters import sigma_for
from wellbeing.ledger import service as ledger
from wellbeing.ledger.service import Stamp

MONTHS = 3
FENCE = 1
LARGE = {"red": 40, "blue": 18, "green": 23}
POOLED = {"red": 5, "blue": 6, "green": 23}
ALONE = {"red": 40, "green": 3}
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
            cells = tuple(_cell(book, unit.unit_key, month) for unit in book.plans[-1].cells)
            book = Book(book.plans, (*book.cells, *cells))
    return book


def _cell(book: Book, key: str, month: int) -> ReleasedCell:
    plan = book.plans[-1]
    unit = plan.by_key[key]
    return ReleasedCell(
        cycle=plan.cycle,
        window=month,
        unit_key=key,
        kind=unit.kind,
        people=unit.people,
        centre=plan.centre,
        clip=clip_of(plan.parameters, unit.kind),
        sigma=sigma_for(unit.rho, MONTHS),
        released=(month * 17 + unit.people * 5) % 61 - 30,
    )


def write(book: Book, url: str, calendar: Calendar) -> None:
    """Put a ledger into its database, as the publisher would."""
    engine = make_engine(url, Journal.LEDGER)
    with Session(engine) as session, writing(session):
        ledger.begin(session, FENCE)
        for plan in book.plans:
            ledger.add_cycle(session, plan, calendar.starts_on(plan.cycle), FENCE)
            for window in calendar.windows(plan.cycle):
                cells = [cell for cell in book.cells if cell.window == window.index]
                ledger.add_window(session, plan, window, cells, Stamp(NOW, FENCE))
    engine.dispose()
