"""The person's side of a call: who would be told, making one, seeing what became of it, taking it back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from wellbeing.accounts import service as accounts
from wellbeing.database import writing
from wellbeing.responders.desk import Desk
from wellbeing.responders.drawer import Filed
from wellbeing.responders.reaching import Nobody, Offer, offer
from wellbeing.responders.record import Call, Did, Look, Told

SOMEBODY = "Somebody who no longer works here"


class OthersThereError(Exception):
    """Those who would be told are not those the person read about; nothing was kept."""


class OverError(Exception):
    """This press was kept before, and what came of it is over; nobody is told now."""


@dataclass(frozen=True)
class Wanted:
    """How the person wants to be reached, and those they read would be told.

    `press` names the one press that sends it, so that a second arrival of it does nothing.
    """

    reach: str
    may_leave_message: bool
    read: tuple[str, ...]
    press: str


@dataclass(frozen=True)
class Mine:
    """One call as its person sees it."""

    id: str
    call: Call
    names: dict[str, str]
    has_it: str

    def name(self, person_id: str) -> str:
        return self.names.get(person_id, SOMEBODY)


def ask(desk: Desk, person_id: str, wanted: Wanted) -> str:
    """Make a call, tell the first of those it may reach, and return its id.

    Whoever has one that somebody may still answer in time has that one. Raise OthersThereError where
    others would be told than the person read about, and OverError for an old page that is sent again.
    """
    with writing(desk.session, person_id):
        mine = desk.drawer.of_person(person_id)
        known = next((one for one in mine if one.id == wanted.press or _waits(one)), None)
        if known is not None and known.call.is_over:
            raise OverError
        if known is not None:
            return known.id
        found = offer(desk, person_id)
        if isinstance(found, Nobody) or found.ids != wanted.read:
            raise OthersThereError
        for one in mine:
            # Nobody has it: the new one takes its place.
            if not one.call.is_over:
                desk.drawer.keep(replace(one, call=one.call.taken_back(desk.now)))
        desk.drawer.file(Filed(wanted.press, _call(person_id, wanted, found)))
        desk.tell_responders(found.ids[:1])
    return wanted.press


def mine(desk: Desk, person_id: str) -> tuple[Mine, ...]:
    """Return a person's own calls, the latest first."""
    return tuple(_mine(desk, one) for one in desk.drawer.of_person(person_id))


def waiting(desk: Desk, person_id: str) -> Mine | None:
    """Return the call of this person that somebody may still answer in time."""
    found = next((one for one in desk.drawer.of_person(person_id) if _waits(one)), None)
    return None if found is None else _mine(desk, found)


def take_back(desk: Desk, person_id: str, call_id: str) -> bool:
    """Take one back; False when there is none to take back."""
    with writing(desk.session, person_id):
        found = [one for one in desk.drawer.of_person(person_id) if one.id == call_id]
        if not found or found[0].call.is_over:
            return False
        desk.drawer.keep(replace(found[0], call=found[0].call.taken_back(desk.now)))
    return True


def _call(person_id: str, wanted: Wanted, found: Offer) -> Call:
    return Call(
        asker=person_id,
        reach=wanted.reach,
        may_leave_message=wanted.may_leave_message,
        made_at=found.now,
        minutes=found.minutes,
        order=found.ids,
        told=(Told(found.ids[0], found.now),),
    )


def _waits(filed: Filed) -> bool:
    return not filed.call.is_over and filed.call.nobody_at is None


def _mine(desk: Desk, filed: Filed) -> Mine:
    call = filed.call
    ids = _people_in(call.told, call.looks, call.did) | set(call.order)
    return Mine(filed.id, call, names(desk, ids), _has_it(call, desk.now))


def _has_it(call: Call, now: datetime) -> str:
    return "" if call.is_over else call.has_it(now)


def _people_in(told: Iterable[Told], looks: Iterable[Look], did: Iterable[Did]) -> set[str]:
    return {one.to for one in told} | {one.by for one in looks} | {one.by for one in did}


def names(desk: Desk, person_ids: Iterable[str]) -> dict[str, str]:
    found = accounts.people(desk.session, sorted(set(person_ids)), desk.today)
    return {one.id: one.name for one in found}
