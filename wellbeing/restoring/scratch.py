"""Reads the rows of a PostgreSQL backup into SQLite files, so that they can be looked at without a server."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from wellbeing.backup.manifest import Kind, Manifest
from wellbeing.backup.sqlite_copy import file_of
from wellbeing.backup.troubles import NO_ROOM_IN_SQLITE, DamagedBackupError
from wellbeing.migrations import runner
from wellbeing.settings import Settings

ROWS = "*.rows"
NOTHING = "\\N"
ESCAPED = re.compile(r"\\(.)")
MEANT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
Read = Callable[[str], object]


def load(copy: Settings, manifest: Manifest, work: Path) -> None:
    """Make the databases of the copy as the backup's version had them, with the backup's rows."""
    runner.upgrade_all(copy, manifest.schemas)
    urls = {
        Kind.DATA: copy.database_url,
        Kind.LEDGER: copy.ledger_url,
        Kind.KEYS: copy.keys_url,
    }
    for kind, url in urls.items():
        with closing(sqlite3.connect(file_of(url))) as database:
            for path in sorted((work / kind).glob(ROWS)):
                load_table(database, path)
            database.commit()


def load_table(database: sqlite3.Connection, path: Path) -> None:
    """Read the rows of one table; raise DamagedBackupError when they are not as they were written."""
    table = path.stem
    types = {row[1]: row[2] for row in database.execute(f'PRAGMA table_info("{table}")')}
    with path.open(encoding="utf-8", newline="\n") as file:
        try:
            columns = json.loads(file.readline())
            readers = [_READERS.get(types[name].split("(")[0], str) for name in columns]
            marks = ", ".join("?" * len(columns))
            names = ", ".join(f'"{name}"' for name in columns)
            database.executemany(
                f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608 - names of tables
                _rows(file, readers),
            )
        except (ValueError, KeyError, sqlite3.Error) as error:
            if getattr(error, "sqlite_errorname", "") in NO_ROOM_IN_SQLITE:
                raise
            raise DamagedBackupError(
                f"The rows of the table {table} cannot be read ({type(error).__name__})."
            ) from None


def _rows(lines: Iterator[str], readers: list[Read]) -> Iterator[list[object]]:
    for line in lines:
        values = line.removesuffix("\n").split("\t")
        yield [
            None if value == NOTHING else read(ESCAPED.sub(_meant, value))
            for read, value in zip(readers, values, strict=True)
        ]


def _meant(found: re.Match[str]) -> str:
    return MEANT.get(found[1], found[1])


def _moment(written: str) -> str:
    return datetime.fromisoformat(written).isoformat(" ", "microseconds")


def _truth(written: str) -> bool:
    return written == "t"


def _bytes(written: str) -> bytes:
    return bytes.fromhex(written.removeprefix("\\x"))


_READERS: Mapping[str, Read] = {
    "INTEGER": int,
    "BIGINT": int,
    "DOUBLE": float,
    "BOOLEAN": _truth,
    "BLOB": _bytes,
    "DATETIME": _moment,
}
