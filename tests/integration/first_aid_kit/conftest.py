"""One person's empty kit behind pages; each file of tests has an installation of its own."""

from collections.abc import Iterator

import pytest

from tests.support.databases import on_sqlite
from tests.support.house import Home
from tests.support.kits import Reader, empty_all
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, NOW


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    data = tmp_path_factory.mktemp("kit") / "instance"
    data.mkdir()
    with settled_home(on_sqlite(data)) as home:
        yield home


@pytest.fixture
def ann(home: Home) -> Reader:
    """Lend a reader whose kit is empty, at the usual moment."""
    home.clock.standing_at = NOW
    empty_all(home)
    return Reader(home.browser_of(CHARACTERS[0].id))
