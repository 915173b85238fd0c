"""The timetable: APScheduler ticks each minute, and one process at a time does what is due."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from wellbeing import jobs
from wellbeing.clock import Clock, SystemClock
from wellbeing.jobs.rounds import Round, watch_of
from wellbeing.lease import KEEP_EVERY, give_back_lease, keep_lease, new_holder, take_lease
from wellbeing.settings import Settings

EVERY = timedelta(seconds=60)
log = structlog.get_logger()


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
        self._every = every
        self._listed = tuple(listed)
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._fence: int | None = None

    def start(self) -> None:
        """Tick at once, and then for as long as the process runs."""
        if self._watch is not None and self._workshop.settings.demo:
            # A sample holds nobody's data, and is often left alone for weeks.
            with self._workshop.session() as session:
                self._watch.confirm(session)
        self._scheduler.add_job(
            self.tick,
            "interval",
            seconds=self._every.total_seconds(),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            # The service may work in simulated time; the ticks themselves never do.
            next_run_time=SystemClock().now(),
        )
        self._scheduler.add_job(
            self.keep,
            "interval",
            seconds=KEEP_EVERY.total_seconds(),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Finish what is being done, and let the next holder begin at once."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
        with suppress(OperationalError), self._workshop.session() as session:
            give_back_lease(session, self._holder)
        self._workshop.close()

    def tick(self) -> None:
        """Do what is due, if this process holds the lease."""
        with self._workshop.session() as session:
            fence = take_lease(session, self._holder)
        if fence is None:
            return
        self._fence = fence
        try:
            Round(self._workshop, self._watch, fence).do(self._listed)
        except SQLAlchemyError as error:
            # Its message may hold values. The next tick tries again.
            log.error("tick_failed", kind=type(error).__name__, fence=fence)  # noqa: TRY400
        finally:
            self._fence = None

    def keep(self) -> None:
        """Keep the lease while a job takes longer than it lasts; between ticks there is nothing to keep."""
        fence = self._fence
        if fence is not None:
            with suppress(OperationalError), self._workshop.session() as session:
                keep_lease(session, self._holder, fence)
