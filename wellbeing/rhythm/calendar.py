"""One week as the timetable sees it: when it runs, where, and which days are public holidays."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Self

from wellbeing.accounts.people import Organisation
from wellbeing.public_holidays import holidays_between
from wellbeing.rhythm.moments import (
    SOONEST_REMINDER,
    WINDOW,
    Frame,
    Search,
    Span,
    day_of,
    moments,
    next_moment,
    reminder_after,
)
from wellbeing.rhythm.plan_store import INVITATION, REMINDER, Moment
from wellbeing.rhythm.slots import Messages, Slot, read_slot
from wellbeing.week import Week

# Somebody far away lives a day ahead or behind.
AROUND = timedelta(days=1)


@dataclass(frozen=True)
class RunningWeek:
    """A week of the organisation; `home` is its own zone."""

    frame: Frame
    home: str

    @classmethod
    def of(cls, organisation: Organisation, week: Week) -> Self:
        first, last = week.monday - AROUND, week.sunday + AROUND
        holidays = holidays_between(organisation.nation, first, last)
        return cls(Frame(week, Span.of(week, organisation.zone), holidays), organisation.zone)

    @property
    def name(self) -> str:
        return str(self.frame.week)

    def moments_of(self, written: Iterable[str]) -> tuple[Moment, ...]:
        """Work out the messages of each slot in this week."""
        found: list[Moment] = []
        for each in written:
            slot = read_slot(each, self.home)
            asked = moments(slot, self.frame)
            found += _both(each, slot, asked.invitation, asked.reminder)
        return tuple(found)

    def later(self, written: str, kind: str, now: datetime) -> Moment | None:
        """Return the moment at which what is late for a slot may leave; None for never.

        An invitation may come on a day off when no good day is left, a reminder never.
        """
        slot = read_slot(written, self.home)
        if kind == REMINDER and slot.messages is not Messages.BOTH:
            return None
        search = Search(now, at_once=True, spare=kind == INVITATION)
        at = next_moment(slot, self.frame, search)
        return None if at is None else _moment(written, slot, kind, at)

    def from_now(
        self, written: str, search: Search, left: dict[str, int] | None = None
    ) -> tuple[Moment, ...]:
        """Work out what is still to come for somebody who is planned in the middle of the week.

        `left` are the seconds at which messages have left already: nobody gets a second one of a
        kind, and a reminder keeps its distance from the invitation that left.
        """
        slot, gone = read_slot(written, self.home), left or {}
        if REMINDER in gone:
            return ()
        if INVITATION in gone:
            invited = datetime.fromtimestamp(gone[INVITATION], UTC)
            return tuple(_both(written, slot, None, self._reminder(slot, invited, search)))
        at = moments(slot, self.frame).invitation
        if at is None or at < search.now or _is_away(slot, search, at):
            at = next_moment(slot, self.frame, search)
        reminder = None if at is None else self._reminder(slot, at, search)
        return tuple(_both(written, slot, at, reminder))

    def _reminder(self, slot: Slot, invited: datetime, search: Search) -> datetime | None:
        at = reminder_after(slot, self.frame, invited, search.now)
        if at is None or not _is_away(slot, search, at):
            return at
        earliest = max(search.now, invited + SOONEST_REMINDER)
        return next_moment(slot, self.frame, replace(search, now=earliest, spare=False))


def _is_away(slot: Slot, search: Search, at: datetime) -> bool:
    return search.away is not None and search.away.holds(day_of(slot, at))


def _both(
    written: str, slot: Slot, invitation: datetime | None, reminder: datetime | None
) -> list[Moment]:
    kinds = ((INVITATION, invitation), (REMINDER, reminder))
    return [_moment(written, slot, kind, at) for kind, at in kinds if at is not None]


def _moment(written: str, slot: Slot, kind: str, at: datetime) -> Moment:
    until = int((at + WINDOW).timestamp())
    return Moment(written, kind, day_of(slot, at), int(at.timestamp()), until)
