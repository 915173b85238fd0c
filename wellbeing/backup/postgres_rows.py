"""Reads all rows of a PostgreSQL installation as of one moment, while the service writes.

By COPY in one read-only transaction of the driver we have anyway: no program of the server's own
version has to be installed beside the service, nothing lies in plain on a disk, and the rows can be
looked at without a server.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from wellbeing.backup.entries import Entry
from wellbeing.backup.manifest import Kind, LedgerEnd
from wellbeing.backup.troubles import BackupError
from wellbeing.database import LEDGER, Journal, existing, make_engine
from wellbeing.ledger import service as ledger
from wellbeing.settings import Settings

# What the text of a value must not depend on; every name below is written with its schema.
SAME_TEXT = (
    "SET LOCAL datestyle TO 'ISO, YMD'; SET LOCAL bytea_output TO 'hex'; "
    "SET LOCAL extra_float_digits TO 1; SET LOCAL timezone TO 'UTC'"
)
_TABLES = text(
    "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) AS columns FROM pg_class c "
    "JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid "
    "WHERE n.nspname = :schema AND c.relkind IN ('r', 'p') AND a.attnum > 0 "
    "AND NOT a.attisdropped AND c.relname NOT LIKE 'version\\_of\\_%' "
    "GROUP BY c.relname ORDER BY c.relname"
)


class PostgresSource:
    """The rows of both databases; main database and ledger lie in one, so in one transaction."""

    def __init__(self, settings: Settings, stack: ExitStack) -> None:
        """Take the moment of the main database and the ledger; that of the key store comes later."""
        self._settings, self._stack = settings, stack
        self._main = _snapshot(settings.database_url, Journal.MAIN, stack, LEDGER)
        self._schema = schema_of(self._main)
        self.schemas = {
            "main": _revision(self._main, self._schema, "main"),
            "ledger": _revision(self._main, LEDGER, "ledger"),
        }
        self.end = self._end()

    def entries(self, kind: Kind) -> Iterator[Entry]:
        if kind is Kind.DATA:
            return _rows(self._main, self._schema)
        if kind is Kind.LEDGER:
            return _rows(self._main, LEDGER)
        # Last: a data key is kept before its first use, so this one has them all.
        keys = _snapshot(self._settings.keys_url, Journal.SIDE, self._stack)
        schema = schema_of(keys)
        self.schemas["keys"] = _revision(keys, schema, "keys")
        return _rows(keys, schema)

    def _end(self) -> LedgerEnd:
        self._main.exec_driver_sql(f"SET LOCAL search_path TO {LEDGER}")
        with Session(self._main, join_transaction_mode="rollback_only") as session:
            head, fence = ledger.head(session), ledger.highest_fence(session)
            lease = session.scalar(text(f'SELECT max(fence) FROM "{self._schema}".lease')) or 0  # noqa: S608
            return LedgerEnd(head.entry, head.sha256, max(lease, fence))


def schema_of(connection: Connection) -> str:
    """Return the schema in which an unnamed table lies."""
    return str(connection.scalar(text("SELECT current_schema()")))


def tables_of(connection: Connection, schema: str) -> dict[str, list[str]]:
    """Return the tables of a schema with their columns, but for the one that holds the revision."""
    found = connection.execute(_TABLES, {"schema": schema}).all()
    return {row.relname: list(row.columns) for row in found}


def columns_in(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def driver_of(connection: Connection) -> Any:
    """Return the driver's own connection: SQLAlchemy knows no COPY."""
    return connection.connection.driver_connection


@contextmanager
def driver_said(connection: Connection) -> Iterator[None]:
    """Turn an error of the driver into one line; its own message may hold a row."""
    try:
        yield
    except connection.dialect.loaded_dbapi.Error as error:
        raise BackupError(
            f"PostgreSQL broke off the copying of a table ({type(error).__name__}). Try again."
        ) from None


def _snapshot(url: str, journal: Journal, stack: ExitStack, *more: str) -> Connection:
    engine = make_engine(existing(url), journal)
    stack.callback(engine.dispose)
    connection = stack.enter_context(engine.connect())
    connection = connection.execution_options(isolation_level="REPEATABLE READ")
    _let_no_table_change(connection, more)
    connection.exec_driver_sql(SAME_TEXT)
    return connection


def _let_no_table_change(connection: Connection, more: tuple[str, ...]) -> None:
    """Lock all tables against migrations, not against writers, before the moment that is read.

    A table that is written anew after that moment would look empty.
    """
    names = _named_tables(connection, more)
    connection.rollback()
    try:
        connection.exec_driver_sql(f"LOCK TABLE {', '.join(names)} IN ACCESS SHARE MODE")
        is_same = _named_tables(connection, more) == names
    except ProgrammingError:
        is_same = False
    if not is_same:
        raise BackupError("The databases were just brought to another version. Try again.")


def _named_tables(connection: Connection, more: tuple[str, ...]) -> list[str]:
    schemas = (schema_of(connection), *more)
    return [f'"{one}"."{table}"' for one in schemas for table in tables_of(connection, one)]


def _rows(connection: Connection, schema: str) -> Iterator[Entry]:
    for table, columns in tables_of(connection, schema).items():
        yield f"{table}.rows", _copied(connection, f'"{schema}"."{table}"', columns)


def _copied(connection: Connection, table: str, columns: list[str]) -> Iterator[bytes]:
    """Yield a line with the columns' names, then the rows as PostgreSQL writes them."""
    yield json.dumps(columns).encode() + b"\n"
    with (
        driver_said(connection),
        driver_of(connection).cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns_in(columns)}) TO STDOUT") as found,
    ):
        for part in found:
            yield bytes(part)


def _revision(connection: Connection, schema: str, name: str) -> str:
    table = f'"{schema}".version_of_{name}'
    found = connection.exec_driver_sql(f"SELECT version_num FROM {table}")  # noqa: S608
    return str(found.scalar_one())
