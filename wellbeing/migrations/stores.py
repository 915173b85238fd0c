"""The three databases, which revision each has, and which this version knows."""

from dataclasses import dataclass
from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, text
from sqlalchemy.engine import make_url

from wellbeing.backup.sqlite_copy import file_of
from wellbeing.database import Journal, KeyRow, LedgerRow, Row, existing, make_engine
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

    @property
    def is_sqlite(self) -> bool:
        return make_url(self.url).get_backend_name() == "sqlite"

    def engine(self) -> Engine:
        return make_engine(self.url, self.journal)

    def as_it_is(self) -> Engine:
        """Return an engine that makes no database where there is none."""
        return make_engine(existing(self.url), self.journal)


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


def revision_of(store: Store) -> str | None:
    """Return what a database has; None where there is nothing yet."""
    # One that is locked, or that we may not read, is no database that is missing.
    if store.is_sqlite and not file_of(store.url).exists():
        return None
    engine = store.as_it_is()
    options = {"version_table": store.version_table}
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection, opts=options).get_current_revision()
    finally:
        engine.dispose()


def head_of(store: Store) -> str:
    """Return the newest revision this version knows."""
    return str(scripts_of(store).get_current_head())


def require_known(store: Store, revision: str) -> None:
    """Raise SchemaError when only a later version knows this revision."""
    if revision not in {script.revision for script in scripts_of(store).walk_revisions()}:
        raise SchemaError(
            f"The {store.name} database was written by a later version of wellbeing. "
            "Use that version, or restore a backup made with this one."
        )


def refuse_later(settings: Settings) -> None:
    """Raise SchemaError when any of the databases is of a later version."""
    for store in stores(settings):
        revision = revision_of(store)
        if revision is not None:
            require_known(store, revision)


def refuse_lost(settings: Settings) -> None:
    """Raise SchemaError where an empty database would be made in the place of one that is lost.

    An empty key store would make every answer unreadable for good, and an empty database would look
    like an organisation that is only set up.
    """
    keys, main, ledger = stores(settings)
    has_keys, has_main = revision_of(keys) is not None, revision_of(main) is not None
    # The ledger is made last; on PostgreSQL it is lost with the database.
    was_there = revision_of(ledger) is not None or (has_keys and _has_data_keys(keys))
    if has_main and not has_keys:
        raise SchemaError(
            "The key store is missing or empty, but the database is not. Restore the key store "
            "from its backup, or set WELLBEING_KEYS_URL to where it is."
        )
    if was_there and not has_main:
        raise SchemaError(
            "The database is missing or empty, but key store or ledger is not. Put the newest backup back, as "
            "docs/operating.md says under Restoring, or set WELLBEING_DATABASE_URL to where it is."
        )


def config_of(store: Store) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE / store.name).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def scripts_of(store: Store) -> ScriptDirectory:
    return ScriptDirectory.from_config(config_of(store))


def _has_data_keys(keys: Store) -> bool:
    engine = keys.as_it_is()
    try:
        with engine.connect() as connection:
            return connection.scalar(text("SELECT 1 FROM data_key LIMIT 1")) is not None
    finally:
        engine.dispose()
