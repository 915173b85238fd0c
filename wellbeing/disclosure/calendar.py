"""The publishing calendar: cycles of 13 weeks, each cut into months of four, four and five weeks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType

from wellbeing.week import Week


class Rhythm(StrEnum):
    """How long the windows of a figure are: a week, a month of the cycle, or the whole cycle."""

    WEEK = "week"
    MONTH = "month"
    CYCLE = "cycle"


MONTHS = (4, 4, 5)
CYCLE_WEEKS = sum(MONTHS)
WINDOW_WEEKS: Mapping[Rhythm, tuple[int, ...]] = MappingProxyType(
    {
        Rhythm.WEEK: (1,) * CYCLE_WEEKS,
        Rhythm.MONTH: MONTHS,
        Rhythm.CYCLE: (CYCLE_WEEKS,),
    }
)
PER_CYCLE: Mapping[Rhythm, int] = MappingProxyType(
    {rhythm: len(weeks) for rhythm, weeks in WINDOW_WEEKS.items()}
)
# Months in a cycle.
WINDOWS = PER_CYCLE[Rhythm.MONTH]
MONDAY = 1
# A window closes on Sunday at midnight and is published on the Wednesday after, at six.
DAYS_TO_PUBLICATION = 3
PUBLICATION_HOUR = 6


@dataclass(frozen=True, order=True)
class WindowName:
    """A window among all that ever were: its rhythm, and its running number within that."""

    rhythm: Rhythm
    index: int

    @classmethod
    def parse(cls, written: str) -> "WindowName":
        """Read `month 14`; raise ValueError for anything else."""
        rhythm, _, index = written.partition(" ")
        return cls(Rhythm(rhythm), int(index))

    def __str__(self) -> str:
        return f"{self.rhythm} {self.index}"


@dataclass(frozen=True, order=True)
class Window:
    """The weeks that one published figure covers: a month unless its rhythm says otherwise."""

    cycle: int
    number: int
    first: Week
    last: Week
    rhythm: Rhythm = Rhythm.MONTH

    @property
    def index(self) -> int:
        """Count the windows of this rhythm through all cycles, from 0."""
        return (self.cycle - 1) * PER_CYCLE[self.rhythm] + self.number - 1

    @property
    def name(self) -> WindowName:
        return WindowName(self.rhythm, self.index)

    @property
    def month(self) -> int:
        """Return the running number of the month in which it ends: how the reader measures time."""
        return month_of(self.rhythm, self.index)

    @property
    def weeks(self) -> tuple[Week, ...]:
        return _weeks(self.first, self.last.since(self.first) + 1)

    @property
    def starts_on(self) -> date:
        return self.first.monday

    @property
    def ends_on(self) -> date:
        return self.last.sunday

    @property
    def published_on(self) -> date:
        return self.ends_on + timedelta(days=DAYS_TO_PUBLICATION)

    def weeks_before(self, count: int) -> tuple[Week, ...]:
        return _weeks(self.first.plus(-count), count)


@dataclass(frozen=True)
class Calendar:
    """Cycles follow each other from the first cycle's Monday, whatever the year does."""

    first_monday: date

    def __post_init__(self) -> None:
        if self.first_monday.isoweekday() != MONDAY:
            raise ValueError(f"the first cycle must start on a Monday, not on {self.first_monday}")

    def cycle_at(self, day: date) -> int:
        """Return the number of the cycle a day lies in: 1 for the first, 0 or less before it."""
        return (day - self.first_monday).days // (7 * CYCLE_WEEKS) + 1

    def starts_on(self, cycle: int) -> date:
        return self.first_monday + timedelta(weeks=CYCLE_WEEKS * (cycle - 1))

    def windows(self, cycle: int, rhythm: Rhythm = Rhythm.MONTH) -> tuple[Window, ...]:
        return _windows(self.starts_on(cycle), cycle, rhythm)

    def window(self, index: int, rhythm: Rhythm = Rhythm.MONTH) -> Window:
        """Return the window of this rhythm with this running number, see `Window.index`."""
        cycle, number = divmod(index, PER_CYCLE[rhythm])
        return self.windows(cycle + 1, rhythm)[number]


# Asked for each month of each unit on a map, and about each week in it.
@lru_cache(maxsize=256)
def _windows(starts_on: date, cycle: int, rhythm: Rhythm) -> tuple[Window, ...]:
    first = Week.of(starts_on)
    found = []
    for number, weeks in enumerate(WINDOW_WEEKS[rhythm], start=1):
        found.append(Window(cycle, number, first, first.plus(weeks - 1), rhythm))
        first = first.plus(weeks)
    return tuple(found)


@lru_cache(maxsize=1024)
def month_of(rhythm: Rhythm, index: int) -> int:
    """Return the running number of the month in which a window ends."""
    cycle, number = divmod(index, PER_CYCLE[rhythm])
    last_week = sum(WINDOW_WEEKS[rhythm][: number + 1])
    ends = tuple(accumulate(MONTHS))
    return cycle * WINDOWS + sum(end < last_week for end in ends)


# Asked for each person of a cohort.
@lru_cache(maxsize=64)
def _weeks(first: Week, count: int) -> tuple[Week, ...]:
    return tuple(first.plus(n) for n in range(count))
