"""Tries whether a decrypted backup would serve: schema, ledger, keys, and sealed rows that open."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.backup.manifest import Manifest
from wellbeing.backup.sqlite_copy import file_of
from wellbeing.backup.troubles import BackupError, DamagedBackupError, told_of
from wellbeing.clock import local_day
from wellbeing.database import make_engine
from wellbeing.history import service as history
from wellbeing.key_ring import KeyRing
from wellbeing.ledger import service as ledger
from wellbeing.migrations import runner
from wellbeing.policies import service as policies
from wellbeing.restoring import scratch
from wellbeing.sealed import SealBrokenError, Vault
from wellbeing.settings import Settings

# So many people's records are opened, from all over the roster. What they say is looked at by nobody.
TRIED = 20


def check(copy: Settings, manifest: Manifest, work: Path, now: datetime) -> None:
    """Bring the copy to this version and look at it; raise DamagedBackupError for what would not serve."""
    for store in runner.stores(copy):
        runner.require_known(store, manifest.schemas[store.name])
    if manifest.database != "sqlite":
        with told_of(work):
            scratch.load(copy, manifest, work)
    for url in (copy.database_url, copy.keys_url, copy.ledger_url):
        _look_into(file_of(url))
    with _engines(copy) as (main, keys, released):
        with Session(released) as session:
            _look_at_ledger(session, manifest)
        runner.upgrade_all(copy)
        vault = Vault(KeyRing.read(copy.key_file), keys)
        try:
            _look_at_keys(vault, copy)
            with Session(main) as session:
                _open_some(session, vault, copy, now)
        except SealBrokenError as error:
            raise DamagedBackupError(
                "What is sealed does not open with this key file and this key store. Take the key "
                "file of this installation, and the newest copy of it if keys were changed since."
            ) from error


def _look_into(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        try:
            found = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
            strays = database.execute("PRAGMA foreign_key_check").fetchone()
        except sqlite3.Error as error:
            raise DamagedBackupError(f"{path.stem} is no database any more.") from error
    if found != "ok" or strays is not None:
        raise DamagedBackupError(f"The copy of {path.stem} is not whole.")


def _look_at_ledger(session: Session, manifest: Manifest) -> None:
    try:
        ledger.verify(session)
    except ledger.LedgerBrokenError as error:
        raise DamagedBackupError(f"The ledger in the backup is broken: {error}.") from error
    head = ledger.head(session)
    if (head.entry, head.sha256) != (manifest.ledger.entry, manifest.ledger.sha256):
        raise DamagedBackupError("The ledger in the backup is not the one that was backed up.")


def _look_at_keys(vault: Vault, copy: Settings) -> None:
    vault.check()
    unknown = set(vault.wrapped_by()) - set(KeyRing.read(copy.key_file).wrapping)
    if unknown:
        raise SealBrokenError(f"the key file does not hold {', '.join(sorted(unknown))}")


def _open_some(session: Session, vault: Vault, copy: Settings, now: datetime) -> None:
    try:
        today = local_day(now, accounts.organisation(session).zone)
    except accounts.NoOrganisationError as error:
        raise DamagedBackupError("The backup holds no organisation.") from error
    rulebook = policies.rulebook(session, copy.policies)
    weeks = copy.keeping.weeks_of("answers")
    desk = history.Desk(session, vault, rulebook, today, weeks)
    held = sorted(vault.boxes(sorted(accounts.present(session, today))))
    for person_id in _spread(held):
        history.past_weeks(desk, person_id, weeks)


def _spread(people: Sequence[str]) -> Sequence[str]:
    return people[:: max(1, len(people) // TRIED)][:TRIED]


@contextmanager
def _engines(copy: Settings) -> Iterator[tuple[Engine, Engine, Engine]]:
    engines = (
        make_engine(copy.database_url, copy.main_journal),
        make_engine(copy.keys_url, copy.side_journal),
        make_engine(copy.ledger_url, copy.ledger_journal),
    )
    try:
        yield engines
    finally:
        for engine in engines:
            engine.dispose()


def require_kind(settings: Settings, manifest: Manifest) -> None:
    """Raise BackupError when the backup is of the other kind of database than the one set."""
    if settings.database_url.startswith("sqlite") != (manifest.database == "sqlite"):
        raise BackupError(
            f"This backup is of {manifest.database}: set WELLBEING_DATABASE_URL and "
            "WELLBEING_KEYS_URL to databases of that kind."
        )
