"""What the two people of a case do here: offer, pick, move and call off times, and write letters.

Every change runs in a transaction about the person who asked, in which it is read again whose the
case is and what stands: of two who act at once the second is told what the first did.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from wellbeing.audit import service as audit
from wellbeing.contact.folder import Folder
from wellbeing.contact.papers import LONGEST_LETTER, Letter, Papers, Thread
from wellbeing.contact.times import NotPossibleError, Said, Side, Slot, Times
from wellbeing.messages import service as messages
from wellbeing.support import service as support
from wellbeing.support.pools import heard_as
from wellbeing.support.service import NotThereError, Office, OpenCase

SLOT_BYTES = 8
_NOTICES = {Side.ASKER: messages.Kind.REQUEST_TAKEN, Side.CONTACT: messages.Kind.REQUEST}


@dataclass(frozen=True)
class Wanted:
    """A time somebody would like to offer."""

    starts_at: datetime
    minutes: int
    how: str
    where: str = ""


@dataclass(frozen=True)
class Visitor:
    """One of the two people of a case, at the pages of that case."""

    office: Office
    person_id: str
    request_id: str


def opened(visitor: Visitor) -> None:
    """Note that somebody opens the pages; a contact's look is kept before anything is shown."""
    office = visitor.office
    with support.changing_case(office, visitor.person_id, visitor.request_id) as case:
        side, papers = _side_of(case, visitor), Folder(office).of(case.id)
        thread = papers.with_contact(case.contact)
        after = thread.opened_by(side, office.today)
        if after != thread:
            _keep(office, case.id, papers, after)
        if side is Side.CONTACT:
            actor = audit.Actor(case.contact, heard_as(office, case.contact, case.wish).value)
            scribe = audit.Scribe(office.vault, actor, office.today)
            audit.look(office.session, scribe, case.asker, audit.Kind.LOOK_REQUEST)


def offer(visitor: Visitor, wanted: tuple[Wanted, ...], seen: int) -> None:
    """Offer times in ways the person has not ruled out; only the contact can."""
    slots = tuple(
        Slot(secrets.token_hex(SLOT_BYTES), one.starts_at, one.minutes, one.how, one.where)
        for one in wanted
    )

    def offered(case: OpenCase, times: Times) -> Times:
        if any(one.how in case.wish.not_by for one in slots):
            raise NotPossibleError("the person asked not to be met in this way")
        return times.offer(slots, seen, visitor.office.now)

    _change_times(visitor, Side.CONTACT, offered)


def take_back(visitor: Visitor, seen: int) -> None:
    """Take back what is offered; only the contact can."""
    _change_times(visitor, Side.CONTACT, lambda _case, times: times.take_back(seen))


def pick(visitor: Visitor, slot_id: str) -> None:
    """Agree on an offered time; only the person who asked can."""
    now = visitor.office.now
    _change_times(visitor, Side.ASKER, lambda _case, times: times.pick(slot_id, now))


def refuse(visitor: Visitor, words: str, seen: int) -> None:
    """Say that none of the offered times fits; only the person who asked can."""
    _change_times(visitor, Side.ASKER, lambda _case, times: times.refuse(words, seen))


def ask_for_another(visitor: Visitor, slot_id: str, words: str) -> None:
    """Give up the agreed time and ask for another; only the person who asked can."""
    now = visitor.office.now
    _change_times(
        visitor, Side.ASKER, lambda _case, times: times.ask_for_another(slot_id, words, now)
    )


def call_off(visitor: Visitor, slot_id: str) -> None:
    """Give up the agreed time; both can, and neither is asked why."""
    now = visitor.office.now
    _change(
        visitor,
        lambda _case, side, one: replace(one, times=one.times.call_off(slot_id, side, now)),
    )


def say(visitor: Visitor, slot_id: str, said: Said) -> None:
    """Say of a time that has passed whether the two talked; nothing follows from it."""
    now = visitor.office.now
    _change(
        visitor,
        lambda _case, side, one: replace(one, times=one.times.say(slot_id, side, said, now)),
    )


def write(visitor: Visitor, text: str, press: str) -> None:
    """Send a letter; FullError when the thread holds as many as it can."""
    if not text or len(text) > LONGEST_LETTER:
        raise ValueError(f"a letter has 1 to {LONGEST_LETTER} characters")
    today = visitor.office.today
    _change(visitor, lambda _case, side, one: one.write(Letter(side, today, text, press)))


def _change_times(visitor: Visitor, only: Side, act: Callable[[OpenCase, Times], Times]) -> None:
    def changed(case: OpenCase, side: Side, thread: Thread) -> Thread:
        if side is not only:
            raise NotThereError
        return replace(thread, times=act(case, thread.times))

    _change(visitor, changed)


def _change(visitor: Visitor, act: Callable[[OpenCase, Side, Thread], Thread]) -> None:
    """Do it; the other one is told, unless an earlier notice still waits for them."""
    office = visitor.office
    with support.changing_case(office, visitor.person_id, visitor.request_id) as case:
        side, papers = _side_of(case, visitor), Folder(office).of(case.id)
        before = papers.with_contact(case.contact)
        after = act(case, side, before)
        if after == before:
            return
        _keep(office, case.id, papers, after.waiting_for(side.other))
        if side.other not in before.waits_for:
            other = case.contact if side is Side.ASKER else case.asker
            office.tell(_NOTICES[side.other], [other])


def _keep(office: Office, request_id: str, papers: Papers, thread: Thread) -> None:
    Folder(office).keep(request_id, papers.having(thread), is_new=not papers.threads)


def _side_of(case: OpenCase, visitor: Visitor) -> Side:
    return Side.ASKER if visitor.person_id == case.asker else Side.CONTACT
