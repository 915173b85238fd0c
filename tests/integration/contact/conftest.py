"""A small organisation in which somebody asked, and a practitioner has taken it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete

from tests.support.asking import SECOND, join
from tests.support.databases import Database, on_sqlite
from tests.support.house import Home
from tests.support.settled_home import settled_home
from tests.support.two import Two, taken
from tests.support.world import NOW
from wellbeing.database import writing
from wellbeing.messages.rows import OutboxRow
from wellbeing.support.rows import RequestRow


@pytest.fixture
def two(database: Database) -> Iterator[Two]:
    """A case in databases of its own, on both backends."""
    with settled_home(database) as home:
        _second_practitioner(home)
        yield taken(home)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    data = tmp_path_factory.mktemp("contact") / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        _second_practitioner(home)
        yield home


@pytest.fixture
def pair(house: Home) -> Two:
    """A case in a house that other tests use too: nothing was asked in it before."""
    house.clock.standing_at = NOW
    with house.session() as session, writing(session):
        session.execute(delete(RequestRow))
    made = taken(house)
    with house.session() as session, writing(session):
        session.execute(delete(OutboxRow))
    return made


def _second_practitioner(home: Home) -> None:
    with home.session() as session:
        join(session, SECOND, "Pat Second", "help", "practitioner")
