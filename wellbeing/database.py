"""The databases: their tables' common ground, how connections behave, and the one way to write."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

# SQLite's batch migrations need every constraint to have a name.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# The first SQLite without the WAL-reset corruption bug.
SAFE_WAL = (3, 51, 3)
BUSY_MS = 5_000
CHUNK = 500
Item = TypeVar("Item")
WRITES = "wellbeing_writes"
KEYED = {"sqlite_with_rowid": False}


class Moment(TypeDecorator[datetime]):
    """A moment, kept in UTC and always handed back with its zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


TYPES = {datetime: Moment}


class Row(DeclarativeBase):
    """A row of the main database."""

    type_annotation_map = TYPES
    metadata = MetaData(naming_convention=NAMES)


class KeyRow(DeclarativeBase):
    """A row of the key store, which never shares a file or a backup with the main database."""

    type_annotation_map = TYPES
    metadata = MetaData(naming_convention=NAMES)


class LedgerRow(DeclarativeBase):
    """A row of the ledger of released figures."""

    type_annotation_map = TYPES
    metadata = MetaData(naming_convention=NAMES)


class Journal(StrEnum):
    """How a SQLite file protects its last commit."""

    MAIN = "main"
    SIDE = "side"
    SCRATCH = "scratch"
    READ_ONLY = "read-only"


def make_engine(url: str, journal: Journal = Journal.MAIN, **options: Any) -> Engine:
    """Return an engine whose every connection keeps the house rules of its database."""
    engine = create_engine(url, **options)
    adopt(engine, journal)
    return engine


def adopt(engine: Engine, journal: Journal = Journal.MAIN) -> None:
    """Give an engine made elsewhere our connect and begin hooks."""
    if engine.dialect.name != "sqlite":
        return

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        _prepare_sqlite(connection, journal)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", _begin_sqlite)


def in_chunks(items: Sequence[Item], size: int = CHUNK) -> Iterator[Sequence[Item]]:
    """Cut a sequence into pieces small enough for one `IN (…)`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def reader_url(url: str) -> str:
    """Return the address of the same database that can only be read."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return url
    return f"sqlite:///file:{parsed.database}?mode=ro&uri=true"


@contextmanager
def writing(session: Session) -> Iterator[None]:
    """Open the one writing transaction of a service; commit at its end, undo it on any error.

    SQLite takes the write lock at the start (BEGIN IMMEDIATE), so that nothing read here can
    be out of date by the time it is written; outside this block SQLite refuses to write.
    """
    if session.info.get(WRITES):
        raise RuntimeError("a writing transaction is open already: a service makes one commit")
    session.rollback()
    session.info[WRITES] = True
    try:
        session.connection(execution_options={WRITES: True})
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop(WRITES, None)


def _prepare_sqlite(connection: sqlite3.Connection, journal: Journal) -> None:
    # The driver must not begin transactions of its own: `_begin_sqlite` does.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")
    if journal is not Journal.READ_ONLY:
        mode, synchronous = _journal_of(journal)
        cursor.execute(f"PRAGMA journal_mode={mode}")
        cursor.execute(f"PRAGMA synchronous={synchronous}")
    cursor.close()


def _journal_of(journal: Journal) -> tuple[str, str]:
    if journal is Journal.SCRATCH:
        return "MEMORY", "OFF"
    if journal is Journal.MAIN and sqlite3.sqlite_version_info >= SAFE_WAL:
        return "WAL", "FULL"
    return "TRUNCATE", "EXTRA"


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
