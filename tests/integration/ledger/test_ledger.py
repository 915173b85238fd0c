"""The ledger only grows, and shows every change made behind its back."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from tests.support.press import CALENDAR, FIRST_MONDAY, Works, at, publication
from tests.support.press import works as open_works
from wellbeing.database import WRITES
from wellbeing.ledger import service as ledger
from wellbeing.ledger.service import LedgerBrokenError
from wellbeing.publishing.service import LedgerMismatchError

FIRST, SECOND, THIRD = CALENDAR.windows(1)
TABLES = ("release_cycle", "release_plan", "release_cell", "release_note")


@pytest.fixture
def works(database) -> Iterator[Works]:
    with open_works(database) as opened:
        opened.found({"north": {"red": 9, "dot": 3}, "south": {"green": 12}})
        opened.publish(publication(SECOND))
        yield opened


def execute(works, *statements):
    with works.ledger() as session:
        connection = session.connection(execution_options={WRITES: True})
        for statement in statements:
            connection.execute(text(statement))
        session.commit()


def open_up(works):
    """Take the triggers away, as somebody with the database file could."""
    if works.ledger_engine.dialect.name == "postgresql":
        execute(works, *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in TABLES))
        return
    execute(
        works,
        *(
            f"DROP TRIGGER {table}_refuses_{change}"
            for table in TABLES
            for change in ("update", "delete")
        ),
    )


def verified(works):
    with works.ledger() as session:
        return ledger.verify(session)


CHANGES = (
    "UPDATE release_cell SET released_int = 0",
    "UPDATE release_plan SET cohort_n = 8",
    "UPDATE release_cycle SET fence = 0",
    "UPDATE release_note SET subject = 'elsewhere'",
    *(f"DELETE FROM {table}" for table in TABLES),
)
CHANGES_ON_SQLITE = tuple(f"INSERT OR REPLACE INTO {each} SELECT * FROM {each}" for each in TABLES)
# A new place in the table, and one key of an entry that is there.
CELL = "cycle_id, rhythm, window_index, starts_on, ends_on, level, unit_key, kind, indicator"
OTHER = CELL.replace("kind", "'x'")
NUMBERS = "cohort_n, centre, clip, sigma, 777, published_at, fence"
CYCLE = "config_json, config_sha256, fence"
REPLACED_BY_ANOTHER_KEY = (
    f"INSERT OR REPLACE INTO release_cell SELECT 99, {CELL}, {NUMBERS}, 'a', 'b' "
    "FROM release_cell WHERE id = 4",
    f"INSERT OR REPLACE INTO release_cell SELECT 99, {OTHER}, {NUMBERS}, "
    "prev_sha256, 'b' FROM release_cell WHERE id = 4",
    f"INSERT OR REPLACE INTO release_cell SELECT 99, {OTHER}, {NUMBERS}, "
    "'a', row_sha256 FROM release_cell WHERE id = 4",
    f"REPLACE INTO release_cycle SELECT 9, entry, '2030-01-07', {CYCLE}, 'a', 'b' FROM release_cycle",
    f"REPLACE INTO release_cycle SELECT 9, 99, starts_on, {CYCLE}, 'a', 'b' FROM release_cycle",
    f"REPLACE INTO release_cycle SELECT 9, 99, '2030-01-07', {CYCLE}, prev_sha256, 'b' "
    "FROM release_cycle",
    "REPLACE INTO release_note SELECT 99, kind, 'x', noted_at, fence, 'a', row_sha256 "
    "FROM release_note",
)
ON_SQLITE = (*CHANGES_ON_SQLITE, *REPLACED_BY_ANOTHER_KEY)
CHANGES_ON_POSTGRESQL = (f"TRUNCATE {', '.join(TABLES)}",)


def test_nothing_in_the_ledger_can_be_changed_or_removed(works):
    before = verified(works)
    on_sqlite = works.ledger_engine.dialect.name == "sqlite"

    for change in (*CHANGES, *(ON_SQLITE if on_sqlite else CHANGES_ON_POSTGRESQL)):
        with pytest.raises(DatabaseError, match="only grows"):
            execute(works, change)

    assert verified(works) == before


def test_an_untouched_ledger_is_verified(works):
    found = verified(works)

    assert (found.cycles, found.windows) == (1, 2)
    assert found.entries == 1 + 1 + 2 * 5
    assert 0 < found.most_spent <= found.limit == 0.4
    assert found.head == works.head()


@pytest.mark.parametrize(
    ("tampering", "shown"),
    [
        ("UPDATE release_cell SET released_int = released_int + 1 WHERE id = 4", "entry 4"),
        ("UPDATE release_cell SET sigma = 1 WHERE id = 5", "entry 5"),
        ("UPDATE release_cell SET published_at = '2026-01-01 00:00:00' WHERE id = 3", "entry 3"),
        ("UPDATE release_plan SET cohort_n = 8 WHERE unit_key = 'red'", "entry 2"),
        ("UPDATE release_plan SET label = 'Other' WHERE unit_key = 'red'", "entry 2"),
        ("UPDATE release_cycle SET config_json = '{}'", "entry 2"),
        ("UPDATE release_plan SET menu = 'nothing'", "entry 2"),
        ("UPDATE release_plan SET level = 'club' WHERE unit_key = 'red'", "entry 2"),
        ("DELETE FROM release_plan WHERE unit_key = 'dot'", "entry 2"),
        ("DELETE FROM release_cell WHERE id = 6", "entry 6 of the ledger is missing"),
        ("UPDATE release_note SET subject = 'elsewhere'", "entry 1"),
        ("UPDATE release_cell SET rhythm = 'week' WHERE id = 8", "entry 8"),
        ("UPDATE release_cell SET row_sha256 = 'x' WHERE id = 7", "entry 7"),
    ],
)
def test_tampering_is_found(works, tampering, shown):
    open_up(works)
    execute(works, tampering)

    with pytest.raises(LedgerBrokenError, match=shown):
        verified(works)


def test_a_number_cannot_be_published_a_second_time(works):
    columns = (
        "cycle_id, rhythm, window_index, starts_on, ends_on, level, unit_key, kind, indicator, cohort_n, "
        "centre, clip, sigma, released_int, published_at, fence"
    )

    with pytest.raises(IntegrityError):
        execute(
            works,
            f"INSERT INTO release_cell (id, {columns}, prev_sha256, row_sha256) "
            f"SELECT 99, {columns}, 'a', 'b' FROM release_cell WHERE id = 3",
        )


def test_a_ledger_that_lost_its_end_stops_publishing(works):
    open_up(works)
    execute(works, f"DELETE FROM release_cell WHERE window_index = {SECOND.index}")
    # The chain of what is left is whole; only the publisher remembers that there was more.
    assert verified(works).windows == 1

    with pytest.raises(LedgerMismatchError, match="older than the database"):
        works.publish(publication(THIRD))


def test_a_database_without_the_cohort_of_the_cycle_stops_publishing(works):
    with works.session() as session:
        connection = session.connection(execution_options={WRITES: True})
        connection.execute(text("DELETE FROM frozen_plan"))
        session.commit()

    with pytest.raises(LedgerMismatchError, match="put back from a backup"):
        works.publish(publication(THIRD))

    assert works.figures(THIRD) == {}


def test_what_holds_in_a_cycle_is_kept_with_it(works):
    with works.ledger() as session:
        plan = ledger.plan(session, 1)
        assert ledger.plan(session, 2) is None

    assert plan is not None
    assert plan.parameters.rho_cycle == 0.4
    assert plan.by_key["red"].people == 9
    assert works.publish(at(FIRST_MONDAY)).head == works.head()
