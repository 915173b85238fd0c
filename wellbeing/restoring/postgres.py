"""Puts the rows of a backup into new PostgreSQL databases, each in one transaction."""

import json
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, inspect

from wellbeing.backup.entries import PART
from wellbeing.backup.manifest import Kind
from wellbeing.backup.postgres_rows import (
    SAME_TEXT,
    columns_in,
    driver_of,
    driver_said,
    schema_of,
    tables_of,
)
from wellbeing.backup.troubles import DamagedBackupError
from wellbeing.database import LEDGER, WRITES, Journal, make_engine
from wellbeing.settings import Settings

LONGEST_LINE = 64 * 1024


def load(settings: Settings, work: Path) -> None:
    """Copy the rows into the tables that are there, all of them or none for each database."""
    _load(settings.keys_url, Journal.SIDE, [(work / Kind.KEYS, "")])
    both = [(work / Kind.DATA, ""), (work / Kind.LEDGER, LEDGER)]
    _load(settings.database_url, Journal.MAIN, both)


def _load(url: str, journal: Journal, parts: Sequence[tuple[Path, str]]) -> None:
    engine = make_engine(url, journal)
    try:
        with engine.connect().execution_options(**{WRITES: True}) as connection:
            connection.exec_driver_sql(SAME_TEXT)
            for folder, schema in parts:
                _load_schema(connection, folder, schema or schema_of(connection))
            connection.commit()
    finally:
        engine.dispose()


def _load_schema(connection: Connection, folder: Path, schema: str) -> None:
    rows = {path.stem: path for path in folder.glob("*.rows")}
    if unknown := rows.keys() - tables_of(connection, schema).keys():
        raise DamagedBackupError(
            f"The backup holds a table {min(unknown)} that this version has not."
        )
    # A row that refers to another one comes after it.
    for table, _ in inspect(connection).get_sorted_table_and_fkc_names(schema):
        if table in rows:
            _load_table(connection, rows[table], f'"{schema}"."{table}"')


def _load_table(connection: Connection, path: Path, table: str) -> None:
    with path.open("rb") as file:
        columns = columns_in(json.loads(file.readline(LONGEST_LINE)))
        with (
            driver_said(connection),
            driver_of(connection).cursor() as cursor,
            cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copying,
        ):
            while part := file.read(PART):
                copying.write(part)
