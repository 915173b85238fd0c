"""A house with the people of the test world; only what databases may see differently is tried on both."""

import sqlite3
from contextlib import closing, contextmanager

import pytest

from tests.integration.policies.reader import Reader
from tests.support.databases import on_sqlite
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS

IDS = {character.name: character.id for character in CHARACTERS}


@pytest.fixture(scope="module")
def changing_home(tmp_path_factory):
    """One for all tests of a file, with a copy of its databases as they were at first."""
    with _home_in(tmp_path_factory.mktemp("changing")) as home:
        copies = tmp_path_factory.mktemp("copies")
        for one in _databases(home):
            _copy(one, copies / one.name)
        yield home, copies


@pytest.fixture
def home(changing_home):
    home, copies = changing_home
    for one in _databases(home):
        _copy(copies / one.name, one)
    return home


@pytest.fixture(scope="module")
def still_home(tmp_path_factory):
    """One for all tests of a file in which nothing is changed."""
    with _home_in(tmp_path_factory.mktemp("still")) as home:
        yield home


@pytest.fixture
def either_home(database):
    with settled_home(database) as home:
        yield home


@pytest.fixture
def read_as(home):
    """Return a reader of the pages as one of the people of the world."""
    return lambda name: Reader(home, IDS[name])


@pytest.fixture
def look_as(still_home):
    """The same, for who changes nothing."""
    return lambda name: Reader(still_home, IDS[name])


def _databases(home):
    return [home.settings.data / name for name in ("wellbeing.db", "keys.db")]


def _copy(source, target):
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@contextmanager
def _home_in(folder):
    data = folder / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        yield home
