"""The addresses of one test's own empty databases, on SQLite or on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.postgres import Server

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


def on_sqlite(data: Path) -> Database:
    def url(name: str) -> str:
        return f"sqlite:///{data / name}"

    return Database(SQLITE, url("wellbeing.db"), url("keys.db"), url("ledger.db"), data)


@contextmanager
def on_postgres(server: Server, data: Path) -> Iterator[Database]:
    """Yield two databases: the ledger gets a schema of its own in the main one."""
    with server.database() as main, server.database() as keys:
        yield Database(POSTGRES, main, keys, main, data)
