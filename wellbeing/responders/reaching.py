"""Whom a call would reach now, and by when: those who took it on, are there, and do not lead its person."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Person
from wellbeing.cover import service as cover
from wellbeing.cover.hours import NobodyThereError, StaffedHours
from wellbeing.responders import roll_store
from wellbeing.responders.desk import Desk
from wellbeing.responders.passing import Standing
from wellbeing.responders.record import Call

MOST_IN_ORDER = 3


@dataclass(frozen=True)
class Offer:
    """Who would be told, in their order: each has so many minutes before the next one is told."""

    people: tuple[Person, ...]
    minutes: int
    now: datetime
    hours: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.people)

    def until(self, number: int) -> datetime:
        """Return until when the first so many have time."""
        return self.now + timedelta(minutes=self.minutes * number)


@dataclass(frozen=True)
class Nobody:
    """Nobody can be told now: whether anybody ever can, and when the hours begin again."""

    is_set_up: bool
    hours: tuple[str, ...]
    opens_at: datetime | None


def offer(desk: Desk, person_id: str) -> Offer | Nobody:
    """Return who would be told if this person pressed now.

    No more are promised than have their whole time before the hours end: a promise for tomorrow is
    none for somebody who is not safe.
    """
    set_minutes = roll_store.minutes(desk.session)
    hours = cover.staffed_hours(desk.session)
    found = _able(desk, person_id, away_too=False)
    if set_minutes is None or not _has_taken_on(desk):
        return Nobody(is_set_up=False, hours=hours.in_words(), opens_at=None)
    fits = _fits(hours, desk.now, set_minutes.minutes)
    people = found[: min(fits, MOST_IN_ORDER)]
    if not people:
        return Nobody(is_set_up=True, hours=hours.in_words(), opens_at=_opens(hours, desk.now))
    return Offer(people, set_minutes.minutes, desk.now, hours.in_words())


def standing(desk: Desk, call: Call) -> Standing:
    """Return who of a call may answer and is there now."""
    able = frozenset(one.id for one in _able(desk, call.asker, away_too=False))
    return Standing(desk.now, cover.staffed_hours(desk.session).is_open(desk.now), able)


def again(desk: Desk, call: Call) -> tuple[str, ...]:
    """Return who would be told, in their order, if its person said now that nobody spoke with them.

    As ever no more than have their whole time before the hours end, and only whom they read about.
    """
    able = standing(desk, call).able
    found = [each for each in call.next_order if each in able]
    return tuple(found[: _fits(cover.staffed_hours(desk.session), desk.now, call.minutes)])


def may_read(desk: Desk, call: Call, reader_id: str) -> bool:
    """Say whether somebody it went to may open it today: still a responder, not above its person."""
    return reader_id in call.can_open and reader_id in {
        one.id for one in _able(desk, call.asker, away_too=True)
    }


def _able(desk: Desk, person_id: str, *, away_too: bool) -> tuple[Person, ...]:
    session, today = desk.session, desk.today
    above = accounts.line_managers(session, person_id, today) | {person_id}
    named = [
        one
        for one in roll_store.named(session)
        if one.is_taken_on and one.person_id not in above and (away_too or not one.is_away(today))
    ]
    ids = [one.person_id for one in named]
    away = {} if away_too else cover.away(session, ids, today, today)
    found = (accounts.person(session, each, today) for each in ids if each not in away)
    return tuple(one for one in found if one is not None)


def _has_taken_on(desk: Desk) -> bool:
    return any(one.is_taken_on for one in roll_store.named(desk.session))


def _fits(hours: StaffedHours, now: datetime, minutes: int) -> int:
    """Return how many have their whole time one after the other before the hours end."""
    if not hours.is_open(now):
        return 0
    numbers = range(1, MOST_IN_ORDER + 1)
    ends = ((number, timedelta(minutes=minutes * number)) for number in numbers)
    return sum(hours.after(now, wait) == now + wait for _, wait in ends)


def _opens(hours: StaffedHours, now: datetime) -> datetime | None:
    """Return when somebody is there again, where nobody is at this moment."""
    try:
        return None if hours.is_open(now) else hours.next_open(now)
    except NobodyThereError:
        return None
