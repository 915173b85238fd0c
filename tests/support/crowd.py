"""Many plain members of staff who take part, with the cookie of a browser for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.support.house import Home
from tests.support.served import Visitor
from tests.support.world import unit_id
from wellbeing.accounts.rows import MembershipRow, PersonRow
from wellbeing.checkins import service as checkins
from wellbeing.clock import local_day
from wellbeing.content.loader import content
from wellbeing.database import writing
from wellbeing.history import policies
from wellbeing.history.service import Desk
from wellbeing.week import Week


@dataclass(frozen=True)
class Somebody:
    """One person of a crowd, signed in."""

    id: str
    cookie: tuple[str, str]

    def visitor(self, port: int) -> Visitor:
        return Visitor(port, dict([self.cookie]))


def crowd(home: Home, numbers: range) -> list[Somebody]:
    """Let these many people join the red team, agree to take part, and sign in."""
    return list(_joining(home, numbers))


def _joining(home: Home, numbers: range) -> Iterator[Somebody]:
    today = local_day(home.clock.now(), home.zone)
    text = content().consent
    for number in numbers:
        person_id = f"{number:032d}"
        with home.session() as session:
            with writing(session):
                address = f"person{number}@example.org"
                session.add(
                    PersonRow(
                        id=person_id,
                        name=f"Person {number}",
                        work_email=address,
                        email_key=address,
                        joined_on=today,
                    )
                )
                session.flush()
                session.add(
                    MembershipRow(person_id=person_id, unit_id=unit_id("red"), from_on=today)
                )
            desk = Desk(session, home.vault, policies.in_force(Week.of(today)), today)
            checkins.consent(desk, text, person_id)
        yield Somebody(person_id, home.cookie_of(person_id))
