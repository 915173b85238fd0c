"""A small organisation in which formal support can be agreed to, with a second practitioner in it."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import delete, update

from tests.support.asking import SECOND, join
from tests.support.formal import Parties
from tests.support.house import Home
from tests.support.settled_home import settled_in
from tests.support.world import CHARACTERS, NOW
from wellbeing.accounts.rows import PersonRow, RoleRow, SupervisionRow
from wellbeing.checkins.rows import ConsentRow
from wellbeing.cover.rows import SupporterAbsenceRow
from wellbeing.database import writing
from wellbeing.extensions import limiter
from wellbeing.formal.rows import AgreementRow, InterventionRow
from wellbeing.history.rows import CareStateRow, CheckInRow, PlacementRow
from wellbeing.messages.rows import OutboxRow
from wellbeing.support.rows import RequestRow

EMPTIED = (
    InterventionRow,
    AgreementRow,
    RequestRow,
    OutboxRow,
    SupporterAbsenceRow,
    CheckInRow,
    PlacementRow,
    CareStateRow,
    ConsentRow,
)


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with settled_in(tmp_path_factory.mktemp("formal")) as home:
        with home.session() as session:
            join(session, SECOND, "Pat Second", "help", "practitioner")
        yield home


@pytest.fixture
def parties_anew(settled: Home) -> Callable[[], Parties]:
    """Give the same organisation, in which nothing was asked and nobody has left, as often as wanted."""
    return lambda: _anew(settled)


@pytest.fixture
def parties(settled: Home) -> Parties:
    return _anew(settled)


def _anew(settled: Home) -> Parties:
    settled.clock.standing_at = NOW
    with settled.app.app_context():
        limiter.reset()
    with settled.session() as session, writing(session):
        for rows in EMPTIED:
            session.execute(delete(rows))
        for who in CHARACTERS:
            session.execute(
                update(PersonRow).where(PersonRow.id == who.id).values(left_on=who.left_on)
            )
        session.execute(update(RoleRow).where(RoleRow.role == "practitioner").values(until_on=None))
        session.execute(delete(SupervisionRow).where(SupervisionRow.person_id == SECOND))
    return Parties(settled)
