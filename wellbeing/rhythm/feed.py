"""Writes when a person is asked as a calendar that other programs fetch: RFC 5545, RFC 7986.

It is made from a slot alone. Nothing in it depends on answers, silence, days away, or on whether
mails are wished, so a gap tells nothing to whoever else sees that calendar (docs/adr/0030).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from wellbeing.rhythm.moments import Frame, moments
from wellbeing.rhythm.slots import Messages, Slot

# This week and the eight after it.
WEEKS = 9
LASTS = timedelta(minutes=15)
MADE_BY = "-//A page for each week//EN"
LOOK_AGAIN = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """One week's line in the calendar, at the very moment the week's message would have."""

    week: str
    begins: datetime


@dataclass(frozen=True)
class Said:
    """What a calendar says: the same for everybody of an installation."""

    title: str
    link: str
    stamp: datetime


def entries(slot: Slot, frames: Iterable[Frame]) -> tuple[Entry, ...]:
    """Return an entry for each week that has a worked day, by the code that plans the messages."""
    # Who wishes no mail may wish a calendar all the more; a calendar brings its own reminders.
    asked = replace(slot, messages=Messages.INVITATION)
    found = ((frame, moments(asked, frame).invitation) for frame in frames)
    return tuple(Entry(str(frame.week), at) for frame, at in found if at is not None)


def written(found: Iterable[Entry], said: Said, name_of: Callable[[str], str]) -> bytes:
    """Write the calendar; `name_of` gives a week's entry a name that stays the same."""
    # Few requests need it, and it is slow to load.
    from icalendar import Calendar, Event, vText

    calendar = Calendar()
    for name, value in (("prodid", MADE_BY), ("version", "2.0"), ("method", "PUBLISH")):
        calendar.add(name, value)
    for name in ("name", "x-wr-calname"):
        # The library escapes only texts it knows to be texts.
        calendar.add(name, vText(said.title))
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    for entry in found:
        event = Event()
        event.add("uid", name_of(entry.week))
        event.add("dtstamp", said.stamp)
        # Instants in UTC: right through every clock change, and no word of where somebody lives.
        event.add("dtstart", entry.begins)
        event.add("dtend", entry.begins + LASTS)
        event.add("summary", said.title)
        event.add("description", said.link)
        event.add("url", said.link)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text
