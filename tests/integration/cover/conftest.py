"""A house with the people of the test world; only what databases may see differently is tried on both."""

import pytest

from tests.integration.policies.reader import Reader
from tests.support.databases import on_sqlite
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS


@pytest.fixture
def home(tmp_path):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        yield home


@pytest.fixture
def either_home(database):
    with settled_home(database) as home:
        yield home


@pytest.fixture
def read_as(home):
    """Return a reader of the pages as one of the people of the world."""
    ids = {character.name: character.id for character in CHARACTERS}
    return lambda name: Reader(home, ids[name])
