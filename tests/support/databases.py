"""The addresses of one test's own databases, on SQLite or on PostgreSQL, and their tables.

The tables are made by the service's own migrations, once for a test process; each test gets a copy.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from tests.support.postgres import Server
from wellbeing.installation import Installation
from wellbeing.migrations.runner import upgrade_all
from wellbeing.settings import Settings

SQLITE = "sqlite"
POSTGRES = "postgres"


@dataclass(frozen=True)
class Database:
    """Where one test keeps its rows, its key store, its ledger and its files."""

    kind: str
    main: str
    keys: str
    ledger: str
    data: Path
    has_tables: bool = False

    @property
    def key_file(self) -> Path:
        """Where the key file lies: no other installation's, since the witness lies beside it."""
        return self.data.parent / f"{self.data.name}.keys.json"

    @property
    def environment(self) -> dict[str, str]:
        """What a command needs in its environment to use these databases."""
        return {
            "WELLBEING_DATA": str(self.data),
            "WELLBEING_DATABASE_URL": self.main,
            "WELLBEING_KEYS_URL": self.keys,
            "XDG_CONFIG_HOME": str(self.data.parent / "config"),
        }

    @property
    def names(self) -> dict[str, str]:
        """Say which database is which, by its name on the server or that of its file."""
        addresses = {"main": self.main, "keys": self.keys}
        return {Path(str(make_url(url).database)).name: name for name, url in addresses.items()}

    def make_tables(self) -> None:
        """Make the tables as the service's migrations do, and nothing in them."""
        if self.has_tables:
            return
        if self.kind == SQLITE and not any(self.data.glob("*.db")):
            for name, content in _files_with_tables().items():
                (self.data / name).write_bytes(content)
            return
        upgrade_all(settings_of(self))


def settings_of(database: Database, installation: Installation | None = None) -> Settings:
    environment = {**database.environment, "WELLBEING_KEY_FILE": str(database.key_file)}
    return Settings.of(database.data, installation or Installation.new(demo=False), environment)


def on_sqlite(data: Path) -> Database:
    def url(name: str) -> str:
        return f"sqlite:///{data / name}"

    return Database(SQLITE, url("wellbeing.db"), url("keys.db"), url("ledger.db"), data)


@contextmanager
def on_postgres(server: Server, data: Path, *, empty: bool = False) -> Iterator[Database]:
    """Yield two databases: the ledger gets a schema of its own in the main one."""
    models = ("", "") if empty else _models_with_tables(server)
    with server.database(models[0]) as main, server.database(models[1]) as keys:
        yield Database(POSTGRES, main, keys, main, data, has_tables=not empty)


@cache
def _files_with_tables() -> Mapping[str, bytes]:
    with TemporaryDirectory(prefix="wb-tables-") as name:
        data = Path(name)
        upgrade_all(settings_of(on_sqlite(data)))
        return {file.name: file.read_bytes() for file in data.glob("*.db")}


def _models_with_tables(server: Server) -> tuple[str, str]:
    """Return the names of two databases of which the server makes copies."""
    if not server.models:
        main, keys = server.add_model("main"), server.add_model("keys")
        with TemporaryDirectory(prefix="wb-tables-") as name:
            upgrade_all(settings_of(Database(POSTGRES, main, keys, main, Path(name))))
    return server.models["main"], server.models["keys"]
