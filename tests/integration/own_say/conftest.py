"""One application for all tests of a file: each person in it belongs to one test."""

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.support.databases import on_sqlite
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("own-say") / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        yield home


@pytest.fixture(scope="module")
def somebody(home):
    """Hand out people who have agreed to take part, each once."""
    present = iter([one for one in CHARACTERS if one.works_here])

    def next_one():
        visitor = Visitor(home, next(present).id)
        visitor.agree()
        return visitor

    return next_one


@pytest.fixture
def ann(somebody, home):
    visitor = somebody()
    started = home.clock.standing_at
    yield visitor
    home.clock.standing_at = started
