"""A page reads from the ledger what its own units need: the same figures, and few rows."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import StaticPool, create_engine
from sqlalchemy.orm import Session

from tests.integration.heatmaps.books import cells_of_month, fill, write
from tests.support.cohorts import CALENDAR, ORGANISATION, organisation_of
from tests.support.house import prepare
from tests.support.rows_read import rows_read
from tests.support.steps import steps_of
from wellbeing.database import Journal, LedgerRow, make_engine
from wellbeing.disclosure import (
    Book,
    Indicator,
    Kept,
    Level,
    Makeup,
    Reader,
    Rhythm,
    Roster,
    WindowName,
    figure,
    plan_cycle,
    tally,
)
from wellbeing.ledger import service as ledger

TEAMS = tuple(f"t{number}" for number in range(7))
SERVICES = ("A", "B", "C", "D")
LIFE = {
    "t0": ("A", 20, 0),
    "t1": ("A", 20, 1),
    "t2": ("A", 5, 2),
    "t3": ("B", 90, 3),
    "t4": ("B", 9, 4),
    "t5": ("C", 20, 5),
    "t6": ("C", 3, 6),
}
SIZES = {"x": 12, "y": 9, "z": 40}
# Shrinking such organisations would take minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
# So many services that the organisation shows all its detail in both.
FEW, MANY = 30, 90
# Who is in which team under which service in a cycle, and from which cell of the one before.
rosters = st.lists(
    st.fixed_dictionaries(
        {
            team: st.tuples(
                st.sampled_from(SERVICES),
                st.sampled_from([0, 3, 5, 9, 20, 90]),
                st.integers(0, 20),
            )
            for team in TEAMS
        }
    ),
    min_size=2,
    max_size=4,
)


def lived(cycles) -> Book:
    """Publish so many cycles, in which teams move, split, merge, shrink and go together."""
    book = Book((), ())
    for number, teams in enumerate(cycles, start=1):
        services = {
            service: {team: size for team, (roof, size, _) in teams.items() if roof == service}
            for service in SERVICES
        }
        people = {team: size for team, (_, size, _) in teams.items()}
        before = [one.unit_key for one in book.plans[-1].cells] if book.plans else []
        came_from = {
            team: {before[came % len(before)]: size}
            for team, (_, size, came) in teams.items()
            if before
        }
        roster = Roster(organisation_of(services), people, came_from)
        plan = plan_cycle(number, roster, centre=2.0)
        months = range(3 * number - 3, 3 * number - (number == len(cycles)))
        cells = [cell for month in months for cell in cells_of_month(plan, month)]
        book = Book((*book.plans, plan), (*book.cells, *cells))
    return book


def shown(reader: Reader, keys) -> dict[object, object]:
    """Return all that pages could show of these units."""
    last = reader.book.plans[-1].cycle
    windows = [
        CALENDAR.window(index, rhythm)
        for rhythm in (Rhythm.MONTH, Rhythm.WEEK)
        for cycle in range(1, last + 2)
        for index in (window.index for window in CALENDAR.windows(cycle, rhythm))
    ]
    about = (Indicator.CONDITIONS, Indicator.SIGNS)
    figures = {
        (key, WindowName(window.rhythm, window.index), one): figure(
            reader, CALENDAR, key, window, one
        )
        for key in keys
        for window in windows
        for one in about
    }
    return figures | {
        (key, cycle): tally(reader.book, key, cycle) for key in keys for cycle in range(1, last + 1)
    }


@contextmanager
def in_memory(book: Book) -> Iterator[Session]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    LedgerRow.metadata.create_all(engine)
    with Session(engine) as session:
        fill(session, book, CALENDAR)
        yield session
    engine.dispose()


@settings(max_examples=15, deadline=None, phases=PHASES)
@given(rosters, st.data())
def test_a_unit_reads_the_same_from_a_few_rows_as_from_the_whole_ledger(cycles, data):
    book = lived(cycles)
    units = sorted({unit.unit_key for plan in book.plans for unit in plan.units})
    asked = data.draw(st.sets(st.sampled_from(units), min_size=1, max_size=3))

    with in_memory(book) as session:
        few = ledger.book_of(session, asked, {})
        whole = ledger.book(session)

    assert shown(Reader(few), asked) == shown(Reader(whole), asked)


@settings(max_examples=15, deadline=None, phases=PHASES)
@given(rosters)
def test_the_database_counts_what_units_are_made_of_as_the_plan_does(cycles):
    book = lived(cycles)
    above = {
        (plan.cycle, unit.unit_key): Makeup.of(plan, unit.unit_key)
        for plan in book.plans
        for unit in plan.cells
        if unit.level is not Level.TEAM
    }

    with in_memory(book) as session:
        found = ledger.book_of(session, {key for _, key in above}, {}).others

    assert found is not None
    assert {place: found.makeups[place] for place in above} == above


def test_readers_share_what_they_kept_without_a_difference():
    book = lived([LIFE, LIFE | {"t1": ("B", 20, 1)}])
    known: ledger.Known = {}
    kept: Kept = {}
    with in_memory(book) as session:
        for key in ("t1", "B", "t0", ORGANISATION, "A"):
            reader = Reader(ledger.book_of(session, [key], known), kept)
            assert shown(reader, [key]) == shown(Reader(book), [key])


def test_both_databases_read_a_few_units_alike(database):
    book = lived([LIFE, LIFE | {"t1": ("B", 20, 1)}])
    url = prepare(database).ledger_url
    write(book, url, CALENDAR)
    engine = make_engine(url, Journal.LEDGER)

    with Session(engine) as session:
        few = ledger.book_of(session, ["t1", "A", ORGANISATION], {})
    engine.dispose()

    for key in ("t1", "A", ORGANISATION):
        assert shown(Reader(few), [key]) == shown(Reader(book), [key])


@pytest.mark.parametrize("asked", [["S0.x"], ["S0.x", "S0", "directorate 0", ORGANISATION]])
def test_a_page_reads_no_more_rows_where_there_are_more_teams(asked):
    assert _rows_read_of(FEW, asked) == _rows_read_of(MANY, asked)


def test_the_whole_ledger_does_grow():
    """Otherwise the test above would count nothing."""
    assert _rows_read_of(MANY, None) > 2 * _rows_read_of(FEW, None)


def test_reading_of_a_unit_with_many_services_takes_as_much_longer_as_there_are_more():
    """A question that looked through all teams for each service would take nine times as long."""
    few, many = (_steps_of(services) for services in (FEW, MANY))

    assert many < few * 1.5 * MANY / FEW


def _steps_of(services):
    with in_memory(_steady(services)) as session:
        return steps_of(session, lambda: ledger.book_of(session, [ORGANISATION], {}))


def _rows_read_of(services, asked):
    """Count what is read of an organisation of so many services with three teams each."""
    with in_memory(_steady(services)) as session:
        session.expunge_all()
        with rows_read() as read:
            found = ledger.book_of(session, asked, {}) if asked else ledger.book(session)
        counted = found.others.makeups.values() if found.others else ()
        return len(read) + sum(len(one.sizes) for one in counted)


def _steady(services) -> Book:
    teams = {
        f"S{number}": {f"S{number}.{team}": size for team, size in SIZES.items()}
        for number in range(services)
    }
    people = {team: size for sizes in teams.values() for team, size in sizes.items()}
    book = Book((), ())
    for cycle in (1, 2):
        came_from = {team: {team: size} for team, size in people.items()} if book.plans else {}
        roster = Roster(organisation_of(teams), people, came_from)
        plan = plan_cycle(cycle, roster, centre=2.0)
        book = Book((*book.plans, plan), (*book.cells, *cells_of_month(plan, 3 * cycle - 3)))
    return book
