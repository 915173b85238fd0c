"""A timetable whose clock can be moved, beside a machine whose own count goes on."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellbeing import jobs
from wellbeing.clock import Ran, StandingClock
from wellbeing.clock_watch import WatchedClock
from wellbeing.database import writing
from wellbeing.scheduler import EVERY, Timetable
from wellbeing.scheduler_rows import LeaseRow
from wellbeing.settings import Settings


@dataclass
class Machine:
    """Its clock, which anybody can set, and how long it has run, which nobody can."""

    clock: StandingClock
    ran: Ran = field(default_factory=lambda: Ran("first start", 1_000.0))

    def read(self) -> Ran:
        return self.ran

    def run_for(self, passed: timedelta) -> None:
        """Let time pass."""
        self.clock.standing_at += passed
        self.ran = replace(self.ran, seconds=self.ran.seconds + passed.total_seconds())

    def jump(self, by: timedelta) -> None:
        """Set the clock, although no time has passed."""
        self.clock.standing_at += by

    def be_off_for(self, passed: timedelta) -> None:
        """Be off, and start again."""
        self.clock.standing_at += passed
        self.ran = Ran(f"{self.ran.start}, then another", 10.0)

    def watched(self) -> WatchedClock:
        return WatchedClock(self.clock, self)


def machine_at(now: datetime) -> Machine:
    return Machine(StandingClock(now))


def timetable_on(
    settings: Settings, machine: Machine, listed: Iterable[jobs.Job] = jobs.JOBS
) -> Timetable:
    """Return a timetable of its own process on this machine; it ticks when told."""
    return Timetable(settings, machine.watched(), EVERY, listed)


def move_lease(session: Session, by: timedelta) -> None:
    """Pretend that the lease was taken so much earlier."""
    with writing(session):
        row = session.scalars(select(LeaseRow)).one()
        row.until, row.beat_at = row.until - by, row.beat_at - by
