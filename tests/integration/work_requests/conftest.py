"""A small organisation in which people can ask for changes at work."""

from collections.abc import Iterator

import pytest

from tests.support.asking import ASKER, SUPERVISOR
from tests.support.databases import Database
from tests.support.kits import Reader
from tests.support.settled_home import settled_home
from tests.support.work import Work


@pytest.fixture
def work(database: Database) -> Iterator[Work]:
    with settled_home(database) as home:
        yield Work(home)


@pytest.fixture
def ann(work: Work) -> Reader:
    return Reader(work.home.browser_of(ASKER))


@pytest.fixture
def lead(work: Work) -> Reader:
    return Reader(work.home.browser_of(SUPERVISOR))
