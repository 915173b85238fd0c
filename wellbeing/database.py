"""The databases: their tables' common ground, how connections behave, and the one way to write."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import URL, Connection, DateTime, MetaData, create_engine, event, text
from sqlalchemy.engine import Dialect, Engine, make_url
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
SAFE_JOURNALS = frozenset(
    {"truncate"} | ({"wal"} if sqlite3.sqlite_version_info >= SAFE_WAL else set())
)
# After this pause in the middle the server ends a writer's transaction: it would hold up others.
# One of the ledger waits while a million people's weeks are read elsewhere, and holds up nobody but
# another publisher.
BUSY_MS, PAUSED_MS, LEDGER_PAUSED_MS = 5_000, 120_000, 3_600_000
CONNECT_SECONDS, CHUNK = 5, 500
# No mapped memory: what is written there reaches the disk past every order.
HOUSE_RULES = {"foreign_keys": "ON", "secure_delete": "ON", "mmap_size": "0"}
Item = TypeVar("Item")
WRITES = "wellbeing_writes"
EVERYTHING = "everything"
KEYED = {"sqlite_with_rowid": False}
# On PostgreSQL the ledger has a schema of its own, which the web side reads under this role.
LEDGER = "ledger"
LEDGER_READER = "wellbeing_ledger_reader"


class Moment(TypeDecorator[datetime]):
    """A moment, kept in UTC and always handed back with its zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone: taken for the machine's own it would be hours off."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment is stored only with its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        del dialect
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
    """What an engine is for: how SQLite protects the last commit, where PostgreSQL looks."""

    MAIN = "main"
    SIDE = "side"
    SCRATCH = "scratch"
    LEDGER = "ledger"
    LEDGER_READER = "ledger-reader"


def make_engine(url: str, journal: Journal = Journal.MAIN) -> Engine:
    """Return an engine whose every connection keeps the house rules of its database."""
    engine = create_engine(url, **options_of(url))
    adopt(engine, journal)
    return engine


def options_of(url: str) -> dict[str, Any]:
    """Return what an engine for this address is made with."""
    # An error must not say what was to be written: answers, or figures that are not published.
    if _is_sqlite(url):
        return {"hide_parameters": True}
    # A pool in front of the server may hand a prepared statement to the wrong connection.
    connect = {"connect_timeout": CONNECT_SECONDS, "prepare_threshold": None}
    return {"pool_pre_ping": True, "connect_args": connect, "hide_parameters": True}


def adopt(engine: Engine, journal: Journal = Journal.MAIN) -> None:
    """Give an engine made elsewhere our connect and begin hooks."""
    if engine.dialect.name != "sqlite":

        def on_begin(connection: Connection) -> None:
            _begin_postgres(connection, journal)

        event.listen(engine, "begin", on_begin)
        return

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        _prepare_sqlite(connection, journal)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", _begin_sqlite)


def in_chunks(items: Sequence[Item], size: int = CHUNK) -> Iterator[Sequence[Item]]:
    """Cut a sequence into pieces small enough for one `IN (…)`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def existing(url: str) -> str:
    """Return the address of the same database, which is not made when it is missing.

    A lost file must be an error: an empty database in its place would look like lost answers.
    """
    return _sqlite_file(url, "rw")


def reader_url(url: str) -> str:
    """Return the address of the same database that can only be read."""
    return _sqlite_file(url, "ro")


@contextmanager
def writing(session: Session, about: str = EVERYTHING) -> Iterator[None]:
    """Open the one writing transaction of a service; commit at its end, undo it on any error.

    `about` names whom or what it changes. Transactions about the same wait for each other from
    their start, so that nothing read here can be out of date by the time it is written; PostgreSQL
    lets those about different things run side by side. Outside this block both databases refuse
    to write.
    """
    if session.info.get(WRITES):
        raise RuntimeError("a writing transaction is open already: a service makes one commit")
    session.rollback()
    session.info[WRITES] = True
    try:
        session.connection(execution_options={WRITES: about})
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop(WRITES, None)


def _is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def _sqlite_file(url: str, mode: str) -> str:
    if not _is_sqlite(url):
        return url
    name = f"file:{quote(str(make_url(url).database))}"
    return sqlite_url(name, mode=mode, uri="true")


def sqlite_url(name: str, **query: str) -> str:
    """Return the address of a SQLite file, whatever characters its folder's name has."""
    return URL.create("sqlite", database=name, query=query).render_as_string()


def _prepare_sqlite(connection: sqlite3.Connection, journal: Journal) -> None:
    # The driver must not begin transactions of its own: `_begin_sqlite` does.
    connection.isolation_level = None
    cursor = connection.cursor()
    for rule, value in {"busy_timeout": BUSY_MS, **HOUSE_RULES}.items():
        cursor.execute(f"PRAGMA {rule}={value}")
    if journal is not Journal.LEDGER_READER:
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


def _begin_postgres(connection: Connection, journal: Journal) -> None:
    about = connection.get_execution_options().get(WRITES, False)
    # For this transaction only: a pool in front of the server lends the connection to others too.
    if journal in {Journal.LEDGER, Journal.LEDGER_READER}:
        connection.exec_driver_sql(f"SET LOCAL search_path TO {LEDGER}")
    if journal is Journal.LEDGER_READER:
        connection.execute(_BECOME_READER, {"reader": LEDGER_READER})
    if not about:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        return
    pause = LEDGER_PAUSED_MS if journal is Journal.LEDGER else PAUSED_MS
    connection.execute(_LOCK, {"wait": BUSY_MS, "pause": pause, "lock": lock_of(journal, about)})


def lock_of(journal: Journal, about: str) -> int:
    """Return the number of a lock; the ledger lies in the same database, with locks of its own."""
    digest = hashlib.sha256(f"{journal}|{about}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


_LOCK = text(
    "SELECT set_config('idle_in_transaction_session_timeout', CAST(:pause AS text), true),"
    " set_config('lock_timeout', CAST(:wait AS text), true), pg_advisory_xact_lock(:lock)"
)
# Where no such role could be made, read-only transactions remain; `wellbeing doctor` tells.
_BECOME_READER = text(
    "SELECT set_config('role', rolname, true) FROM pg_roles WHERE rolname = :reader "
    "AND pg_has_role(oid, CASE WHEN current_setting('server_version_num')::int >= 160000 "
    "THEN 'SET' ELSE 'MEMBER' END)"
)
