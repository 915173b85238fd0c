"""Copies SQLite databases while the service writes: each by SQLite's own backup, as of one moment."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from wellbeing.backup.entries import Entry, parts_of
from wellbeing.backup.manifest import Kind, LedgerEnd
from wellbeing.database import Journal, existing, make_engine, reader_url, sqlite_url, writing
from wellbeing.ledger import service as ledger
from wellbeing.settings import Settings

# 16 MB at a time: in between, others can commit where the journal lets nobody commit beside a reader.
STEP_PAGES = 4096
PAUSE_SECONDS = 0.02
# A commit in between makes SQLite begin anew. After so many times it is copied in one go.
MOST_BEGINNINGS = 4
WAITS_SECONDS = 30
MAIN, LEDGER, KEYS = "main", "ledger", "keys"
FILES: Mapping[Kind, str] = {Kind.DATA: MAIN, Kind.LEDGER: LEDGER, Kind.KEYS: KEYS}


class _BeginsAgainError(Exception):
    """Somebody wrote while the copy was made, too often."""


class SqliteSource:
    """Copies of the three databases, as a service that was killed at one moment leaves them."""

    def __init__(self, settings: Settings, work: Path) -> None:
        """Copy main database and ledger while no window can come out, then the key store.

        A data key is kept before its first use: the key store that is copied last has them all.
        """
        self._work = work
        engine = make_engine(existing(settings.ledger_url), settings.ledger_journal)
        try:
            with Session(engine) as session, writing(session):
                copy(file_of(settings.database_url), work / f"{MAIN}.db")
                copy(file_of(settings.ledger_url), work / f"{LEDGER}.db")
                session.rollback()
        finally:
            engine.dispose()
        copy(file_of(settings.keys_url), work / f"{KEYS}.db")
        self.schemas = {name: _revision(work / f"{name}.db", name) for name in FILES.values()}
        self.end = self._end()

    def entries(self, kind: Kind) -> Iterator[Entry]:
        path = self._work / f"{FILES[kind]}.db"
        yield path.name, parts_of(path)

    def _end(self) -> LedgerEnd:
        with (
            _reading(self._work / f"{LEDGER}.db", Journal.LEDGER_READER) as copied,
            Session(copied) as session,
            closing(sqlite3.connect(self._work / f"{MAIN}.db")) as main,
        ):
            head = ledger.head(session)
            lease = main.execute("SELECT max(fence) FROM lease").fetchone()[0] or 0
            return LedgerEnd(head.entry, head.sha256, max(lease, ledger.highest_fence(session)))


def file_of(url: str) -> Path:
    return Path(str(make_url(url).database))


def copy(source: Path, to: Path) -> None:
    """Copy a database as it is at one moment, in steps where nobody writes meanwhile."""
    with closing(_connected(source)) as from_, closing(sqlite3.connect(to)) as copied:
        try:
            from_.backup(copied, pages=STEP_PAGES, progress=_Patience().look, sleep=PAUSE_SECONDS)
        except _BeginsAgainError:
            from_.backup(copied, pages=-1)


class _Patience:
    """Counts steps: a copy that begins anew takes more of them than there are pages for."""

    def __init__(self) -> None:
        self._steps = 0

    def look(self, _status: int, _remaining: int, total: int) -> None:
        self._steps += 1
        if self._steps > MOST_BEGINNINGS * (total // STEP_PAGES + 1):
            raise _BeginsAgainError


def _connected(source: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{source.as_uri()}?mode=rw", uri=True, timeout=WAITS_SECONDS)


@contextmanager
def _reading(path: Path, journal: Journal) -> Iterator[Engine]:
    engine = make_engine(reader_url(sqlite_url(str(path))), journal)
    try:
        yield engine
    finally:
        engine.dispose()


def _revision(path: Path, name: str) -> str:
    with closing(sqlite3.connect(path)) as found:
        return str(found.execute(f"SELECT version_num FROM version_of_{name}").fetchone()[0])  # noqa: S608
