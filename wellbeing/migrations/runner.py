"""Run Alembic's revisions on the main database, the key store and the ledger: on all of them or none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog
from alembic import command
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from wellbeing.backup.postgres_rows import driver_of
from wellbeing.backup.sqlite_copy import file_of
from wellbeing.database import WRITES
from wellbeing.migrations import copies
from wellbeing.migrations.alone import alone, let_wait
from wellbeing.migrations.stores import (
    SchemaError,
    Store,
    config_of,
    head_of,
    refuse_later,
    refuse_lost,
    require_known,
    revision_of,
    stores,
)
from wellbeing.settings import Settings

__all__ = [
    "SchemaError",
    "Store",
    "head_of",
    "is_current",
    "refuse_later",
    "refuse_lost",
    "require_known",
    "stores",
    "upgrade_all",
]

KEYS, MAIN = "keys", "main"
# Writes an upgrade down with the connections of key store and main database, before their commit.
WriteDown = Callable[[Connection, Connection], None]
IN_USE = frozenset({"SQLITE_BUSY", "55P03"})
log = structlog.get_logger()


@dataclass(frozen=True)
class _Step:
    """A database that is not of this version, and where it is to go."""

    store: Store
    found: str | None
    to: str


def upgrade_all(
    settings: Settings,
    to: Mapping[str, str] | None = None,
    write_down: WriteDown = lambda _keys, _main: None,
) -> bool:
    """Apply what is missing to every database, and say whether any was of an earlier version.

    Raise SchemaError when one is not ours to change. New databases can be made as an earlier version
    had them, to put its rows back. That one was of an earlier version is written down with the main
    database; whatever is raised by that leaves all of them as they were.
    """
    if is_current(settings) and not copies.are_left(settings.data):
        return False
    with alone(settings):
        refuse_lost(settings)
        refuse_later(settings)
        steps = _steps(settings, to or {})  # Whoever had the turn before may have done it.
        if steps:
            with _told():
                _take(settings, steps, write_down)
        copies.remove(settings.data)
    upgraded = [step for step in steps if step.found is not None]
    for step in upgraded:
        log.info("database upgraded", kind=step.store.name, version=step.to)
    return bool(upgraded)


def is_current(settings: Settings) -> bool:
    """Say whether every database has this version's schema, changing nothing."""
    try:
        return all(revision_of(store) == head_of(store) for store in stores(settings))
    except OperationalError as error:
        if _is_in_use(error):
            # Somebody else may be changing it this moment.
            return False
        raise


def _steps(settings: Settings, to: Mapping[str, str]) -> list[_Step]:
    found = ((store, revision_of(store)) for store in stores(settings))
    return [
        _Step(store, revision, to.get(store.name, head_of(store)))
        for store, revision in found
        if revision != head_of(store)
    ]


def _take(settings: Settings, steps: Sequence[_Step], write_down: WriteDown) -> None:
    """Take every step in a transaction of its own, and commit them when all have gone well."""
    is_upgrade = any(step.found is not None for step in steps)
    wanted = {step.store.name for step in steps} | ({KEYS, MAIN} if is_upgrade else set())
    with ExitStack() as stack:
        at_work = {
            store.name: stack.enter_context(_changing(store))
            for store in stores(settings)
            if store.name in wanted
        }
        try:
            copies.keep(settings.data, [] if settings.scratch else _files(steps))
            for step in steps:
                _apply(step, at_work[step.store.name])
            if is_upgrade:
                write_down(at_work[KEYS], at_work[MAIN])
        except BaseException:
            # All databases are as they were.
            copies.remove(settings.data)
            raise
        if is_upgrade:
            # First: nothing is there of this version without what was written down of it.
            at_work.pop(MAIN).commit()
        for connection in at_work.values():
            connection.commit()


def _files(steps: Sequence[_Step]) -> list[Path]:
    """Return the files that are there already; PostgreSQL undoes by itself what is not committed."""
    return [
        file_of(step.store.url) for step in steps if step.store.is_sqlite and step.found is not None
    ]


@contextmanager
def _changing(store: Store) -> Iterator[Connection]:
    """Open a database so that nobody else writes to it until the end."""
    engine = store.engine()
    try:
        with engine.connect().execution_options(**{WRITES: True}) as connection:
            if store.is_sqlite:
                # A table that is written anew is dropped first: what refers to it would go too. It
                # can be switched only before a transaction; `_apply` looks whether all is in order.
                driver_of(connection).execute("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("SELECT 1")
            let_wait(connection)
            yield connection
    finally:
        engine.dispose()


def _apply(step: _Step, connection: Connection) -> None:
    config = config_of(step.store)
    config.attributes["connection"] = connection
    config.attributes["store"] = step.store
    command.upgrade(config, step.to)
    if step.store.is_sqlite:
        stray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if stray is not None:
            raise SchemaError(
                f"The {step.store.name} database would have lost what rows of {stray[0]} refer to. "
                "Nothing was changed. Use the version before, and tell who maintains this one."
            )


@contextmanager
def _told() -> Iterator[None]:
    """Say what keeps the databases as they are, where it is not a fault of ours."""
    try:
        yield
    except copies.NoRoomForCopiesError as error:
        raise SchemaError(
            f"The databases are of an earlier version. To bring them to this one needs {error} of "
            "free disk in the data folder. Nothing was changed."
        ) from error
    except OperationalError as error:
        if not _is_in_use(error):
            raise
        raise SchemaError(
            "The databases are of an earlier version and something still uses them. Stop every "
            "process of the earlier version, then start again. Nothing was changed."
        ) from error


def _is_in_use(error: OperationalError) -> bool:
    said = error.orig
    code = getattr(said, "sqlite_errorname", "") or getattr(said, "sqlstate", "")
    return code in IN_USE
