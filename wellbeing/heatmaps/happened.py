"""Which events of the organisation a picture marks, and why each of the others stands only beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wellbeing.organisation_events.service import Event

# More marks than this would hide the figures.
MOST_MARKS = 12
BEFORE = "Over before the first month shown"
AFTER = "After the newest figures"
NO_ROOM = f"The picture has room for {MOST_MARKS}"


@dataclass(frozen=True)
class Unmarked:
    """An event that the pictures leave out, and why."""

    event: Event
    why: str


@dataclass(frozen=True)
class Happened:
    """All events: those a picture marks, the earliest first, and the others, the latest first."""

    marked: tuple[Event, ...] = ()
    unmarked: tuple[Unmarked, ...] = ()

    @property
    def every(self) -> tuple[Event, ...]:
        """Return all of them, the earliest first."""
        return _in_time((*self.marked, *(one.event for one in self.unmarked)))


def happened(events: Iterable[Event], first: date, last: date) -> Happened:
    """Choose what is marked between two days: what still runs on from before, then the latest."""
    known = _in_time(events)
    shown = [event for event in known if event.overlaps(first, last)]
    runs_on = [event for event in shown if event.starts_on < first]
    later = shown[len(runs_on) :]
    room = max(0, MOST_MARKS - len(runs_on))
    marked = (*runs_on[-MOST_MARKS:], *later[len(later) - room if room < len(later) else 0 :])
    others = (event for event in reversed(known) if event not in marked)
    return Happened(marked, tuple(Unmarked(event, _why(event, first, last)) for event in others))


def _in_time(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: (event.starts_on, event.name, event.id)))


def _why(event: Event, first: date, last: date) -> str:
    if event.starts_on > last:
        return AFTER
    return NO_ROOM if event.overlaps(first, last) else BEFORE
