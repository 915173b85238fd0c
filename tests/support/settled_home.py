"""A whole installation in which the world of the tests stands, as most tests of pages want it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.databases import Database, on_sqlite
from tests.support.house import Home, opened, prepare
from tests.support.world import NOW, settle


@contextmanager
def settled_home(database: Database) -> Iterator[Home]:
    with opened(prepare(database), database, NOW) as home:
        with home.session() as session:
            settle(session)
        yield home


@contextmanager
def settled_in(folder: Path) -> Iterator[Home]:
    """Settle a home on SQLite in this folder: one application for all tests of a file, as a rule."""
    data = folder / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        yield home
