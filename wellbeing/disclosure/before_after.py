"""Whether a published figure was different before something was done, and after.

The same people's range before and their range after are laid side by side, both to one decimal as
everybody reads them. Only where they do not touch is one called higher or lower; where they do,
nothing is said either way. It says that a figure changed, never that what was done changed it.

Levels next to each other are read from the same numbers and lean on each other. So the two windows
stand apart: the last one that was over before, and the newest, at least as many months later as a
cycle has. Ours, where the amendment is silent.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wellbeing.disclosure.calendar import WINDOWS, Calendar, Rhythm, Window, month_of
from wellbeing.disclosure.figures import Released, figure, windows_in
from wellbeing.disclosure.indicators import Indicator
from wellbeing.disclosure.reader import Reader


class Apart(StrEnum):
    """What two ranges allow to be said."""

    HIGHER = "higher"
    LOWER = "lower"
    TOUCHING = "touching"


@dataclass(frozen=True)
class BeforeAndAfter:
    """Two published figures of one group, and whether their ranges are apart."""

    before: Released
    after: Released

    @property
    def apart(self) -> Apart:
        return apart(self.before, self.after)


def apart(before: Released, after: Released) -> Apart:
    """Say higher or lower only where no level lies in both ranges, ends included."""
    if after.low > before.high:
        return Apart.HIGHER
    if after.high < before.low:
        return Apart.LOWER
    return Apart.TOUCHING


def before_and_after(
    reader: Reader,
    calendar: Calendar,
    unit_key: str,
    on: date,
    indicator: str = Indicator.CONDITIONS,
) -> BeforeAndAfter | None:
    """Lay a unit's own figures before and after a day side by side; None where one is missing.

    A pool's figure holds other teams as well, so it says nothing about one of them.
    """
    over = _last_over(calendar, on)
    if over is None or not reader.book.cells:
        return None
    find = _Finder(reader, calendar, unit_key, indicator)
    before = find.at(over)
    newest = month_of(Rhythm.WEEK, reader.book.newest)
    later = range(newest, over.index + WINDOWS - 1, -1)
    after = next((found for one in later if (found := find.at(calendar.window(one)))), None)
    if before is None or after is None or not find.is_same_group(before.window, after.window):
        return None
    return BeforeAndAfter(before, after)


@dataclass(frozen=True)
class _Finder:
    """Looks for a unit's own figures of one indicator."""

    reader: Reader
    calendar: Calendar
    unit_key: str
    indicator: str

    def at(self, month: Window) -> Released | None:
        """Return the figure with which a month ended: the month's, or that of its last week."""
        window = windows_in(self.reader.book, self.calendar, self.unit_key, month)[-1]
        found = figure(self.reader, self.calendar, self.unit_key, window, self.indicator)
        return found if isinstance(found, Released) else None

    def is_same_group(self, first: Window, last: Window) -> bool:
        """Say whether a team is still what it was: a new roster may have made another of it."""
        series = self.reader.book.lineage.series
        one, other = ((window.cycle, self.unit_key) for window in (first, last))
        return series.get(one) == series.get(other)


def _last_over(calendar: Calendar, on: date) -> Window | None:
    """Return the last month that had ended before a day; none lies before the first cycle."""
    cycle = calendar.cycle_at(on)
    if cycle < 1:
        return None
    over = [window for window in calendar.windows(cycle) if window.ends_on < on]
    if over:
        return over[-1]
    return calendar.windows(cycle - 1)[-1] if cycle > 1 else None
