"""Says in plain words when a person is asked: by what waits for them, then by their wish."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from wellbeing.rhythm import service
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


def told(wish: Wish, desk: Desk, person_id: str) -> Told:
    slot = wish.slot
    if slot.messages is Messages.NONE:
        return Told(
            "No weekly message is sent to you.", "The check-in is there each week without one."
        )
    reminder = ", and one reminder" if slot.messages is Messages.BOTH else ", and no reminder"
    what = f"One message a week{reminder}."
    moment = next(_coming(wish, desk, person_id), None)
    if moment is None:
        return Told(what, "No message is due in the next weeks.")
    at = moment.astimezone(ZoneInfo(slot.zone))
    hours = f"between {at.hour:02d}:00 and {(at.hour + 1) % 24:02d}:00"
    return Told(what, f"The next message comes on {at:%A} {at.day} {at:%B}, {hours}.")


def hour_and_day(desk: Desk, person_id: str, second: int) -> str:
    """Say a moment as it is where a person lives, the next whole minute."""
    place = ZoneInfo(service.wish_of(desk, person_id).slot.zone)
    at = datetime.fromtimestamp(-(-second // 60) * 60, place)
    day = (
        "today"
        if at.date() == desk.now.astimezone(place).date()
        else f"on {at:%A} {at.day} {at:%B}"
    )
    return f"{at:%H:%M} {day}"


def _coming(wish: Wish, desk: Desk, person_id: str) -> Iterator[datetime]:
    """Yield the messages of the next weeks: those that wait, and what a week not planned yet will have."""
    today = desk.today
    for number in range(LOOK_AHEAD):
        running = desk.week_of(Week.of(today + timedelta(weeks=number)))
        planned = service.planned_seconds(desk, person_id, running.name)
        if planned is None:
            yield from _by_wish(wish, desk, running)
        else:
            # What is a little late leaves with the next tick.
            yield from (datetime.fromtimestamp(max(each, desk.second), UTC) for each in planned)


def _by_wish(wish: Wish, desk: Desk, running: RunningWeek) -> Iterator[datetime]:
    asked = moments(wish.slot, running.frame)
    place = ZoneInfo(wish.slot.zone)
    for moment in (asked.invitation, asked.reminder):
        if moment is not None and moment > desk.now:
            day = moment.astimezone(place).date()
            if wish.away is None or not wish.away.holds(day):
                yield moment
