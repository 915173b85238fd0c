"""The person's side of a call: making one, seeing what became of it, saying what is not so, taking it back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from wellbeing.accounts import service as accounts
from wellbeing.database import writing
from wellbeing.responders.desk import Desk
from wellbeing.responders.drawer import Filed
from wellbeing.responders.passing import kept
from wellbeing.responders.reaching import Nobody, Offer, again, offer, standing
from wellbeing.responders.record import Call, Told

SOMEBODY = "Somebody who no longer works here"
# Whoever had a notice by a call that was taken back gets the next one so long after it: no longer than
# anybody ever has for a call, and no more of them than that, however often somebody presses.
QUIET = timedelta(minutes=5)
# So long the way to ask anew also leads to the one that somebody said was done.
LATELY = timedelta(days=1)
# Of calls that were taken back before anybody opened them, no more are kept beside the others.
MOST_TAKEN_BACK = 20


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
    # Who would be told if its person said now that nobody has spoken with them; nobody while it goes on.
    again: tuple[str, ...] = ()

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
        # Without its key a row is as good as gone; the next hour removes it.
        desk.drawer.destroy_keys(_too_many(mine))
        told = _told_now(desk, mine, found.ids[0])
        desk.drawer.file(Filed(wanted.press, _call(person_id, wanted, found, told)))
        desk.tell_responders([] if told.waits else [told.to])
    return wanted.press


def mine(desk: Desk, person_id: str) -> tuple[Mine, ...]:
    """Return a person's own calls, the latest first."""
    found = desk.drawer.of_person(person_id)
    return tuple(_mine(desk, one, is_latest=one is found[0]) for one in found)


def waiting(desk: Desk, person_id: str) -> Mine | None:
    """Return the call of this person that somebody may still answer in time."""
    found = next((one for one in desk.drawer.of_person(person_id) if _waits(one)), None)
    return None if found is None else _mine(desk, found)


def claimed(desk: Desk, person_id: str) -> Mine | None:
    """Return the latest call, where somebody said lately that they spoke with this person, if it can go on."""
    found = next(iter(desk.drawer.of_person(person_id)), None)
    said = found.call.reached if found else None
    if found is None or said is None or desk.now >= said.at + LATELY:
        return None
    latest = _mine(desk, found, is_latest=True)
    return latest if latest.again else None


def notice_from(desk: Desk, person_id: str, to: str) -> datetime | None:
    """Return from when somebody gets a notice, if this person asked now; None where one goes at once."""
    return _notice_from(desk, desk.drawer.of_person(person_id), to)


def not_so(desk: Desk, person_id: str, call_id: str) -> bool:
    """Let it go on at once to the next one: nobody has spoken with this person, whoever said so.

    False where nobody says so any more, or they have asked anew meanwhile.
    """
    with writing(desk.session, person_id):
        mine = desk.drawer.of_person(person_id)
        found = next((one for one in mine if one.id == call_id and one.call.reached), None)
        if found is None or any(not one.call.is_over for one in mine):
            return False
        call = found.call.not_so(again(desk, found.call), desk.now)
        call = kept(call, standing(desk, call))
        desk.drawer.keep(replace(found, call=call))
        desk.tell_responders(one.to for one in call.told)
    return True


def take_back(desk: Desk, person_id: str, call_id: str) -> bool:
    """Take one back; False when there is none to take back."""
    with writing(desk.session, person_id):
        found = [one for one in desk.drawer.of_person(person_id) if one.id == call_id]
        if not found or found[0].call.is_over:
            return False
        desk.drawer.keep(replace(found[0], call=found[0].call.taken_back(desk.now)))
    return True


def _call(person_id: str, wanted: Wanted, found: Offer, told: Told) -> Call:
    return Call(
        asker=person_id,
        reach=wanted.reach,
        may_leave_message=wanted.may_leave_message,
        made_at=found.now,
        minutes=found.minutes,
        order=found.ids,
        told=(told,),
    )


def _told_now(desk: Desk, mine: Iterable[Filed], to: str) -> Told:
    notice_at = _notice_from(desk, mine, to)
    return Told(to, desk.now, notice_at, waits=notice_at is not None)


def _notice_from(desk: Desk, mine: Iterable[Filed], to: str) -> datetime | None:
    until = (
        _quiet_until(told)
        for one in mine
        if one.call.taken_back_at is not None and one.call.nobody_at is None
        for told in one.call.ever_told
        if told.to == to
    )
    latest = max(until, default=None) if desk.sends_mail else None
    return None if latest is None or desk.now >= latest else latest


def _quiet_until(told: Told) -> datetime:
    """Return until when a responder gets no other notice.

    One that waited knows it itself: the call whose notice went may not be kept any more.
    """
    if told.waits and told.notice_at:
        return told.notice_at
    return (told.notice_at or told.at) + QUIET


def _too_many(mine: Iterable[Filed]) -> tuple[str, ...]:
    """Return the calls, taken back before anybody opened them, that are too many; the latest stay."""
    unseen = [one.id for one in mine if one.call.taken_back_at and not one.call.looks]
    return tuple(unseen[MOST_TAKEN_BACK:])


def _waits(filed: Filed) -> bool:
    return not filed.call.is_over and filed.call.nobody_at is None


def _mine(desk: Desk, filed: Filed, *, is_latest: bool = False) -> Mine:
    call = filed.call
    has_it = "" if call.is_over else call.has_it(desk.now)
    goes_on = again(desk, call) if is_latest and call.reached else ()
    return Mine(filed.id, call, names(desk, call.people), has_it, goes_on)


def names(desk: Desk, person_ids: Iterable[str]) -> dict[str, str]:
    found = accounts.people(desk.session, sorted(set(person_ids)), desk.today)
    return {one.id: one.name for one in found}
