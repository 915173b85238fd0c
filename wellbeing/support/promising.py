"""What is promised when a request is sent now: from when it is read, by when it is taken, when it passes on."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wellbeing.clock import local_day
from wellbeing.cover.hours import StaffedHours
from wellbeing.support.cases import Promised

QUARTER = timedelta(minutes=15)
# The chosen contact, and two more.
MOST_IN_ORDER = 3


def promised(hours: StaffedHours, now: datetime, working_days: int, waits: timedelta) -> Promised:
    """Reckon a promise of some working days; each contact in order has so much staffed time.

    The day of asking never counts, and the promise ends when the last day closes. Raise
    NobodyThereError where no day of a year ahead is staffed.
    """
    asked_on = local_day(now, hours.zone)
    due_on = hours.working_day_after(asked_on, working_days)
    due_at = _closing(hours, due_on)
    return Promised(
        asked_on=asked_on,
        due_on=due_on,
        asked_at=now,
        read_from=hours.next_open(now),
        due_at=due_at,
        moments=_moments(hours, now, due_at, waits),
    )


def _moments(
    hours: StaffedHours, now: datetime, due_at: datetime, waits: timedelta
) -> tuple[datetime, ...]:
    """Return when it passes on; where days are short, at the latest as the last day opens."""
    here = ZoneInfo(hours.zone)
    last_day = hours.next_open(datetime.combine(due_at.astimezone(here), time(), here))
    found: list[datetime] = []
    for number in range(1, MOST_IN_ORDER):
        at = _passes_on(hours, now, waits * number)
        found.append(at if at < due_at else max([last_day, *found]))
    return tuple(found)


def _passes_on(hours: StaffedHours, now: datetime, waits: timedelta) -> datetime:
    """Return when so much staffed time is over, on a full quarter of an hour in staffed time."""
    at = hours.after(now, waits)
    over = timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return hours.next_open(at + QUARTER - over if over else at)


def _closing(hours: StaffedHours, day: date) -> datetime:
    """Return when a staffed day ends."""
    held = hours.weekdays[day.weekday()]
    if held is None:
        raise AssertionError(f"{day} is no staffed day")
    return datetime.combine(day, held[1], ZoneInfo(hours.zone)).astimezone(UTC)
