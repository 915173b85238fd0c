"""A place in which check-ins are closed, and everything that must be there before they open."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tests.support.calling import Callers
from tests.support.house import Home
from tests.support.opened import close_everything
from tests.support.policies import LEAD, REP
from tests.support.world import TODAY, unit_id
from wellbeing.clock import local_day
from wellbeing.content.loader import content
from wellbeing.cover import store as cover
from wellbeing.cover.kept import Week
from wellbeing.database import writing
from wellbeing.going_live import service, store, visit
from wellbeing.going_live.asked import ASKED
from wellbeing.going_live.facts import CONTACT, Desk, contacts, mark_of
from wellbeing.going_live.kept import Confirmed
from wellbeing.opening import service as opening
from wellbeing.opening.service import Wanted
from wellbeing.two_people import AlreadyDecidedError, Board

RED = Wanted((unit_id("red"),))
HELP = Wanted((unit_id("help"),))
ALL = Wanted(everybody=True)


@dataclass
class Place:
    """An organisation before it goes live."""

    home: Home

    @property
    def today(self) -> date:
        return local_day(self.home.clock.now(), self.home.zone)

    def board(self, session: Session) -> Board:
        return Board(session, self.home.vault, self.home.clock.now(), self.today)

    def desk(self, session: Session) -> Desk:
        with self.home.app.app_context():
            troubles = self.home.app.extensions[visit.BACKUPS](self.home.clock.now())
        folder = self.home.settings.data
        return Desk(session, self.today, self.home.clock.now(), content(), folder, troubles)

    def close(self) -> None:
        with self.home.session() as session:
            close_everything(session)

    def make_ready(self) -> None:
        """Let everything be there: hours, words about each line, checked numbers, and backups."""
        visit.tell_by(self.home.app, lambda _now: ())
        Callers(self.home).set_up()
        with self.home.session() as session, writing(session):
            cover.set_week(session, Week(version=1, set_by=LEAD, set_on=TODAY))
            desk = self.desk(session)
            for asked in ASKED:
                mark = mark_of(desk, asked)
                store.confirm(session, Confirmed(asked.key, mark, "Ann Lee.", LEAD, TODAY))
            for one in contacts(desk):
                key = f"{CONTACT}{one.mark}"
                store.confirm(session, Confirmed(key, one.mark, "", LEAD, TODAY))

    def missing(self, wanted: Wanted | None = None) -> tuple[str, ...]:
        with self.home.session() as session:
            return service.what_is_missing(self.desk(session), wanted)

    def propose(self, wanted: Wanted = ALL, by: str = LEAD, why: str = "We are ready.") -> str:
        with self.home.session() as session:
            return service.propose(self.board(session), self.desk(session), by, wanted, why)

    def agree(self, opening_id: str, by: str = REP) -> date:
        with self.home.session() as session:
            return service.agree(self.board(session), self.desk(session), by, opening_id, "")

    def decline(self, opening_id: str, why: str = "Not yet.", by: str = REP) -> None:
        with self.home.session() as session:
            opening.decline(self.board(session), by, opening_id, why)

    def withdraw(self, opening_id: str, by: str = LEAD) -> None:
        with self.home.session() as session:
            opening.withdraw(self.board(session), by, opening_id)

    def end(self, opening_id: str, by: str = LEAD, why: str = "Nobody is there.") -> None:
        with self.home.session() as session:
            opening.end(self.board(session), by, opening_id, why)

    def may(self, person_id: str, on: date | None = None) -> bool:
        with self.home.session() as session:
            return opening.may_check_in(session, person_id, on or self.today)

    def allowed(self, people: list[str], on: date) -> set[str]:
        with self.home.session() as session:
            return set(opening.allowed(session, people, on))


@contextmanager
def closed(home: Home) -> Iterator[Place]:
    """Lend a home as `wellbeing init` leaves it: nobody has opened anything."""
    place = Place(home)
    place.close()
    yield place


def pages_of_opening(home: Home) -> Iterator[tuple[str, str]]:
    """Yield who opens which page that is there only before check-ins open, or after two agreed."""
    place = Place(home)
    place.close()
    yield "staff", "/this-week/not-started"
    place.make_ready()
    opening_id = place.propose()
    where = f"/going-live/openings/{opening_id}"
    yield "wellbeing lead", where
    yield "staff representative", f"{where}/decide"
    # Whoever writes into every form they meet has decided by now.
    with suppress(AlreadyDecidedError):
        place.agree(opening_id)
    yield "wellbeing lead", f"{where}/end"
