"""Calls in words: moments, who would be told until when, and where a call stands."""

from datetime import datetime
from zoneinfo import ZoneInfo

from wellbeing.responders.reaching import Offer
from wellbeing.responders.record import Deed, Did
from wellbeing.responders.service import Mine

DEEDS = {
    Deed.TAKEN: "is contacting you",
    Deed.REACHED: "reached you",
    Deed.NOT_REACHED: "tried, and could not reach you",
}


def clock_in_words(at: datetime, zone: str) -> str:
    """Return `14:05`, in the organisation's zone."""
    here = at.astimezone(ZoneInfo(zone))
    return f"{here.hour}:{here:%M}"


def moment_in_words(at: datetime, zone: str) -> str:
    """Return `Monday 9 March, 9:00`, in the organisation's zone."""
    here = at.astimezone(ZoneInfo(zone))
    return f"{here:%A} {here.day} {here:%B}, {clock_in_words(at, zone)}"


def offered(found: Offer, zone: str) -> tuple[str, ...]:
    """Say who is told when, before anybody presses: the first now, each next one when time is over."""
    lines = [f"{found.people[0].name} is told at once."]
    for number, one in enumerate(found.people[1:], start=1):
        until = clock_in_words(found.until(number), zone)
        lines.append(f"If nobody has taken it by {until}, {one.name} is told too.")
    last = clock_in_words(found.until(len(found.people)), zone)
    lines.append(f"If nobody has taken it by {last}, this service tells you so.")
    return tuple(lines)


def did_in_words(did: Did, mine: Mine, zone: str) -> str:
    return f"{mine.name(did.by)} {DEEDS[did.what]} ({moment_in_words(did.at, zone)})"


def state_of(mine: Mine, zone: str) -> str:
    """Say in a sentence where a call is."""
    call = mine.call
    if call.taken_back_at is not None:
        return f"Taken back by you on {moment_in_words(call.taken_back_at, zone)}"
    if call.reached is not None:
        return f"{mine.name(call.reached.by)} says that they reached you"
    if mine.has_it:
        return f"{mine.name(mine.has_it)} has taken it and is contacting you"
    if call.nobody_at is not None:
        return "Nobody has taken it. Please do not wait for us"
    return f"{mine.name(call.told[-1].to)} was told and has not taken it yet"
