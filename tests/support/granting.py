"""Roles that are asked for in the world of the tests, and the two people it takes."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tests.support.house import Home
from tests.support.policies import IDS, REP, STAFF
from wellbeing.accounts import grant_store, roster_store
from wellbeing.accounts import service as accounts
from wellbeing.accounts.grants import RoleGrant
from wellbeing.accounts.people import Role
from wellbeing.clock import local_day
from wellbeing.database import writing
from wellbeing.role_grants import service
from wellbeing.two_people import Board

ASKER = IDS["service manager"]
WHY = "She begins on Monday."


@dataclass
class Granting:
    """An organisation in which roles are asked for."""

    home: Home
    mails: bool = False

    def board(self, session: Session) -> Board:
        now = self.home.clock.now()
        today = local_day(now, self.home.zone)
        return Board(session, self.home.vault, now, today, self.mails)

    def ask(
        self, role: Role = Role.AUDITOR, whom: str = STAFF, by: str = ASKER, why: str = WHY
    ) -> str:
        grant_id = accounts.new_id()
        with self.home.session() as session, writing(session):
            day = self.board(session).today
            grant_store.add(session, [RoleGrant(grant_id, whom, role.value, why, by, day)])
        return grant_id

    def agree(self, grant_id: str, by: str = REP, said: str = "") -> None:
        with self.home.session() as session:
            service.agree(self.board(session), by, grant_id, said)

    def decline(self, grant_id: str, why: str = "Not now.", by: str = REP) -> None:
        with self.home.session() as session:
            service.decline(self.board(session), by, grant_id, why)

    def end(self, role: Role, who: str) -> None:
        with self.home.session() as session, writing(session):
            roster_store.end_roles(session, [(who, role.value)], self.board(session).today)

    def roles(self, who: str = STAFF) -> frozenset[str]:
        with self.home.session() as session:
            found = accounts.person(session, who, self.board(session).today)
        assert found is not None
        return found.roles
