"""When the organisation's supporters are there: which moments and days count for a promise."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wellbeing.clock import local_day
from wellbeing.public_holidays import public_holidays

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Where so many days in a row are closed, nobody can say when somebody is there again.
LONGEST_CLOSED = 400
A_DAY = timedelta(days=1)
NONE = timedelta()
Hours = tuple[time, time] | None


class NobodyThereError(Exception):
    """No moment ahead is staffed: nothing can be promised."""


@dataclass(frozen=True)
class StaffedHours:
    """The week of an organisation's supporters, and the days on which it does not hold.

    From a day's opening up to its closing somebody is there; at the moment of closing nobody is. A
    day whose closing is not after its opening counts as closed. Where the clock jumps in staffed
    hours, an hour that comes twice counts once, and one that is left out is taken by the old clock.
    """

    zone: str
    nation: str
    weekdays: tuple[Hours, ...]
    closed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a week that has not seven days."""
        if len(self.weekdays) != len(DAYS):
            raise ValueError("a week of staffed hours has seven days, Monday first")

    def is_open(self, at: datetime) -> bool:
        """Say whether somebody is there at a moment."""
        return any(first <= at < last for first, last in self._on(local_day(at, self.zone)))

    def is_working_day(self, day: date) -> bool:
        """Say whether somebody is there on a day at all."""
        return next(self._on(day), None) is not None

    def next_open(self, at: datetime) -> datetime:
        """Return the moment itself when somebody is there, else the next opening.

        Raise NobodyThereError when no day of the next year is staffed.
        """
        return self.after(at, NONE)

    def after(self, at: datetime, working: timedelta) -> datetime:
        """Return the moment when so much staffed time has passed: always one at which somebody is there.

        Time that is used up just at a closing ends at the next opening. Raise NobodyThereError when
        no day of a year ahead is staffed.
        """
        left = working
        for first, last in self._openings(at.astimezone(UTC)):
            if left < last - first:
                return first + left
            left -= last - first
        raise NobodyThereError

    def between(self, first: datetime, last: datetime) -> timedelta:
        """Return how much staffed time lies between two moments."""
        found = NONE
        for opens, closes in self._openings(first):
            if opens >= last:
                break
            found += min(closes, last) - opens
        return found

    def working_day_after(self, day: date, count: int) -> date:
        """Return the day on which so many staffed days have come; the day itself is never counted.

        Raise NobodyThereError when no day of a year ahead is staffed.
        """
        last, idle = day, 0
        while count:
            last += A_DAY
            is_working = self.is_working_day(last)
            count -= is_working
            idle = 0 if is_working else idle + 1
            if idle > LONGEST_CLOSED:
                raise NobodyThereError
        return last

    def in_words(self) -> tuple[str, ...]:
        """Return the week in lines: `Monday to Friday, 9:00 to 17:00`; none where nobody is ever there."""
        runs: list[tuple[int, int]] = []
        for day in range(len(DAYS)):
            if runs and self._hours_of(day) == self._hours_of(runs[-1][1]):
                runs[-1] = (runs[-1][0], day)
            else:
                runs.append((day, day))
        return tuple(
            f"{_days(first, last)}, {_clock(hours[0])} to {_clock(hours[1])}"
            for first, last in runs
            if (hours := self._hours_of(first)) is not None
        )

    def _hours_of(self, weekday: int) -> Hours:
        hours = self.weekdays[weekday]
        return hours if hours and hours[0] < hours[1] else None

    def _on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Give the staffed time of a day, if there is any, in UTC."""
        hours = self._hours_of(day.weekday())
        if hours is None or day in self.closed or day in public_holidays(self.nation, day.year):
            return
        first, last = (self._at(day, one) for one in hours)
        if first < last:  # A jump of the clock can swallow a short opening at night.
            yield first, last

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, ZoneInfo(self.zone)).astimezone(UTC)

    def _openings(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Give staffed times from a moment on, until a year has none."""
        day, idle = local_day(at, self.zone), 0
        while idle <= LONGEST_CLOSED:
            idle += 1
            for first, last in self._on(day):
                if at < last:
                    yield max(at, first), last
                    idle = 0
            day += A_DAY


def _days(first: int, last: int) -> str:
    if first == last:
        return DAYS[first]
    joined = "and" if last == first + 1 else "to"
    return f"{DAYS[first]} {joined} {DAYS[last]}"


def _clock(one: time) -> str:
    return f"{one.hour}:{one:%M}"


# Until the wellbeing lead has said otherwise.
USUAL_DAY = (time(9), time(17))
USUAL_WEEK: tuple[Hours, ...] = (*(USUAL_DAY,) * 5, None, None)
