"""How both databases behave: one writer at a time, no writing by accident, nothing half done."""

import sqlite3
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError
from sqlalchemy.orm import Session

from tests.support.databases import SQLITE
from wellbeing import database as database_module
from wellbeing.accounts.rows import PersonRow, RoleRow, UnitRow
from wellbeing.database import Journal, existing, in_chunks, make_engine, reader_url, writing
from wellbeing.scheduler_rows import LeaseRow

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


@pytest.fixture
def engine(database):
    database.make_tables()
    engine = make_engine(database.main)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine):
    with Session(engine) as session:
        yield session


@pytest.fixture
def _impatient(monkeypatch):
    monkeypatch.setattr(database_module, "BUSY_MS", 200)


def unit(name, parent=None):
    return UnitRow(id=name, level="team", name=name, parent_id=parent, opened_on=NOW.date())


def names(session):
    return sorted(session.scalars(select(UnitRow.id)))


def test_what_is_written_is_there_after_the_block(session, engine):
    with writing(session):
        session.add(unit("red"))

    with Session(engine) as other:
        assert names(other) == ["red"]


def test_an_error_undoes_everything_in_the_block(session):
    def half_way():
        with writing(session):
            session.add(unit("red"))
            session.flush()
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        half_way()

    assert names(session) == []


def test_outside_the_block_the_database_refuses_to_write(session, engine):
    session.add(unit("red"))
    with pytest.raises(DBAPIError):
        session.flush()
    session.rollback()
    with engine.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text("DELETE FROM unit"))


def test_reading_after_writing_cannot_write_again(session):
    with writing(session):
        session.add(unit("red"))

    session.add(unit("blue"))
    with pytest.raises(DBAPIError):
        session.flush()
    session.rollback()
    assert names(session) == ["red"]


def test_a_service_makes_one_commit(session):
    with pytest.raises(RuntimeError, match="one commit"), writing(session), writing(session):
        pass

    with writing(session):
        session.add(unit("red"))
    assert names(session) == ["red"]


def test_two_at_once_never_work_with_what_the_other_is_changing(engine):
    with Session(engine) as session, writing(session):
        session.add(LeaseRow(name="count", holder="", fence=0, until=NOW, beat_at=NOW))

    def add_one_fifty_times():
        with Session(engine) as session:
            for _ in range(50):
                with writing(session):
                    row = session.get_one(LeaseRow, "count")
                    row.fence = row.fence + 1

    threads = [threading.Thread(target=add_one_fifty_times) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with Session(engine) as session:
        assert session.scalar(select(LeaseRow.fence)) == 200


@pytest.mark.usefixtures("_impatient")
def test_who_waits_too_long_for_the_other_writer_is_told_so(database, engine):
    impatient = make_engine(database.main)
    with Session(engine) as first, Session(impatient) as second, writing(first):
        first.add(unit("red"))
        first.flush()

        assert names(second) == []
        with pytest.raises(OperationalError), writing(second):
            second.add(unit("blue"))

    with writing(second):
        second.add(unit("blue"))
    assert names(second) == ["blue", "red"]
    second.close()
    impatient.dispose()


def test_a_row_that_points_at_nothing_is_refused(session):
    with pytest.raises(IntegrityError), writing(session):
        session.add(unit("red", parent="nowhere"))


def test_a_moment_comes_back_as_the_same_moment_in_utc(session):
    here = NOW.astimezone(timezone(timedelta(hours=5)))
    with writing(session):
        session.add(LeaseRow(name="a", holder="", fence=1, until=here, beat_at=here))

    found = session.scalars(select(LeaseRow)).one()

    assert found.until == NOW
    assert found.until.utcoffset() == timedelta(0)
    assert session.scalars(select(LeaseRow).where(LeaseRow.until == here)).all() == [found]


def test_a_moment_without_a_zone_is_refused(session):
    naive = NOW.replace(tzinfo=None)

    with pytest.raises(StatementError, match="zone"), writing(session):
        session.add(LeaseRow(name="a", holder="", fence=1, until=naive, beat_at=naive))


def test_keys_of_several_columns_hold(session):
    person = PersonRow(id="p", name="P", work_email="p", email_key="p", joined_on=NOW.date())
    role = {"person_id": "p", "role": "manager", "from_on": NOW.date()}
    with writing(session):
        session.add(person)
        session.flush()
        session.add(RoleRow(**role))

    with pytest.raises(IntegrityError), writing(session):
        session.add(RoleRow(**role))
    assert session.scalar(select(func.count()).select_from(RoleRow)) == 1


def test_sqlite_keeps_the_house_rules_on_every_connection(tmp_path):
    urls = {journal: f"{journal}.db" for journal in Journal if journal != Journal.LEDGER_READER}
    found = {}
    for journal, name in urls.items():
        engine = make_engine(f"sqlite:///{tmp_path / name}", journal)
        with engine.connect() as connection:
            found[journal] = tuple(
                connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
                for pragma in ("foreign_keys", "secure_delete", "busy_timeout", "journal_mode",
                               "synchronous", "mmap_size")
            )  # fmt: skip
        engine.dispose()

    main = ("wal", 2) if sqlite3.sqlite_version_info >= (3, 51, 3) else ("truncate", 3)
    assert found[Journal.MAIN] == (1, 1, 5000, *main, 0)
    assert found[Journal.SIDE] == found[Journal.LEDGER] == (1, 1, 5000, "truncate", 3, 0)
    assert found[Journal.SCRATCH] == (1, 1, 5000, "memory", 0, 0)


def test_a_lost_file_is_an_error_and_never_an_empty_database(tmp_path):
    lost = tmp_path / "50% of # it.db"
    url = f"sqlite:///{lost}"
    for address in (existing(url), reader_url(url)):
        engine = make_engine(address)
        with pytest.raises(OperationalError), engine.connect():
            pass
        engine.dispose()

    assert list(tmp_path.iterdir()) == []


def test_a_reader_cannot_write_whatever_it_says(database, engine):
    if database.kind != SQLITE:
        pytest.skip("on PostgreSQL the role decides: test_ledger_reader.py")
    reader = create_engine(reader_url(database.main))

    with reader.connect() as connection:
        connection.execute(text("PRAGMA query_only=OFF"))
        with pytest.raises(OperationalError, match="readonly"):
            connection.execute(text("DELETE FROM unit"))
    reader.dispose()


def test_pieces_are_small_enough_and_nothing_is_left_out():
    pieces = list(in_chunks(list(range(1_201)), 500))

    assert [len(piece) for piece in pieces] == [500, 500, 201]
    assert [number for piece in pieces for number in piece] == list(range(1_201))
    assert list(in_chunks([])) == []
