"""The timetable: it ticks each minute, and one process at a time does what is due."""

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta

import structlog
from sqlalchemy.exc import OperationalError

from wellbeing import jobs
from wellbeing.clock import Clock, MachineStopwatch
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
        self._listed = tuple(listed)
        self._fence: int | None = None
        self._told_to_stop = threading.Event()
        self._threads = tuple(
            threading.Thread(target=self._repeat, args=(work, pace), daemon=True)
            for work, pace in ((self.tick, every), (self.keep, KEEP_EVERY))
        )

    def start(self) -> None:
        """Tick at once, and then for as long as the process runs."""
        if self._watch is not None and self._workshop.settings.demo:
            # A sample holds nobody's data, and is often left alone for weeks.
            with self._workshop.session() as session:
                self._watch.confirm(session)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is being done, and let the next holder begin at once."""
        self._told_to_stop.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()
        with suppress(OperationalError), self._workshop.session() as session:
            give_back_lease(session, self._holder)
        self._workshop.close()

    def _repeat(self, work: Callable[[], None], pace: timedelta) -> None:
        """Do this again and again, by the machine's own count: a clock that goes back stops no tick."""
        stopwatch = MachineStopwatch()
        rest = 0.0
        while not self._told_to_stop.wait(rest):
            began = stopwatch.read().seconds
            try:
                work()
            except Exception as error:  # noqa: BLE001  # The next tick tries again.
                # Its message may hold values.
                log.error("tick_failed", kind=type(error).__name__)  # noqa: TRY400
            rest = max(0.0, pace.total_seconds() - (stopwatch.read().seconds - began))

    def tick(self) -> None:
        """Do what is due, if this process holds the lease."""
        with self._workshop.session() as session:
            fence = take_lease(session, self._holder)
        if fence is None:
            return
        self._fence = fence
        try:
            Round(self._workshop, self._watch, fence).do(self._listed)
        finally:
            self._fence = None

    def keep(self) -> None:
        """Keep the lease while a job takes longer than it lasts; between ticks there is nothing to keep."""
        fence = self._fence
        if fence is not None:
            with suppress(OperationalError), self._workshop.session() as session:
                keep_lease(session, self._holder, fence)
