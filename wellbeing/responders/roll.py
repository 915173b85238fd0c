"""The roll of responders: the wellbeing lead names them and their minutes, each takes it on and says when not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.audit import service as audit
from wellbeing.database import writing
from wellbeing.responders import roll_store
from wellbeing.responders.desk import Desk
from wellbeing.responders.roll_store import Minutes, Named

ABOUT = "responders"
# More would be a crowd that a person in need has to read about.
MOST_NAMED = 5
# Longer is no promise to somebody who is not safe.
MINUTES = (5, 10, 15, 20, 30, 60)


class NotTheirsError(Exception):
    """Only a wellbeing lead names responders."""


class UnknownAddressError(Exception):
    """Nobody who works here has this address."""


class FullError(Exception):
    """There are as many as there can be."""


@dataclass(frozen=True)
class OnRoll:
    """Somebody on the roll, by name; one who has left is named as such."""

    named: Named
    name: str
    works_here: bool


def on_roll(desk: Desk) -> tuple[OnRoll, ...]:
    """Return everybody who was named, in their order."""
    found = roll_store.named(desk.session)
    people = accounts.people(desk.session, [one.person_id for one in found], desk.today)
    names = {one.id: one.name for one in people}
    here = set(accounts.present(desk.session, desk.today))
    return tuple(
        OnRoll(one, names.get(one.person_id, "Somebody who has left"), one.person_id in here)
        for one in found
    )


def minutes(session: Session) -> Minutes | None:
    return roll_store.minutes(session)


def is_set_up(session: Session, today: date) -> tuple[int, bool]:
    """Return how many have taken it on and work here, and whether the minutes are set."""
    here = set(accounts.present(session, today))
    found = [one for one in roll_store.named(session) if one.is_taken_on and one.person_id in here]
    return len(found), roll_store.minutes(session) is not None


def own(session: Session, person_id: str) -> Named | None:
    """Return how somebody was named, if they were."""
    return next((one for one in roll_store.named(session) if one.person_id == person_id), None)


def name(desk: Desk, lead_id: str, address: str) -> str:
    """Name somebody of the roster, last in the order, and tell them; return their name."""
    with _leading(desk, lead_id) as scribe:
        person = accounts.person_at(desk.session, address, desk.today)
        if person is None:
            raise UnknownAddressError
        found = roll_store.named(desk.session)
        if person.id in {one.person_id for one in found}:
            return person.name
        if len(found) >= MOST_NAMED:
            raise FullError
        place = max((one.place for one in found), default=0) + 1
        roll_store.keep(desk.session, Named(person.id, place, lead_id, desk.today))
        desk.tell_responders([person.id])
        _note(desk, scribe, person.id)
    return person.name


def remove(desk: Desk, lead_id: str, person_id: str) -> None:
    """Take somebody off the roll; what they could open they can open no longer."""
    with _leading(desk, lead_id) as scribe:
        if own(desk.session, person_id) is not None:
            roll_store.remove(desk.session, person_id)
            _note(desk, scribe, person_id)


def put_first(desk: Desk, lead_id: str, person_id: str) -> None:
    """Let somebody be told before the others."""
    with _leading(desk, lead_id) as scribe:
        found = roll_store.named(desk.session)
        wanted = next((one for one in found if one.person_id == person_id), None)
        if wanted is None or wanted == found[0]:
            return
        others = [one for one in found if one is not wanted]
        for place, one in enumerate([wanted, *others], start=1):
            roll_store.keep(desk.session, replace(one, place=place))
        _note(desk, scribe, person_id)


def set_minutes(desk: Desk, lead_id: str, new: int) -> None:
    """Set in how many minutes each of them takes a call on; calls that are open keep theirs."""
    with _leading(desk, lead_id) as scribe:
        before = roll_store.minutes(desk.session)
        if before is None or before.minutes != new:
            roll_store.set_minutes(desk.session, Minutes(new, lead_id, desk.today))
            _note(desk, scribe)


def take_on(desk: Desk, person_id: str) -> None:
    """Somebody who was named takes it on; twice is once."""
    with _changing(desk, person_id) as mine:
        if mine is not None and not mine.is_taken_on:
            roll_store.keep(desk.session, replace(mine, taken_on=desk.today))


def leave(desk: Desk, person_id: str) -> None:
    """Somebody who was named does not want it, or not any more; nobody asks why."""
    with _changing(desk, person_id) as mine:
        if mine is not None:
            roll_store.remove(desk.session, person_id)


def be_away(desk: Desk, person_id: str, until: date | None) -> None:
    """Say that somebody is not there up to a day, or is there again."""
    with _changing(desk, person_id) as mine:
        if mine is not None:
            roll_store.keep(desk.session, replace(mine, away_until=until))


def forget_person(session: Session, person_id: str) -> None:
    """Take somebody off the roll, and their name off what they set; no commit is made."""
    roll_store.remove(session, person_id)
    roll_store.forget_who(session, person_id)


def _note(desk: Desk, scribe: audit.Scribe, subject: str = "") -> None:
    scribe.note(desk.session, audit.Act(audit.Kind.RESPONDERS_SET, subject))


@contextmanager
def _changing(desk: Desk, person_id: str) -> Iterator[Named | None]:
    with writing(desk.session, ABOUT):
        yield own(desk.session, person_id)


@contextmanager
def _leading(desk: Desk, lead_id: str) -> Iterator[audit.Scribe]:
    lead = accounts.person(desk.session, lead_id, desk.today)
    if lead is None or Role.WELLBEING_LEAD.value not in lead.roles:
        raise NotTheirsError
    with writing(desk.session, ABOUT):
        actor = audit.Actor(lead_id, Role.WELLBEING_LEAD.value)
        yield audit.Scribe(desk.vault, actor, desk.today)
