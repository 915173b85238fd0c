"""What every subcommand shares: the data folder, its settings, and failing with one clear line."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from wellbeing import installation
from wellbeing.accounts import service as accounts
from wellbeing.address_settings import MOST_PORT
from wellbeing.audit import service as audit
from wellbeing.clock import SystemClock, local_day
from wellbeing.database import existing, make_engine
from wellbeing.key_ring import KeyRing
from wellbeing.migrations import runner
from wellbeing.sealed import Vault
from wellbeing.settings import Settings

FAILED = 1
BAD_USE = 2


class CommandError(Exception):
    """A command cannot go on; the message is one line that says what to do."""

    def __init__(self, message: str, status: int = FAILED) -> None:
        """Keep the exit status: 2 for bad use, 1 for failure."""
        super().__init__(message)
        self.status = status


def add_data(parser: argparse.ArgumentParser) -> None:
    """Let the command take `--data`."""
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get("WELLBEING_DATA", "instance")),
        help="the data folder (default: ./instance, or WELLBEING_DATA)",
    )


def port_number(written: str) -> int:
    """Read a port for argparse, which turns a ValueError into its own line."""
    port = int(written)
    if not 0 < port <= MOST_PORT:
        raise ValueError(written)
    return port


def settings_of(data: Path, *, demo: bool) -> Settings:
    """Return the settings of a folder that holds an installation of this kind."""
    return Settings.of(data, installation.require(data, demo=demo))


def any_settings_of(data: Path) -> Settings:
    """Return the settings of a folder that holds an installation of either kind."""
    found = installation.Installation.read(data)
    return settings_of(data, demo=found is not None and found.demo)


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[Session, Vault]]:
    """Open the main database and the vault of an installation for one command."""
    ring = KeyRing.read(settings.key_file)
    runner.upgrade_all(settings, write_down=partial(_write_down_upgrade, ring))
    keys = make_engine(settings.keys_url, settings.side_journal)
    engine = make_engine(settings.database_url, settings.main_journal)
    vault = Vault(ring, keys, settings.key_file)
    try:
        vault.check()
        with Session(engine) as session:
            yield session, vault
    finally:
        engine.dispose()
        keys.dispose()


def _write_down_upgrade(ring: KeyRing, keys: Connection, main: Connection) -> None:
    """Write it down in the transaction that brings the main database to this version.

    With a key file that is not of this installation nothing is written, and nothing upgraded.
    """
    vault = Vault(ring, keys)
    vault.check()
    # A log that is broken stays so, and is found: nobody is kept out by it.
    with Session(main) as session, suppress(audit.HeadBrokenError):
        scribe = scribe_of(session, vault, SystemClock().now())
        scribe.note(session, audit.Act(audit.Kind.UPGRADED))
        session.flush()


@contextmanager
def reading(settings: Settings) -> Iterator[Session]:
    """Open the main database alone and as it is: nothing that is sealed can be read with it.

    It is not migrated and never made: a look at what is wrong must change nothing.
    """
    engine = make_engine(existing(settings.database_url), settings.main_journal)
    try:
        with Session(engine) as session:
            yield session
    finally:
        engine.dispose()


def scribe_of(session: Session, vault: Vault, now: datetime) -> audit.Scribe:
    """Return what writes down in the audit log what somebody does by command."""
    zone = "UTC"
    with suppress(accounts.NoOrganisationError):
        zone = accounts.organisation(session).zone
    return audit.Scribe(vault, audit.by_command(), local_day(now, zone))
