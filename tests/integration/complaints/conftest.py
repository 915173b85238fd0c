"""One home for all tests of this folder that need one database; each begins with nothing said."""

import pytest

from tests.support.put_back import put_back_home


@pytest.fixture(scope="session")
def complaints_home(tmp_path_factory):
    with put_back_home(tmp_path_factory.mktemp("complaints")) as kept:
        kept.home.app.config["PAGES_FOR_ERRORS"] = True
        yield kept


@pytest.fixture
def home(complaints_home):
    return complaints_home.as_it_was()
