"""An application with a small organisation, and a person in front of a browser without a script."""

from collections.abc import Iterator

import pytest

from tests.integration.checkins.saying_ahead import Ahead
from tests.integration.checkins.visitor import Visitor
from tests.support.databases import Database
from tests.support.house import Home
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS


@pytest.fixture
def home(database: Database) -> Iterator[Home]:
    with settled_home(database) as home:
        yield home


@pytest.fixture
def ann(home: Home) -> Visitor:
    """A person who has agreed to take part."""
    visitor = Visitor(home, CHARACTERS[0].id)
    visitor.agree()
    return visitor


@pytest.fixture
def ahead(ann: Visitor) -> Ahead:
    return Ahead(ann)
