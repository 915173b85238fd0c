"""The only place that reads the clock; everything else is handed a time."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol
from uuid import uuid4
from zoneinfo import ZoneInfo

BOOT = Path("/proc/sys/kernel/random/boot_id")
# Where a system does not tell one start of the machine from another, each process is one.
_THIS_PROCESS = str(uuid4())
# Goes on while the machine sleeps, where there is such a one.
_SINCE_START = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


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


@dataclass(frozen=True)
class Ran:
    """How many seconds a machine has run since one of its starts, whatever its clock says."""

    start: str
    seconds: float


class Stopwatch(Protocol):
    """Tells how long the machine has run, which nobody can set."""

    def read(self) -> Ran:
        """Return which start of the machine this is, and how long ago it was."""
        ...


class MachineStopwatch:
    """The machine's own count."""

    def read(self) -> Ran:
        start = BOOT.read_text("ascii").strip() if BOOT.exists() else _THIS_PROCESS
        return Ran(start, time.clock_gettime(_SINCE_START))


def local_day(moment: datetime, zone: str) -> date:
    """Return the calendar day of a moment in a zone such as Europe/London."""
    return moment.astimezone(ZoneInfo(zone)).date()
