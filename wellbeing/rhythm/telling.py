"""Says in plain words when a person is asked; from their own wish alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from wellbeing.rhythm.calendar import RunningWeek
from wellbeing.rhythm.moments import moments
from wellbeing.rhythm.service import Desk, Messages, Wish
from wellbeing.week import Week

# A rota of six weeks has a worked day within seven.
LOOK_AHEAD = 7


@dataclass(frozen=True)
class Told:
    """What the page says now: what is sent, and when next."""

    what: str
    next: str


def told(wish: Wish, desk: Desk) -> Told:
    slot = wish.slot
    if slot.messages is Messages.NONE:
        return Told(
            "No messages are sent to you.", "Nothing will be sent. The check-in is there each week."
        )
    reminder = ", and one reminder" if slot.messages is Messages.BOTH else ", and no reminder"
    at = _next(wish, desk)
    if at is None:
        return Told(f"One message a week{reminder}.", "No message is due in the next weeks.")
    when = f"{at:%A} {at.day} {at:%B}, soon after {at:%H:%M}"
    return Told(f"One message a week{reminder}.", f"The next message comes on {when}.")


def _next(wish: Wish, desk: Desk) -> datetime | None:
    """Return the next moment of a message where the person is; days away are left out."""
    organisation = desk.organisation
    place = ZoneInfo(wish.slot.zone)
    for number in range(LOOK_AHEAD):
        week = Week.of(desk.today + timedelta(weeks=number))
        running = RunningWeek.of(organisation, week)
        asked = moments(wish.slot, week, running.span, running.holidays)
        for moment in (asked.invitation, asked.reminder):
            at = moment.astimezone(place) if moment else None
            if at and moment and moment > desk.now and not _is_away(wish, at):
                return at
    return None


def _is_away(wish: Wish, at: datetime) -> bool:
    return wish.away is not None and wish.away.first <= at.date() <= wish.away.last
