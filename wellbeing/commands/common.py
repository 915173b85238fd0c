"""What every subcommand shares: the data folder, its settings, and failing with one clear line."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing import installation
from wellbeing.database import Journal, make_engine
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


def settings_of(data: Path, *, demo: bool) -> Settings:
    """Return the settings of a folder that holds an installation of this kind."""
    found = installation.require(data, demo=demo)
    try:
        return Settings.of(data.resolve(), found)
    except ValueError as error:
        raise CommandError(f"A WELLBEING_ setting is not usable: {error}", BAD_USE) from error


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[Session, Vault]]:
    """Open the main database and the vault of an installation for one command."""
    ring = KeyRing.read(settings.key_file)
    runner.upgrade_all(settings)
    side = Journal.SCRATCH if settings.scratch else Journal.SIDE
    main = Journal.SCRATCH if settings.scratch else Journal.MAIN
    keys = make_engine(settings.keys_url, side)
    engine = make_engine(settings.database_url, main)
    try:
        with Session(engine) as session:
            yield session, Vault(ring, keys)
    finally:
        engine.dispose()
        keys.dispose()
