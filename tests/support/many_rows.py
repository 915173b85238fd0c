"""Rows in every table of all three databases, and a look whether they are the same as before."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import Boolean, Date, DateTime, LargeBinary, Numeric, String, TypeEngine

from wellbeing.database import WRITES
from wellbeing.migrations.runner import Store, stores
from wellbeing.settings import Settings

ON_SQLITE = text(
    "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p "
    "WHERE m.type = 'table' ORDER BY m.name, p.name"
)
ON_POSTGRES = text(
    "SELECT table_name, column_name FROM information_schema.columns "
    "WHERE table_schema = :schema ORDER BY table_name, column_name"
)
A_DAY = datetime(2020, 1, 1)  # noqa: DTZ001 - as databases keep it
Made = Callable[[Any, int], object]
MADE_UP: Mapping[type[TypeEngine[Any]], Made] = {
    String: lambda kind, number: f"made up {number:06}"[-(kind.length or 99) :],
    LargeBinary: lambda _kind, number: number.to_bytes(32, "big"),
    Boolean: lambda _kind, number: number % 2 == 0,
    DateTime: lambda _kind, number: A_DAY + timedelta(minutes=number),
    Date: lambda _kind, number: date(2020, 1, 1) + timedelta(days=number),
    Numeric: lambda _kind, number: float(number),
}
# What a table has, by the name of its database and its own: columns, how many rows, and their hash.
Facts = Mapping[str, tuple[tuple[str, ...], int, str]]


def fill(settings: Settings, wanted: int) -> int:
    """Write rows until there are as many as are wanted; return how many there are."""
    for store in stores(settings):
        with _opened(store) as (connection, tables):
            for table in tables:
                _fill(connection, table, wanted // 40 + 1)
            connection.commit()
    return sum(rows for _, rows, _ in facts(settings).values())


def facts(settings: Settings, only: Facts | None = None) -> Facts:
    """Return what stands in every table; of those known before, in the columns that they had."""
    found = {}
    for store in stores(settings):
        engine = store.engine()
        with engine.connect() as connection:
            for table, columns in _columns(connection, store).items():
                name = f"{store.name}.{table}"
                if only is None or name in only:
                    known = columns if only is None else only[name][0]
                    found[name] = _fact(connection, table, known)
        engine.dispose()
    return found


def _columns(connection: Connection, store: Store) -> dict[str, tuple[str, ...]]:
    """Return the tables and their columns, by one question: to reflect them takes seconds."""
    found: dict[str, tuple[str, ...]] = {}
    where = {} if store.is_sqlite else {"schema": "ledger" if store.name == "ledger" else "public"}
    asked = ON_SQLITE if store.is_sqlite else ON_POSTGRES
    for table, column in connection.execute(asked, where):
        if not table.startswith(("version_of_", "sqlite_")):
            found[table] = (*found.get(table, ()), column)
    return found


def _fact(
    connection: Connection, table: str, columns: tuple[str, ...]
) -> tuple[tuple[str, ...], int, str]:
    written = ", ".join(f'"{column}"' for column in columns)
    found = connection.exec_driver_sql(f'SELECT {written} FROM "{table}"')
    rows = sorted(repr(tuple(row)) for row in found)
    return columns, len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()


@contextmanager
def _opened(store: Store) -> Iterator[tuple[Connection, list[Table]]]:
    engine = store.engine()
    schema = "ledger" if store.name == "ledger" and not store.is_sqlite else None
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        metadata = MetaData()
        metadata.reflect(connection, schema=schema)
        tables = [one for one in metadata.sorted_tables if not one.name.startswith("version_of_")]
        yield connection, tables
    engine.dispose()


def _fill(connection: Connection, table: Table, rows: int) -> None:
    """Write rows that refer to those of the same number; tables that refuse made-up ones stay as they are."""
    before = connection.scalar(select(func.count()).select_from(table)) or 0
    try:
        with connection.begin_nested():
            for number in range(before, before + rows):
                values = {column.name: _made_up(column, number) for column in table.columns}
                connection.execute(table.insert(), values)
    except IntegrityError:
        return


def _made_up(column: Column[object], number: int) -> object:
    for kind, made in MADE_UP.items():
        if isinstance(column.type, kind):
            return made(column.type, number)
    return 1_000_000 + number
