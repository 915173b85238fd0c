"""The timetable: APScheduler ticks each minute, and one process at a time does what is due."""

import threading
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

import structlog
from apscheduler.job import Job
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from sqlalchemy.exc import SQLAlchemyError

from wellbeing import jobs
from wellbeing.clock import Clock, MachineStopwatch, SystemClock
from wellbeing.jobs.rounds import Round, watch_of
from wellbeing.lease import give_back_lease, keep_lease, new_holder, take_lease
from wellbeing.settings import Settings

EVERY = timedelta(seconds=60)
# Each job ends its own work long before. One that hangs must not look like one that works.
LONGEST_TICK = timedelta(hours=2)
log = structlog.get_logger()


class _Pace(BaseTrigger):  # type: ignore[misc]  # It ships no types.
    """So long from now each time.

    APScheduler's own interval counts on from the last time, one by one: a clock that is set from 1970
    to today would have it list millions of ticks that were missed.
    """

    def __init__(self, every: timedelta) -> None:
        self._every = every

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        del previous
        return now + self._every


class Timetable:
    """Ticks in the background of this process."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        every: timedelta = EVERY,
        listed: Iterable[jobs.Job] = jobs.JOBS,
    ) -> None:
        """Prepare to tick; nothing runs before `start`."""
        self._watch = watch_of(clock)
        self._workshop = jobs.Workshop.of(settings, self._watch or clock)
        self._holder = new_holder()
        self._stopwatch = MachineStopwatch()
        self._listed = tuple(listed)
        self._every = every
        self._fence: int | None = None
        # Its jobs stand in memory only: what is due is asked of the database.
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._job: Job | None = None
        self._is_stopping, self._is_over = threading.Event(), threading.Event()
        self._tick_began = 0.0
        self._keeper = threading.Thread(target=self._look_after, daemon=True)

    def start(self) -> None:
        """Tick at once, and then for as long as the process runs."""
        self._job = self._scheduler.add_job(
            self._tick_whatever_happens,
            _Pace(self._every),
            id="tick",
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            # The service may work in simulated time; the ticks themselves never do.
            next_run_time=SystemClock().now(),
        )
        self._scheduler.start()
        self._keeper.start()

    def stop(self) -> None:
        """Finish what is being done, and let the next holder begin at once."""
        self._is_stopping.set()
        if self._scheduler.running:
            # The keeper last: what is being done may take longer than the lease.
            self._scheduler.shutdown(wait=True)
            self._is_over.set()
            self._keeper.join()
        with suppress(SQLAlchemyError), self._workshop.session() as session:
            give_back_lease(session, self._holder)
        self._workshop.close()

    def _look_after(self) -> None:
        """Wait by the machine's own count beside the ticks, which go by its clock."""
        while not self._is_over.wait(self._every.total_seconds() / 2):
            with suppress(SQLAlchemyError):
                self.keep()
            self.mend_wait()

    def mend_wait(self) -> None:
        """Tick now where the clock was moved: APScheduler would wait until it says what it said before."""
        now, job = SystemClock().now(), self._job
        if job is not None and abs(job.next_run_time - now) > self._every:
            with suppress(JobLookupError):  # The timetable has just been stopped.
                job.modify(next_run_time=now)

    def _tick_whatever_happens(self) -> None:
        try:
            self.tick()
        except Exception as error:  # noqa: BLE001  # The next tick tries again.
            # Its message may hold values.
            log.error("tick_failed", kind=type(error).__name__)  # noqa: TRY400

    def tick(self) -> None:
        """Do what is due, if this process holds the lease."""
        with self._workshop.session() as session:
            fence = take_lease(session, self._holder)
        if fence is None:
            return
        if self._watch is not None and self._workshop.settings.demo:
            # A sample holds nobody's data, and is often left alone for weeks on a laptop that sleeps.
            with self._workshop.session() as session:
                self._watch.confirm(session)
        self._fence, self._tick_began = fence, self._stopwatch.read().seconds
        try:
            # Simulated years pass by leaps.
            asks_first = self._watch is not None and not self._workshop.settings.demo
            stops = self._is_stopping.is_set
            Round(self._workshop, self._watch, fence, stops, asks_first).do(self._listed)
        finally:
            self._fence = None

    def keep(self) -> None:
        """Keep the lease while a job takes longer than it lasts; between ticks there is nothing to keep."""
        fence, began = self._fence, self._tick_began
        lasts = self._stopwatch.read().seconds - began
        if fence is not None and lasts < LONGEST_TICK.total_seconds():
            with self._workshop.session() as session:
                keep_lease(session, self._holder, fence)
