"""Backups that are made while others write hold whole transactions, and every key that they need."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from threading import Event, Thread

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tests.support import proofs
from tests.support.backup_operator import opened_backup
from wellbeing.backup import sqlite_copy
from wellbeing.checkins.rows import DraftRow
from wellbeing.database import make_engine, writing
from wellbeing.key_ring import KeyRing
from wellbeing.restoring.checking import check
from wellbeing.restoring.opening import staged
from wellbeing.sealed import Label, Vault
from wellbeing.web.rows import LimboRow

TIMES, WRITERS = proofs.size(3, 100), proofs.size(2, 4)
UNTIL = datetime(2030, 1, 1, tzinfo=UTC)
# Each writer keeps its newest rows only: the hundredth backup is not larger than the tenth.
KEEPS = 1000


class Writer(Thread):
    """Writes on and on: a new person's data key, then in one transaction a row in each of two tables.

    The same transaction takes both rows of an older person away.
    """

    def __init__(self, settings, name, is_over):
        super().__init__()
        self._settings, self._name_of, self._is_over = settings, name, is_over
        self.trouble = None

    def run(self):
        main, keys = make_engine(self._settings.database_url), make_engine(self._settings.keys_url)
        vault, numbers = Vault(KeyRing.read(self._settings.key_file), keys), count()
        try:
            while not self._is_over.wait(0.002):
                number = next(numbers)
                old = vault.row_key("draft", self._named(number - KEEPS))
                _write_one(main, vault, self._named(number), old)
        except BaseException as error:
            self.trouble = error
            raise
        finally:
            main.dispose()
            keys.dispose()

    def _named(self, number):
        return f"{self._name_of}-{number}"


@contextmanager
def writers(operator) -> Iterator[list[Writer]]:
    is_over = Event()
    found = [Writer(operator.settings, f"writer-{number}", is_over) for number in range(WRITERS)]
    for writer in found:
        writer.start()
    try:
        yield found
    finally:
        is_over.set()
        for writer in found:
            writer.join()


def _write_one(main, vault, name, old):
    row_id = vault.row_key("draft", name)
    sealed = vault.box(name).seal(name.encode(), Label("draft", row_id))
    with Session(main) as session, writing(session, name):
        session.add(DraftRow(id=row_id, sealed=sealed, kept_until=date(2030, 1, 1)))
        session.flush()
        session.add(LimboRow(id=row_id, sealed=name.encode(), expires_at=UNTIL))
        for table in (DraftRow, LimboRow):
            session.execute(delete(table).where(table.id == old))


def torn(operator, name) -> tuple[set[bytes], int]:
    """Return the rows of a backup, and how many of them lack their other half or do not open."""
    work = opened_backup(operator, name)
    copy = staged(operator.settings, work)
    manifest = operator.manifest(name)
    check(copy, manifest, work, UNTIL - timedelta(days=1400))
    main = make_engine(copy.database_url)
    keys = make_engine(copy.keys_url)
    try:
        with Session(main) as session:
            drafts = {row.id: row.sealed for row in session.query(DraftRow)}
            others = {row.id: row.sealed.decode() for row in session.query(LimboRow)}
        boxes = Vault(KeyRing.read(copy.key_file), keys).boxes(sorted(others.values()))
        whole = sum(
            boxes[name].open(drafts[row_id], Label("draft", row_id)) == name.encode()
            for row_id, name in others.items()
            if row_id in drafts and name in boxes
        )
    finally:
        main.dispose()
        keys.dispose()
    rows = set(drafts) | set(others)
    return rows, len(rows) - whole


def test_every_backup_under_writers_is_whole_and_every_row_opens(operator, record_property):
    found = []
    with writers(operator) as writing_on:
        for _ in range(TIMES):
            name = operator.back_up()
            found.append(torn(operator, name))

    assert [writer.trouble for writer in writing_on] == [None] * WRITERS
    assert [broken for _, broken in found] == [0] * TIMES
    # They did write meanwhile.
    rows = [there for there, _ in found]
    assert rows[-1] - rows[0]
    figures = {
        "writers": WRITERS,
        "made": TIMES,
        "usable": TIMES,
        "rows in the last": len(rows[-1]),
    }
    part = f"made while others write, on {operator.database.kind}"
    proofs.report_part(record_property, "backups", part, figures)


def test_a_database_that_changes_too_often_is_copied_in_one_go(tmp_path, monkeypatch):
    # A page at a time, and after each a commit: the copy would begin anew for ever.
    monkeypatch.setattr(sqlite_copy, "STEP_PAGES", 1)
    monkeypatch.setattr(sqlite_copy, "PAUSE_SECONDS", 0.0)
    source = tmp_path / "source.db"
    with closing(sqlite3.connect(source, isolation_level=None)) as database:
        database.execute("CREATE TABLE pair (one, other, much)")
        database.executemany("INSERT INTO pair VALUES (?, ?, ?)", [(0, 0, "x" * 3000)] * 40)
        beginnings = []

        class Meddled(sqlite_copy._Patience):
            def look(self, status: int, remaining: int, total: int) -> None:
                beginnings.append(remaining)
                database.execute("UPDATE pair SET one = one + 1, other = other + 1")
                super().look(status, remaining, total)

        monkeypatch.setattr(sqlite_copy, "_Patience", Meddled)
        sqlite_copy.copy(source, tmp_path / "copy.db")

    with closing(sqlite3.connect(tmp_path / "copy.db")) as copied:
        values = copied.execute("SELECT DISTINCT one - other, one FROM pair").fetchall()
    assert len(beginnings) > 1
    assert values == [(0, len(beginnings))]
