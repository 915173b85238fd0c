"""One round of jobs under one lease: the clock is looked at, then what is due is done, each by itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from wellbeing import job_runs
from wellbeing.clock import Clock, SystemClock
from wellbeing.clock_watch import Needs, Sight, WatchedClock
from wellbeing.job_runs import Ended
from wellbeing.jobs.guard import require_usual
from wellbeing.jobs.job import Job
from wellbeing.jobs.listed import due
from wellbeing.jobs.workshop import NO_COUNTS, Counts, Workshop
from wellbeing.lease import database_now
from wellbeing.scheduler_rows import OvertakenError

log = structlog.get_logger()


@dataclass(frozen=True)
class Outcome:
    """How a job ended, what it did, and what kept it from that."""

    ended: Ended
    counts: Counts = NO_COUNTS
    error: Exception | None = None


def watch_of(clock: Clock) -> WatchedClock | None:
    """Return what watches a clock; simulated time may move as it likes, and nothing watches it."""
    if isinstance(clock, WatchedClock):
        return clock
    return WatchedClock(clock, is_real=True) if isinstance(clock, SystemClock) else None


def never() -> bool:
    return False


@dataclass(frozen=True)
class Round:
    """What is done under one number of the lease."""

    workshop: Workshop
    watch: WatchedClock | None
    fence: int
    # Whether the process is to end: what is due then waits for the next one.
    is_cut_short: Callable[[], bool] = never
    # Whether a job that would remove far more than is usual stops and asks.
    asks_first: bool = False

    def do(self, listed: Iterable[Job]) -> None:
        """Do what is due and keep how it went; one job's trouble does not stop the others."""
        sight = self.look()
        allows = Needs.THE_TIME_FOR_SURE if sight is None else sight.allows
        with self.workshop.session() as session:
            runs = job_runs.all_runs(session)
        wished = [job for job in listed if job.is_set_up(self.workshop.settings)]
        began = self.now()
        jobs = [job for job in due(began, runs, wished) if job.needs <= allows]
        ended = [one for job in jobs for one in self._next(job)]
        # All at one moment: a job that sends takes longer when somebody has done something, and so
        # does whatever comes after it. Whoever reads when jobs were done must not read that.
        self.keep([replace(one, begun_at=began, at=began) for one in ended])

    def _next(self, job: Job) -> tuple[Ended, ...]:
        return () if self.is_cut_short() else (self.once(job).ended,)

    def look(self) -> Sight | None:
        """Look at the clock; None where nothing watches it."""
        if self.watch is None:
            return None
        with self.workshop.session() as session:
            sight = self.watch.look(session, database_now(session))
        if sight.allows is not Needs.THE_TIME_FOR_SURE:
            log.error("clock_not_believed", kind=sight.doubt or "gap")
        return sight

    def once(self, job: Job, work: Callable[[], Counts] | None = None) -> Outcome:
        """Do one job; in the log stands the kind of its trouble only, since its message may hold values."""
        begun_at = self.now()
        try:
            if self.asks_first:
                require_usual(job.name, self.workshop)
            counts = work() if work else job.do(self.workshop, self.fence)
        except Exception as error:  # noqa: BLE001  # One job's trouble must not stop the others.
            kind = type(error).__name__
            log.error("job_failed", job=job.name, kind=kind, fence=self.fence)  # noqa: TRY400
            return Outcome(Ended(job.name, begun_at, self.now(), kind), error=error)
        return Outcome(Ended(job.name, begun_at, self.now()), counts)

    def keep(self, ended: Iterable[Ended]) -> None:
        """Keep how jobs ended, unless another process leads by now: it keeps its own."""
        try:
            with self.workshop.session() as session:
                job_runs.keep(session, ended, self.fence)
        except OvertakenError:
            log.warning("overtaken", fence=self.fence)

    def now(self) -> datetime:
        """Return what the clock says, right or wrong: for what is noted, not for what is done."""
        return self.workshop.clock.now() if self.watch is None else self.watch.unchecked()
