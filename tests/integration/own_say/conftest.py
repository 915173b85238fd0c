"""One application for all tests of a file: each person in it belongs to one test."""

import pytest

from tests.integration.checkins.visitor import one_by_one
from tests.support.settled_home import settled_in


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    with settled_in(tmp_path_factory.mktemp("own-say")) as home:
        yield home


@pytest.fixture(scope="module")
def somebody(home):
    """Hand out people who have agreed to take part: each belongs to one test."""
    return one_by_one(home)


@pytest.fixture
def ann(somebody, home):
    visitor = somebody()
    started = home.clock.standing_at
    yield visitor
    home.clock.standing_at = started
