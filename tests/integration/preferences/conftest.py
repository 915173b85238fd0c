"""One installation for all tests of preferences: each looks as somebody else, or begins as usual."""

import pytest

from tests.support.databases import on_sqlite
from tests.support.settled_home import settled_home


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("preferences") / "instance"
    data.mkdir()
    with settled_home(on_sqlite(data)) as home:
        yield home
