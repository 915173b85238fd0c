"""When a test is sent: drawn anew for each staffed quarter of an hour, so that nobody can expect one.

Nothing is planned ahead, and nothing is made up for: after a month's number the next quarter is as
likely as any other.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from wellbeing.clock import local_day
from wellbeing.cover.hours import A_DAY, StaffedHours

# Given a number, returns one from 0 up to it that nobody can foresee: `secrets.randbelow`.
Draw = Callable[[int], int]
QUARTER = timedelta(minutes=15)


def quarter_of(now: datetime) -> datetime:
    """Return when the quarter of an hour began."""
    return now.astimezone(UTC).replace(minute=now.minute // 15 * 15, second=0, microsecond=0)


def quarters_in_month(hours: StaffedHours, now: datetime) -> int:
    """Return how many staffed quarters of an hour the month of a moment has."""
    first = local_day(now, hours.zone).replace(day=1)
    following = (first + A_DAY * 31).replace(day=1)
    return hours.between(_begins(first, hours.zone), _begins(following, hours.zone)) // QUARTER


def is_drawn(draw: Draw, each_month: int, quarters: int) -> bool:
    """Say whether this quarter is one of those a test is sent in, on average so many a month."""
    return draw(max(quarters, each_month)) < each_month


def shuffled(draw: Draw, items: list[str]) -> list[str]:
    """Return them in an order that is drawn."""
    left, drawn = list(items), []
    while left:
        drawn.append(left.pop(draw(len(left))))
    return drawn


def _begins(day: date, zone: str) -> datetime:
    return datetime.combine(day, datetime.min.time(), ZoneInfo(zone))
