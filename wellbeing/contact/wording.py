"""Times and letters in words: one line for a time, and the ways that can be chosen."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from wellbeing.contact.reading_hours import Reading
from wellbeing.contact.times import Meeting, Said, Side, Slot
from wellbeing.content.loader import Content
from wellbeing.support.service import Wish
from wellbeing.support.wording import day_in_words, how_in_words, moment_in_words

Pairs = tuple[tuple[str, str], ...]


def slot_in_words(slot: Slot, zone: str) -> str:
    """Return `Tuesday 10 March, 9:30, for 45 minutes`."""
    return f"{moment_in_words(slot.starts_at, zone)}, for {length_in_words(slot.minutes)}"


def how_of(words: Content, slot: Slot) -> str:
    """Return `By phone`, as it stands at the beginning of a line."""
    said = how_in_words(words, slot.how)
    return said[:1].upper() + said[1:]


def length_in_words(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append("1 hour" if hours == 1 else f"{hours} hours")
    if rest:
        parts.append(f"{rest} minutes")
    return " and ".join(parts)


def facts_of(words: Content, slot: Slot, zone: str) -> Pairs:
    facts = (
        ("When", moment_in_words(slot.starts_at, zone)),
        ("How long", length_in_words(slot.minutes)),
        ("How", how_of(words, slot)),
        ("Where, or which number", slot.where),
    )
    return tuple((name, value) for name, value in facts if value)


def ways_left(words: Content, wish: Wish) -> list[tuple[str, str]]:
    """Return the ways in which the two can talk: none that the person ruled out."""
    return [(one.value, one.label) for one in words.support.ways if one.value not in wish.not_by]


def said_of(meeting: Meeting, side: Side, other: str) -> tuple[str, ...]:
    """Return what each of the two said of a time that has passed; nobody is blamed in it."""
    mine, theirs = meeting.says(side), meeting.says(side.other)
    return tuple(
        one
        for one in (
            f"You wrote: {_SAID[mine]}." if mine else "",
            f"{other} wrote: {_SAID[theirs]}." if theirs else "",
        )
        if one
    )


_SAID = {Said.TALKED: "we talked", Said.NOT_HELD: "it did not take place"}


def over_in_words(meeting: Meeting, side: Side, other: str, zone: str) -> str:
    """Return one line about a time that is over."""
    when = moment_in_words(meeting.slot.starts_at, zone)
    if meeting.called_off_by is not None:
        by = "you" if meeting.called_off_by is side else other
        return f"{when}: given up by {by}"
    said = " ".join(said_of(meeting, side, other))
    return f"{when}: {said}" if said else when


def read_in_words(reading: Reading | None, today: date) -> str:
    """Say when a letter sent now is read and usually answered."""
    if reading is None:
        return ""
    first = "today" if reading.read_on == today else f"on {day_in_words(reading.read_on)}"
    return (
        f"A letter you send now is read {first} at the earliest, "
        f"and usually answered by {day_in_words(reading.answered_by)}."
    )


def clock_troubles(at: datetime, zone: str) -> str:
    """Say what is wrong with a time that the clocks leave out or show twice; nothing where all is well.

    `at` has no zone: it is what somebody read off a clock on the wall.
    """
    here = ZoneInfo(zone)
    first, second = at.replace(tzinfo=here, fold=0), at.replace(tzinfo=here, fold=1)
    if first.utcoffset() == second.utcoffset():
        return ""
    if second.astimezone(UTC) < first.astimezone(UTC):
        return "The clocks go forward on this day and leave out this time. Choose another."
    return "The clocks go back on this day and show this time twice. Choose another."
