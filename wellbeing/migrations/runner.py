"""Run Alembic's revisions on the main database, the key store and the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from wellbeing.database import (
    WRITES,
    Journal,
    KeyRow,
    LedgerRow,
    Row,
    existing,
    make_engine,
)
from wellbeing.settings import Settings

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Store:
    """One of the three databases: its revisions, its tables and where it lies."""

    name: str
    metadata: MetaData
    url: str
    journal: Journal

    @property
    def version_table(self) -> str:
        return f"version_of_{self.name}"

    def engine(self) -> Engine:
        return make_engine(self.url, self.journal)


class SchemaError(Exception):
    """The data belongs to another version of wellbeing; one line that says what to do."""


def stores(settings: Settings) -> tuple[Store, ...]:
    """Return the databases in the order in which they must exist."""
    main, side = settings.main_journal, settings.side_journal
    return (
        Store("keys", KeyRow.metadata, settings.keys_url, side),
        Store("main", Row.metadata, settings.database_url, main),
        Store("ledger", LedgerRow.metadata, settings.ledger_url, settings.ledger_journal),
    )


def upgrade_all(settings: Settings, to: Mapping[str, str] | None = None) -> None:
    """Apply what is missing to every database; raise SchemaError when one is not ours to change.

    New databases can be made as an earlier version had them, to put its rows back.
    """
    _refuse_lost_keys(settings)
    for store in stores(settings):
        engine = store.engine()
        try:
            with engine.connect().execution_options(**{WRITES: True}) as connection:
                _upgrade(store, connection, (to or {}).get(store.name, "head"))
        finally:
            engine.dispose()


def is_current(settings: Settings) -> bool:
    """Say whether every database has this version's schema, changing nothing."""
    return all(_found(store) == head_of(store) for store in stores(settings))


def head_of(store: Store) -> str:
    """Return the newest revision this version knows."""
    return str(_scripts(store).get_current_head())


def _refuse_lost_keys(settings: Settings) -> None:
    # An empty key store beside a full database would make every answer unreadable for good.
    keys, main, _ = stores(settings)
    if _found(main) is not None and _found(keys) is None:
        raise SchemaError(
            "The key store is missing or empty, but the database is not. Restore the key store "
            "from its backup, or set WELLBEING_KEYS_URL to where it is."
        )


def _found(store: Store) -> str | None:
    """Return a database's revision, making no database when there is none."""
    engine = make_engine(existing(store.url), store.journal)
    try:
        with engine.connect() as connection:
            return _revision(store, connection)
    except OperationalError:
        if make_url(store.url).get_backend_name() == "sqlite":
            return None
        raise
    finally:
        engine.dispose()


def _upgrade(store: Store, connection: Connection, to: str) -> None:
    found = _revision(store, connection)
    if found is not None:
        require_known(store, found)
    if found == head_of(store):
        return
    connection.rollback()
    config = _config(store)
    config.attributes["connection"] = connection
    config.attributes["store"] = store
    command.upgrade(config, to)
    connection.commit()


def require_known(store: Store, revision: str) -> None:
    """Raise SchemaError when only a later version knows this revision."""
    if revision not in {script.revision for script in _scripts(store).walk_revisions()}:
        raise SchemaError(
            f"The {store.name} database was written by a later version of wellbeing. "
            "Use that version, or restore a backup made with this one."
        )


def _revision(store: Store, connection: Connection) -> str | None:
    context = MigrationContext.configure(connection, opts={"version_table": store.version_table})
    return context.get_current_revision()


def _scripts(store: Store) -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(store))


def _config(store: Store) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE / store.name).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
