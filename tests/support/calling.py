"""Somebody who asks for contact now, and the responders of a small organisation, at the services."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text

from tests.support.asking import ASKER
from tests.support.at_desk import at_desk
from tests.support.house import Home
from tests.support.world import CHARACTERS
from wellbeing.database import writing
from wellbeing.responders import service
from wellbeing.responders.service import Deed, Desk, Nobody, Wanted
from wellbeing.web.choices import new_form_key

IDS = {who.name: who.id for who in CHARACTERS}
ADDRESSES = {who.name: who.work_email for who in CHARACTERS}
LEAD = IDS["wellbeing lead"]
FIRST, DEPUTY = IDS["practitioner"], IDS["peer supporter"]
REACH = "07700 900456"
MINUTES = 15


@dataclass(frozen=True)
class Callers:
    """The services of responders in one organisation."""

    home: Home

    def desk(self) -> AbstractContextManager[Desk]:
        return at_desk(self.home, Desk)

    def set_up(self, *names: str, minutes: int = MINUTES) -> None:
        """Name these, let each take it on, and set the minutes."""
        for name in names or ("practitioner", "peer supporter"):
            with self.desk() as desk:
                service.name(desk, LEAD, ADDRESSES[name])
                service.take_on(desk, IDS[name])
        with self.desk() as desk:
            service.set_minutes(desk, LEAD, minutes)

    def minutes(self) -> int:
        """Return the minutes that are set; 0 before they were."""
        with self.desk() as desk:
            found = service.minutes(desk.session)
        return found.minutes if found else 0

    def offer(self, who: str = ASKER) -> service.Offer | Nobody:
        with self.desk() as desk:
            return service.offer(desk, who)

    def ask(self, who: str = ASKER, press: str = "", reach: str = REACH) -> str:
        """Ask whoever is there; return the id of the call."""
        with self.desk() as desk:
            found = service.offer(desk, who)
            read = () if isinstance(found, Nobody) else found.ids
            wanted = Wanted(reach, True, read, press or new_form_key())
            return service.ask(desk, who, wanted)

    def mine(self, who: str = ASKER) -> tuple[service.Mine, ...]:
        with self.desk() as desk:
            return service.mine(desk, who)

    def call(self, who: str = ASKER) -> service.Call:
        return self.mine(who)[0].call

    def open_to(self, who: str) -> tuple[str, ...]:
        with self.desk() as desk:
            return tuple(one.filed.id for one in service.asked_of(desk, who))

    def look(self, call_id: str, who: str = FIRST) -> service.Asked:
        with self.desk() as desk:
            return service.look(desk, who, call_id)

    def act(self, call_id: str, what: Deed, who: str = FIRST) -> None:
        with self.desk() as desk:
            service.act(desk, who, call_id, what)

    def take_back(self, call_id: str, who: str = ASKER) -> bool:
        with self.desk() as desk:
            return service.take_back(desk, who, call_id)

    def not_so(self, call_id: str, who: str = ASKER) -> bool:
        with self.desk() as desk:
            return service.not_so(desk, who, call_id)

    def leave(self, who: str) -> None:
        with self.desk() as desk:
            service.leave(desk, who)

    def notices(self) -> int:
        """Return how many notices wait, and take them away."""
        with self.home.session() as session, writing(session):
            return len(session.execute(text("DELETE FROM outbox RETURNING id")).all())

    def tick(self) -> None:
        with self.desk() as desk:
            service.keep_clock(desk)

    def forget_old(self) -> None:
        with self.desk() as desk:
            service.forget_old(desk)

    def after(self, passed: timedelta) -> None:
        """Let time pass."""
        self.home.clock.standing_at += passed


def responders_named(home: Home) -> None:
    """Let two be responders, one after the other, and no notice wait."""
    callers = Callers(home)
    callers.set_up()
    callers.notices()


NO_CALL = "no call"
UNKNOWN_CALL = {NO_CALL: "0" * 32}


@dataclass(frozen=True)
class Called:
    """Who asked for contact now, and the names of those who may open it."""

    who: str
    open_to: frozenset[str]


CALLS = {
    "called first": Called("staff", frozenset({"practitioner"})),
    "called and taken back": Called("moved", frozenset()),
}


def call_around(home: Home) -> None:
    """Let responders be named, and people ask; one of them takes it back before anybody looked."""
    callers = Callers(home)
    callers.set_up()
    for each in CALLS.values():
        callers.ask(IDS[each.who])
    back = CALLS["called and taken back"]
    callers.take_back(callers.mine(IDS[back.who])[0].id, IDS[back.who])


def call_ids_of(home: Home) -> dict[str, str]:
    """Return the ids of all calls by name, and one that nothing has."""
    callers = Callers(home)
    found = {name: callers.mine(IDS[each.who])[0].id for name, each in CALLS.items()}
    return found | UNKNOWN_CALL
