"""The publishing calendar: cycles of 13 weeks, each cut into windows of four, four and five weeks."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from wellbeing.week import Week

WINDOW_WEEKS = (4, 4, 5)
CYCLE_WEEKS = sum(WINDOW_WEEKS)
WINDOWS = len(WINDOW_WEEKS)
MONDAY = 1
# A window closes on Sunday at midnight and is published on the Wednesday after, at six.
DAYS_TO_PUBLICATION = 3
PUBLICATION_HOUR = 6


@dataclass(frozen=True, order=True)
class Window:
    """The weeks that one published figure covers, called a month on pages."""

    cycle: int
    number: int
    first: Week
    last: Week

    @property
    def index(self) -> int:
        """Count windows through all cycles, from 0: how the reader measures time."""
        return (self.cycle - 1) * WINDOWS + self.number - 1

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

    def windows(self, cycle: int) -> tuple[Window, ...]:
        first = Week.of(self.starts_on(cycle))
        found = []
        for number, weeks in enumerate(WINDOW_WEEKS, start=1):
            found.append(Window(cycle, number, first, first.plus(weeks - 1)))
            first = first.plus(weeks)
        return tuple(found)

    def window(self, index: int) -> Window:
        """Return the window with this running number, see `Window.index`."""
        cycle, number = divmod(index, WINDOWS)
        return self.windows(cycle + 1)[number]


# Asked for each person of a cohort.
@lru_cache(maxsize=64)
def _weeks(first: Week, count: int) -> tuple[Week, ...]:
    return tuple(first.plus(n) for n in range(count))
