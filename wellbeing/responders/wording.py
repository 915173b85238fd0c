"""Calls in words: moments, who would be told until when, and where a call stands."""

from datetime import datetime
from zoneinfo import ZoneInfo

from wellbeing.responders.reaching import Offer
from wellbeing.responders.record import Deed, Did
from wellbeing.responders.service import Mine

DEEDS = {
    Deed.TAKEN: "is contacting you",
    Deed.REACHED: "said they spoke with you",
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


def offered(found: Offer, zone: str, notice_at: datetime | None) -> tuple[str, ...]:
    """Say who is told when, before anybody presses: the first now, each next one when time is over."""
    first = found.people[0].name
    lines = [_waits(first, notice_at, zone) if notice_at else f"{first} is told at once."]
    for number, one in enumerate(found.people[1:], start=1):
        until = clock_in_words(found.until(number), zone)
        lines.append(f"If nobody has taken it by {until}, {one.name} is told too.")
    last = clock_in_words(found.until(len(found.people)), zone)
    lines.append(f"If nobody has taken it by {last}, this service tells you so.")
    return tuple(lines)


def did_in_words(did: Did, mine: Mine, zone: str) -> str:
    return f"{mine.name(did.by)} {DEEDS[did.what]} ({moment_in_words(did.at, zone)})"


def history_of(mine: Mine, zone: str) -> tuple[str, ...]:
    """Say what was done, and what its person said of it, in the order in which it was."""
    lines: list[str] = []
    for one in mine.call.earlier:
        lines += [did_in_words(each, mine, zone) for each in one.did]
        at = moment_in_words(one.not_so_at, zone)
        lines.append(f"You said that this is not so, and asked to be called ({at})")
    return (*lines, *(did_in_words(each, mine, zone) for each in mine.call.did))


def goes_on(mine: Mine) -> str:
    """Say who is told, and for how long, if its person says that nobody has spoken with them."""
    if not mine.again:
        return ""
    minutes = mine.call.minutes * len(mine.again)
    return (
        f"{mine.name(mine.again[0])} is told at once. If nobody has taken it after {minutes} minutes, "
        "this service tells you so."
    )


def state_of(mine: Mine, zone: str) -> str:
    """Say in a sentence where a call is."""
    call = mine.call
    if call.is_over:
        return _over(mine, zone)
    if mine.has_it:
        return f"{mine.name(mine.has_it)} has taken it and is contacting you"
    if call.nobody_at is not None or not call.told:
        return "Nobody has taken it. Please do not wait for us"
    latest = call.told[-1]
    has_opened = latest.to in {one.by for one in call.looks}
    if latest.waits and latest.notice_at and not has_opened:
        return _waits(mine.name(latest.to), latest.notice_at, zone).rstrip(".")
    return f"{mine.name(latest.to)} was told and has not taken it yet"


def _over(mine: Mine, zone: str) -> str:
    call = mine.call
    if call.taken_back_at is not None:
        return f"Taken back by you on {moment_in_words(call.taken_back_at, zone)}"
    if call.put_back_at is not None:
        at = moment_in_words(call.put_back_at, zone)
        return f"Ended on {at}, after this service was put back"
    return f"{mine.name(call.reached.by if call.reached else '')} said they spoke with you"


def _waits(name: str, notice_at: datetime, zone: str) -> str:
    at = clock_in_words(notice_at, zone)
    return (
        f"{name} can see it at once. They had a message just before, so the next one goes at {at}."
    )
