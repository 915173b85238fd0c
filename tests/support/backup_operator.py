"""An operator with a pair of keys, a folder for backups, and machines on which there is nothing."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.databases import POSTGRES, Database, on_postgres, on_sqlite
from tests.support.postgres import Server
from tests.support.press import CALENDAR, Works, publication, ready_for_commands
from wellbeing.backup.manifest import Manifest
from wellbeing.backup.operator_key import PrivateKey
from wellbeing.backup.shelf import Shelf, installation_of
from wellbeing.cli import run
from wellbeing.commands.common import any_settings_of
from wellbeing.database import Journal, KeyRow, LedgerRow, Row, make_engine
from wellbeing.installation import MARKER
from wellbeing.restoring.opening import Chosen, decrypt
from wellbeing.settings import Settings
from wellbeing.week import Week

FIRST, SECOND, _THIRD = CALENDAR.windows(1)
Tables = dict[str, list[tuple[object, ...]]]


@dataclass
class Operator:
    """Runs commands for one organisation, as an operator does at a terminal."""

    works: Works
    database: Database
    folder: Path
    monkeypatch: pytest.MonkeyPatch
    private: PrivateKey = field(default_factory=PrivateKey.fresh)
    server: Callable[[], Server] | None = None

    def set_up(self) -> None:
        """Lay out folder and keys, and set what the service reads."""
        self.to.mkdir()
        self.key.write_text(self.private.as_text())
        self.monkeypatch.setenv("WELLBEING_BACKUP_TO", str(self.to))
        self.monkeypatch.setenv("WELLBEING_BACKUP_PUBLIC_KEY", self.private.public.as_text())

    def settle(self) -> None:
        """Let some people answer, and the first window come out."""
        week = Week.of(FIRST.starts_on)
        self.works.answer_all([f"red-{number}" for number in range(4)], [week], 1)
        self.works.publish(publication(FIRST))

    def beside(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> "Operator":
        """Return one of the same organisation, with copies of its backups that a test may spoil."""
        shutil.copytree(self.folder, folder)
        beside = replace(self, folder=folder, monkeypatch=monkeypatch)
        monkeypatch.setenv("WELLBEING_BACKUP_TO", str(beside.to))
        return beside

    @property
    def to(self) -> Path:
        return self.folder / "backups"

    @property
    def key(self) -> Path:
        return self.folder / "operator.key"

    @property
    def settings(self) -> Settings:
        return any_settings_of(self.database.data)

    def back_up(self) -> str:
        """Make a backup and return its name."""
        before = set(self.names())
        assert run(["backup"]) == 0
        (new,) = set(self.names()) - before
        return new

    def names(self) -> list[str]:
        found = (path.parent.name for path in self.to.glob("*/manifest.json"))
        return sorted(name for name in found if not name.startswith("."))

    def manifest(self, name: str) -> Manifest:
        return Manifest.parse((self.to / name / "manifest.json").read_text())

    def drill(self, *more: str) -> int:
        return run(["backup", "drill", "--private-key", str(self.key), *more])

    @contextmanager
    def elsewhere(self) -> Iterator[Database]:
        """Lend a machine on which there is nothing, and let commands work there."""
        data = self.folder / "elsewhere" / "instance"
        data.parent.mkdir()
        with self._empty(data) as empty, self.monkeypatch.context() as there:
            for name in ("WELLBEING_BACKUP_TO", "WELLBEING_BACKUP_PUBLIC_KEY"):
                there.delenv(name)
            for name, value in empty.environment.items():
                there.setenv(name, value)
            there.setenv("WELLBEING_KEY_FILE", str(empty.key_file))
            try:
                yield empty
            finally:
                shutil.rmtree(data.parent)

    def restore(self, *more: str) -> int:
        """Put the newest backup back into the machine of now."""
        places = ["--from", str(self.to), "--key-file", str(self.database.key_file)]
        return run(["restore", "--private-key", str(self.key), *places, *more])

    def _empty(self, data: Path) -> AbstractContextManager[Database]:
        if self.database.kind == POSTGRES and self.server is not None:
            return on_postgres(self.server(), data, empty=True)
        return _empty_sqlite(data)


@contextmanager
def operator_of(
    database: Database, monkeypatch: pytest.MonkeyPatch, folder: Path, server: Callable[[], Server]
) -> Iterator[Operator]:
    """Yield the operator of a small organisation that has published nothing yet."""
    with ready_for_commands(database, monkeypatch) as works:
        operator = Operator(works, database, folder, monkeypatch, server=server)
        operator.set_up()
        yield operator


@contextmanager
def settled_operator(folder: Path) -> Iterator[Operator]:
    """Yield one for all tests of a file: answers of a week, a window that is out, on SQLite."""
    data = folder / "instance"
    data.mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch:
        (folder / "operator").mkdir()
        with operator_of(on_sqlite(data), patch, folder / "operator", _no_server) as operator:
            operator.settle()
            yield operator


def _no_server() -> Server:
    raise AssertionError("this one works on SQLite")


def tables(settings: Settings) -> Tables:
    """Return all rows of all three databases."""
    found: Tables = {}
    stores = (
        (Row, settings.database_url, Journal.MAIN),
        (KeyRow, settings.keys_url, Journal.SIDE),
        (LedgerRow, settings.ledger_url, Journal.LEDGER),
    )
    for base, url, journal in stores:
        engine = make_engine(url, journal)
        with Session(engine) as session:
            for table in base.metadata.sorted_tables:
                found[table.name] = sorted(
                    (tuple(row) for row in session.execute(select(table))), key=repr
                )
        engine.dispose()
    return found


def is_untouched(data: Path) -> bool:
    """Say whether nothing of a restore is left in a folder."""
    return (
        not (data / MARKER).exists() and not list(data.glob("*.db")) and not list(data.glob(".*"))
    )


@contextmanager
def _empty_sqlite(data: Path) -> Iterator[Database]:
    yield on_sqlite(data)


def opened_backup(operator: Operator, name: str) -> Path:
    """Decrypt a backup into a folder of its own, and return where."""
    work = operator.folder / f"opened-{name}"
    work.mkdir(mode=0o700)
    shelf = Shelf(operator.to, operator.to, installation_of(name))
    manifest = shelf.manifest(name)
    decrypt(Chosen(shelf, manifest, manifest), operator.private, work)
    return work


def plain(folder: Path) -> bytes:
    """Return all that the files of a folder hold."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
