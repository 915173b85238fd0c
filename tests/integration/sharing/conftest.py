"""A small organisation in which people can share, with a second practitioner in it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, update

from tests.support.asking import SECOND, join
from tests.support.databases import on_sqlite
from tests.support.house import Home, opened, prepare
from tests.support.sharing import Sharers
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing
from wellbeing.extensions import limiter
from wellbeing.messages.rows import OutboxRow
from wellbeing.sharing.rows import SharedRow


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    data = tmp_path_factory.mktemp("sharing") / "instance"
    data.mkdir(mode=0o700)
    database = on_sqlite(data)
    with opened(prepare(database), database, NOW) as home:
        with home.session() as session:
            settle(session)
            join(session, SECOND, "Pat Second", "help", "practitioner")
        yield home


@pytest.fixture
def sharers(settled: Home) -> Sharers:
    """The same organisation for each test, in which nothing is shared yet and nobody has left."""
    settled.clock.standing_at = NOW
    with settled.app.app_context():
        limiter.reset()
    with settled.session() as session, writing(session):
        session.execute(delete(SharedRow))
        session.execute(delete(OutboxRow))
        for who in CHARACTERS:
            session.execute(
                update(PersonRow).where(PersonRow.id == who.id).values(left_on=who.left_on)
            )
    return Sharers(settled)
