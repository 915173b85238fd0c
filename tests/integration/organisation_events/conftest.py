"""A house with the people of the test world, and readers of its pages."""

import pytest

from tests.integration.policies.reader import Reader
from tests.support.house import opened, prepare
from tests.support.world import CHARACTERS, NOW, settle


@pytest.fixture
def home(database):
    with opened(prepare(database), database, NOW) as home:
        with home.session() as session:
            settle(session)
        yield home


@pytest.fixture
def read_as(home):
    """Return a reader of the pages as one of the people of the world."""
    ids = {character.name: character.id for character in CHARACTERS}
    return lambda name: Reader(home, ids[name])
