"""People who ask for a human, and the contacts who answer, at the services of a small organisation."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from sqlalchemy.orm import Session

from tests.support.histories import default_policy
from tests.support.house import Home
from tests.support.world import CHARACTERS, unit_id
from wellbeing.accounts.rows import MembershipRow, PersonRow, RoleRow, SupervisionRow
from wellbeing.clock import local_day
from wellbeing.content.loader import content
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.support import service
from wellbeing.support.cases import Kind, Wish
from wellbeing.support.office import Office

BY_NAME = {who.name: who.id for who in CHARACTERS}
ASKER = BY_NAME["staff"]
SUPERVISOR = BY_NAME["supervisor"]
PRACTITIONER = BY_NAME["practitioner"]
PEER = BY_NAME["peer supporter"]
SECOND = "2" * 32  # a practitioner in the red team's own service
TALK = Wish(Kind.TALK, with_whom="practitioner", how="phone")
REVIEW = Wish(Kind.REVIEW, words="It is the hours, not me.")
FORMAL = Wish(Kind.FORMAL, soon=True, how="video")


# Read once: a year of hours would read it a hundred thousand times.
_policy = cache(default_policy)


@dataclass(frozen=True)
class Help:
    """The services of requests in one organisation, with a second practitioner in it."""

    home: Home

    @contextmanager
    def office(self) -> Iterator[Office]:
        now = self.home.clock.now()
        with self.home.session() as session:
            desk = history.Desk(session, self.home.vault, _policy(), local_day(now, self.home.zone))
            yield Office(desk, now, content().offers.promise)

    def ask(self, wish: Wish = TALK, who: str = ASKER, *, takes_part: bool = True) -> bool:
        with self.office() as office:
            shown = service.ahead(office, who, wish).mark
            return service.ask(office, who, wish, shown, takes_part=takes_part)

    def mine(self, who: str = ASKER) -> tuple[service.Mine, ...]:
        with self.office() as office:
            return service.mine(office, who)

    def inbox(self, who: str) -> tuple[str, ...]:
        with self.office() as office:
            return tuple(one.id for one in service.inbox(office, who))

    def current(self, who: str = ASKER) -> history.Current | None:
        with self.office() as office:
            return history.current(office.desk, who, office.desk.this_week)

    def take(self, who: str, request_id: str) -> None:
        with self.office() as office:
            service.take(office, who, request_id)

    def waiting_mail(self) -> int:
        with self.home.session() as session:
            return len(session.connection().exec_driver_sql("SELECT id FROM outbox").all())


def join(session: Session, person_id: str, name: str, home: str, *roles: str) -> None:
    """Let somebody join a unit, with roles."""
    on = CHARACTERS[0].joined_on
    with writing(session):
        address = f"{name.replace(' ', '.').lower()}@example.org"
        session.add(
            PersonRow(id=person_id, name=name, work_email=address, email_key=address, joined_on=on)
        )
        session.flush()
        session.add(MembershipRow(person_id=person_id, unit_id=unit_id(home), from_on=on))
        for role in roles:
            session.add(RoleRow(person_id=person_id, role=role, from_on=on))


def join_second(home: Home) -> None:
    """Let a second practitioner join, who can be chosen by whoever asks."""
    with home.session() as session:
        join(session, SECOND, "Pat Second", "help", "practitioner")


def now_leads(session: Session, person_id: str, unit: str, on) -> None:
    with writing(session):
        session.add(SupervisionRow(person_id=person_id, unit_id=unit_id(unit), from_on=on))
