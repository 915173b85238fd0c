"""Statements that have been written out: every engine of a test process has the same ones.

Each application of a test has engines of its own, and each would work out anew what it asks.
"""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

# More than the service has.
_WRITTEN: LRUCache[Any, Any] = LRUCache(10_000)


class _Alike:
    """A dialect that counts as the same as every other one of its kind."""

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        """Let a new engine know what others have written out."""
        engine._compiled_cache = _WRITTEN

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class RememberedSQLite(_Alike, SQLiteDialect_pysqlite):
    """SQLite, as the service speaks to it."""

    supports_statement_cache = True


class RememberedPostgres(_Alike, PGDialect_psycopg):
    """PostgreSQL, as the service speaks to it."""

    supports_statement_cache = True


def remember_statements() -> None:
    """Let engines that are made from now on share what is written out of their statements."""
    registry.register("sqlite", __name__, RememberedSQLite.__name__)
    registry.register("postgresql.psycopg", __name__, RememberedPostgres.__name__)
