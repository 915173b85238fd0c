"""The only place that reads the clock; everything else is handed a time."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the time, always with its zone."""

    def now(self) -> datetime:
        """Return the moment in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class StandingClock:
    """A clock that stands where it was put: for simulated time and for tests."""

    def __init__(self, standing_at: datetime) -> None:
        """Stand at a moment, which must carry its zone."""
        self.standing_at = standing_at

    def now(self) -> datetime:
        return self.standing_at.astimezone(UTC)


def local_day(moment: datetime, zone: str) -> date:
    """Return the calendar day of a moment in a zone such as Europe/London."""
    return moment.astimezone(ZoneInfo(zone)).date()
