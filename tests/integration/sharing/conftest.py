"""A small organisation in which people can share, with a second practitioner in it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, update

from tests.integration.sharing.sharer import ELSEWHERE, PASSWORD, SAID
from tests.support.asking import ASKER, PRACTITIONER, SECOND, join
from tests.support.house import Home
from tests.support.kits import Reader
from tests.support.passwords import let_have
from tests.support.settled_home import settled_in
from tests.support.sharing import Sharers
from tests.support.world import CHARACTERS, NOW, TODAY
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing
from wellbeing.extensions import limiter
from wellbeing.first_aid_kit import service as kits
from wellbeing.messages.rows import OutboxRow
from wellbeing.sharing.rows import SharedRow


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with settled_in(tmp_path_factory.mktemp("sharing")) as home:
        with home.session() as session:
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


@pytest.fixture
def ann(sharers: Sharers) -> Reader:
    """Somebody with a password and a kit of two sections."""
    with sharers.home.session() as session:
        let_have(session, ASKER, PASSWORD, TODAY)
        notebook = kits.Notebook(session, sharers.home.vault, ASKER, NOW)
        for section, of, text in (("helping-me", "helps", SAID), ("signs", "body", ELSEWHERE)):
            if not kits.kit_of(notebook).page(section).lines:
                kits.add(notebook, section, [kits.NewLine(of, (text,))])
    return Reader(sharers.home.browser_of(ASKER))


@pytest.fixture
def reader(sharers: Sharers) -> Reader:
    return Reader(sharers.home.browser_of(PRACTITIONER))
