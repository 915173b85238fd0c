"""One home for all tests of this folder that need one database; each begins with nobody asking."""

import pytest

from tests.support.put_back import put_back_home


@pytest.fixture(scope="session")
def responders_home(tmp_path_factory):
    with put_back_home(tmp_path_factory.mktemp("responders")) as kept:
        kept.home.app.config["PAGES_FOR_ERRORS"] = True
        yield kept


@pytest.fixture
def home(responders_home):
    return responders_home.as_it_was()
