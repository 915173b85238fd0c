"""Installations that an earlier version wrote, kept as text: what this version has to be able to read.

Everything in them is made up, and so is their key file: it opens nothing else.
"""

import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Date, DateTime, MetaData, Table, text
from sqlalchemy.types import Boolean, TypeEngine

from tests.support.databases import SQLITE, Database, settings_of
from tests.support.house import Home
from tests.support.my_data import asked_by, files_in
from tests.support.source import ROOT
from wellbeing.database import WRITES, Journal, make_engine
from wellbeing.installation import MARKER, Installation
from wellbeing.migrations.runner import upgrade_all
from wellbeing.records.export_files import zip_of
from wellbeing.settings import Settings

KEPT = ROOT / "tests" / "releases"
KNOWN, RING = "known.json", "ring.json"
FILES = {"keys": "keys.db", "main": "wellbeing.db", "ledger": "ledger.db"}


@dataclass(frozen=True)
class Release:
    """A version that was kept, and what people could read in it."""

    folder: Path
    revisions: Mapping[str, str]
    # By person, what stood in their download.
    words: Mapping[str, list[str]]

    @property
    def name(self) -> str:
        return self.folder.name

    def sql(self, store: str) -> str:
        return (self.folder / f"{store}.sql").read_text("utf-8")


def kept() -> list[Release]:
    """Return every version there is, the newest last."""
    found = (path.parent for path in KEPT.glob(f"*/{KNOWN}"))
    folders = sorted(found, key=lambda folder: [int(part) for part in folder.name.split(".")])
    return [Release(folder, **json.loads((folder / KNOWN).read_text())) for folder in folders]


def keep(name: str, home: Home, words: Mapping[str, list[str]]) -> None:
    """Keep an installation on SQLite, as this version has written it."""
    folder = KEPT / name
    folder.mkdir()
    revisions = {}
    for store, file in FILES.items():
        with closing(sqlite3.connect(home.settings.data / file)) as database:
            lines = "\n".join(database.iterdump())
            (found,) = database.execute(f"SELECT version_num FROM version_of_{store}").fetchone()
        (folder / f"{store}.sql").write_text(f"{lines}\n", "utf-8")
        revisions[store] = found
    shutil.copyfile(home.settings.key_file, folder / RING)
    shutil.copyfile(home.settings.data / MARKER, folder / MARKER)
    known = {"revisions": revisions, "words": dict(words)}
    (folder / KNOWN).write_text(json.dumps(known, indent=1) + "\n", "utf-8")


def read_by(home: Home, person_id: str, words: list[str]) -> list[str]:
    """Return which of these stand in the download of a person."""
    with home.session() as session:
        everything = "\n".join(files_in(zip_of(asked_by(home, session, person_id))).values())
    return [word for word in words if word in everything]


def install(release: Release, database: Database) -> Settings:
    """Lay out an installation as that version left it, on either kind of database."""
    shutil.copyfile(release.folder / MARKER, database.data / MARKER)
    shutil.copyfile(release.folder / RING, database.key_file)
    database.key_file.chmod(0o400)
    settings = settings_of(database, Installation.read(database.data))
    if database.kind == SQLITE:
        for store, file in FILES.items():
            with closing(sqlite3.connect(database.data / file)) as made:
                made.executescript(release.sql(store))
        return settings
    upgrade_all(settings, release.revisions)
    _copy_rows(release, "keys", settings.keys_url)
    _copy_rows(release, "main", settings.database_url)
    _copy_rows(release, "ledger", settings.ledger_url, "ledger")
    return settings


def _copy_rows(release: Release, store: str, url: str, schema: str = "public") -> None:
    engine = make_engine(url, Journal.MAIN)
    with (
        closing(sqlite3.connect(":memory:")) as source,
        engine.connect().execution_options(**{WRITES: True}) as connection,
    ):
        source.executescript(release.sql(store))
        # As pg_restore does: no trigger and no foreign key is asked.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        metadata = MetaData()
        metadata.reflect(connection, schema=schema, resolve_fks=False)
        for table in metadata.tables.values():
            if not table.name.startswith("version_of_"):
                _copy_table(source, connection, table)
        connection.commit()
    engine.dispose()


def _copy_table(source: sqlite3.Connection, connection: Connection, table: Table) -> None:
    written = ", ".join(f'"{column.name}"' for column in table.columns)
    rows = source.execute(f'SELECT {written} FROM "{table.name}"').fetchall()
    values = [
        {
            column.name: _read(column.type, value)
            for column, value in zip(table.columns, row, strict=True)
        }
        for row in rows
    ]
    if values:
        connection.execute(table.insert(), values)


def _read(kind: TypeEngine[object], value: object) -> object:
    """Return a value of SQLite as PostgreSQL takes it."""
    if value is None:
        return None
    if isinstance(kind, Boolean):
        return bool(value)
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(str(value))
    return date.fromisoformat(str(value)) if isinstance(kind, Date) else value
