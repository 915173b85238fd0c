"""A house with the people of the test world, and readers of its pages."""

import pytest

from tests.integration.policies.reader import Reader
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS


@pytest.fixture
def home(database):
    with settled_home(database) as home:
        yield home


@pytest.fixture
def read_as(home):
    """Return a reader of the pages as one of the people of the world."""
    ids = {character.name: character.id for character in CHARACTERS}
    return lambda name: Reader(home, ids[name])
