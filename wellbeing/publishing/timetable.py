"""What is due when: cycles open on their Monday, windows come out on the Wednesday after they close."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from wellbeing.disclosure import PUBLICATION_HOUR, Calendar, Rhythm, Window


@dataclass(frozen=True)
class Opening:
    """A cycle is to be opened."""

    cycle: int


@dataclass(frozen=True)
class Closing:
    """A window's figures are to be published."""

    window: Window


Due = Opening | Closing


def due(calendar: Calendar, zone: str, now: datetime) -> Iterator[Due]:
    """Yield all that has ever come due, in order of time; who asks skips what is done."""
    cycle = 1
    waiting: list[Window] = []
    while _moment(calendar.starts_on(cycle), time(), zone) <= now:
        yield Opening(cycle)
        waiting += windows_of(calendar, cycle)
        cycle += 1
        # A cycle's last windows come out in the first week of the next cycle, which is open then.
        while waiting and waiting[0].published_on < calendar.starts_on(cycle):
            if publication_moment(waiting[0], zone) > now:
                return
            yield Closing(waiting.pop(0))


def windows_of(calendar: Calendar, cycle: int) -> list[Window]:
    """Return all windows of a cycle in the order in which they come out, the shorter ones first."""
    windows = (window for rhythm in Rhythm for window in calendar.windows(cycle, rhythm))
    return sorted(windows, key=lambda window: window.published_on)


def publication_moment(window: Window, zone: str) -> datetime:
    """Return when a window's figures come out, on the organisation's own clock."""
    return _moment(window.published_on, time(PUBLICATION_HOUR), zone)


def _moment(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, ZoneInfo(zone))
