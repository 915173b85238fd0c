"""One process at a time brings the databases to its version; others that start meanwhile wait for it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from wellbeing.database import make_engine
from wellbeing.settings import Settings

# Whoever holds this one on the server of the main database changes all three.
_TAKE_TURN = text("SELECT pg_advisory_xact_lock(hashtextextended('wellbeing migrations', 0))")
_WAIT_FOR_OTHERS = "SET LOCAL idle_in_transaction_session_timeout = 0"


def alone(settings: Settings) -> AbstractContextManager[None]:
    """Hold the turn until the block ends, or this process does."""
    if settings.database_url.startswith("sqlite"):
        return _in_folder(settings.data)
    return _on_server(settings.database_url)


def let_wait(connection: Connection) -> None:
    """Let a transaction stay open while those of the other databases are at work."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_WAIT_FOR_OTHERS)


@contextmanager
def _in_folder(data: Path) -> Iterator[None]:
    # The folder itself is locked: a file for it would be left behind.
    handle = os.open(data, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _on_server(url: str) -> Iterator[None]:
    """Hold the turn in a transaction: a pool in front of the server keeps nothing for longer."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            let_wait(connection)
            connection.execute(_TAKE_TURN)
            yield
    finally:
        engine.dispose()
