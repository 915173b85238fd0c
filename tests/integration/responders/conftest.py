"""One home for all tests of this folder that need one database; each begins as its file wants it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import databases, proofs
from tests.support.calling import Callers
from tests.support.house import Home
from tests.support.put_back import PutBack, put_back_home
from tests.support.settled_home import settled_home

KINDS = (databases.SQLITE, *((databases.POSTGRES,) if proofs.is_whole() else ()))


@pytest.fixture(scope="session")
def responders_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PutBack]:
    with put_back_home(tmp_path_factory.mktemp("responders")) as kept:
        yield kept


def nobody_asks(home: Home) -> None:
    """Leave it as it is: nobody is named, and nobody asks."""


@pytest.fixture
def begun() -> Callable[[Home], None]:
    """What has happened before each test of a file; a file may say so itself."""
    return nobody_asks


@pytest.fixture(params=KINDS)
def home(
    request: pytest.FixtureRequest, tmp_path: Path, begun: Callable[[Home], None]
) -> Iterator[Home]:
    """Lend a home in which that has happened; in whole runs once more on PostgreSQL."""
    if request.param == databases.SQLITE:
        kept: PutBack = request.getfixturevalue("responders_home")
        yield with_pages_for_errors(kept.after(begun))
        return
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    server = request.getfixturevalue("postgres_server")
    with databases.on_postgres(server, data) as made, settled_home(made) as home:
        begun(home)
        yield with_pages_for_errors(home)


def with_pages_for_errors(home: Home) -> Home:
    home.app.config["PAGES_FOR_ERRORS"] = True
    return home


@pytest.fixture
def callers(database: databases.Database) -> Iterator[Callers]:
    """Lend somebody who asks and those who are told, on either database; a file may begin otherwise."""
    with settled_home(database) as home:
        callers = Callers(home)
        callers.set_up()
        callers.notices()
        yield callers
