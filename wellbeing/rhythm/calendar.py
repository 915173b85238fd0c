"""One week as the timetable sees it: when it runs, where, and which days are public holidays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from wellbeing.accounts.people import Organisation
from wellbeing.public_holidays import holidays_between
from wellbeing.rhythm.moments import Span, moments, next_moment
from wellbeing.rhythm.plan_store import INVITATION, REMINDER, Moment
from wellbeing.rhythm.slots import Slot
from wellbeing.week import Week

# Somebody far away lives a day ahead or behind.
AROUND = timedelta(days=1)


@dataclass(frozen=True)
class RunningWeek:
    """A week of the organisation."""

    week: Week
    span: Span
    holidays: frozenset[date]

    @classmethod
    def of(cls, organisation: Organisation, week: Week) -> Self:
        return cls(
            week,
            Span.of(week, organisation.zone),
            holidays_between(organisation.nation, week.monday - AROUND, week.sunday + AROUND),
        )

    @property
    def name(self) -> str:
        return str(self.week)

    def moments_of(self, written: Iterable[str]) -> tuple[Moment, ...]:
        """Work out the messages of each slot in this week."""
        found = []
        for each in written:
            slot = Slot.parse(each)
            asked = moments(slot, self.week, self.span, self.holidays)
            for kind, at in ((INVITATION, asked.invitation), (REMINDER, asked.reminder)):
                if at is not None:
                    found.append(_moment(each, slot, kind, at))
        return tuple(found)

    def later(self, written: str, now: datetime) -> int | None:
        """Return the second at which what is late for a slot may leave; None for never."""
        at = next_moment(Slot.parse(written), self.week, self.span, self.holidays, now)
        return None if at is None else int(at.timestamp())


def _moment(written: str, slot: Slot, kind: str, at: datetime) -> Moment:
    day = at.astimezone(ZoneInfo(slot.zone)).date()
    return Moment(written, kind, day, int(at.timestamp()))
