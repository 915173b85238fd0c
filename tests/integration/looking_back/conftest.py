"""A person with a shelf of their own papers, and one in front of a browser without a script."""

import pytest

from tests.integration.checkins.visitor import one_by_one
from tests.support.settled_home import settled_in


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    with settled_in(tmp_path_factory.mktemp("looking-back")) as home:
        yield home


@pytest.fixture(scope="module")
def somebody(home):
    """Hand out people who have agreed to take part: each belongs to one test."""
    return one_by_one(home)


@pytest.fixture
def ann(somebody):
    return somebody()
