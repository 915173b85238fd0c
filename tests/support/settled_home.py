"""A whole installation in which the world of the tests stands, as most tests of pages want it."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.databases import Database
from tests.support.house import Home, opened, prepare
from tests.support.world import NOW, settle


@contextmanager
def settled_home(database: Database) -> Iterator[Home]:
    with opened(prepare(database), database, NOW) as home:
        with home.session() as session:
            settle(session)
        yield home
