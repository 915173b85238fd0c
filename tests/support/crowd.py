"""Many plain members of staff who take part, with the cookie of a browser for each."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tests.support.house import Home
from tests.support.served import Visitor
from tests.support.world import unit_id
from wellbeing.accounts.rows import MembershipRow, PersonRow
from wellbeing.checkins import service as checkins
from wellbeing.clock import local_day
from wellbeing.content.loader import content
from wellbeing.database import writing
from wellbeing.history.service import Desk
from wellbeing.policies import service as policies


@dataclass(frozen=True)
class Somebody:
    """One person of a crowd, signed in."""

    id: str
    cookie: tuple[str, str]

    def visitor(self, port: int) -> Visitor:
        return Visitor(port, dict([self.cookie]))


def crowd(home: Home, numbers: range) -> list[Somebody]:
    """Let these many people join the red team, agree to take part, and sign in."""
    today = local_day(home.clock.now(), home.zone)
    text = content().consent
    people: list[Somebody] = []
    with home.session() as session:
        desk = Desk(session, home.vault, policies.rulebook(session), today)
        join(session, numbers, today)
        for number in numbers:
            who = number_id(number)
            checkins.consent(desk, text, who)
            people.append(Somebody(who, home.cookie_of(who, session)))
    return people


def join(session: Session, numbers: range, today: date) -> None:
    """Let these many people join the red team, and nothing more."""
    with writing(session):
        for number in numbers:
            _join(session, number, today)


def number_id(number: int) -> str:
    return f"{number:032d}"


def _join(session: Session, number: int, today: date) -> None:
    address = f"person{number}@example.org"
    session.add(
        PersonRow(
            id=number_id(number),
            name=f"Person {number}",
            work_email=address,
            email_key=address,
            joined_on=today,
        )
    )
    session.flush()
    session.add(MembershipRow(person_id=number_id(number), unit_id=unit_id("red"), from_on=today))
