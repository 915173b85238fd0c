"""The timetable: APScheduler ticks each minute, and one process at a time does what is due."""

import os
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import case, func, select, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from wellbeing import jobs
from wellbeing.clock import Clock, SystemClock
from wellbeing.database import writing
from wellbeing.scheduler_rows import LEASE, LeaseRow
from wellbeing.settings import Settings

LEASE_LASTS = timedelta(seconds=90)
EVERY = timedelta(seconds=60)
# While a long job runs the lease is kept, so that nobody takes a slow holder for a dead one.
KEEP_EVERY = timedelta(seconds=30)
SILENT_AFTER = timedelta(seconds=180)
Due = Callable[[datetime], tuple[tuple[str, jobs.Job], ...]]
log = structlog.get_logger()


class Timetable:
    """Ticks in the background of this process."""

    def __init__(
        self, settings: Settings, clock: Clock, every: timedelta = EVERY, due: Due = jobs.due
    ) -> None:
        """Prepare to tick; nothing runs before `start`."""
        self._workshop = jobs.Workshop.of(settings, clock)
        self._holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._every = every
        self._due = due
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._fence: int | None = None

    def start(self) -> None:
        """Tick at once, and then for as long as the process runs."""
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
            for name, job in self._due(self._workshop.clock.now()):
                trouble = _trouble_of(job, self._workshop, fence)
                if trouble is not None:
                    log.error("job_failed", job=name, kind=trouble, fence=fence)
        finally:
            self._fence = None

    def keep(self) -> None:
        """Keep the lease while a job takes longer than it lasts; between ticks there is nothing to keep."""
        fence = self._fence
        if fence is not None:
            with suppress(OperationalError), self._workshop.session() as session:
                keep_lease(session, self._holder, fence)


def _trouble_of(job: jobs.Job, workshop: jobs.Workshop, fence: int) -> str | None:
    """Do one job; return the kind of trouble only, since its message may hold values."""
    try:
        job(workshop, fence)
    except Exception as error:  # noqa: BLE001  # One job's trouble must not stop the others.
        return type(error).__name__
    return None


def take_lease(session: Session, holder: str) -> int | None:
    """Take or renew the lease by the database's clock; return the fence, None when another holds it."""
    try:
        with writing(session):
            now = database_now(session)
            times = {"until": now + LEASE_LASTS, "beat_at": now}
            if session.get(LeaseRow, LEASE) is None:
                session.add(LeaseRow(name=LEASE, holder=holder, fence=1, **times))
                return 1
            # A lease longer than any we give was taken before the database's clock went back.
            is_free = (LeaseRow.until < now) | (LeaseRow.until > now + LEASE_LASTS)
            return session.scalar(
                update(LeaseRow)
                .where(LeaseRow.name == LEASE)
                .where((LeaseRow.holder == holder) | is_free)
                .values(holder=holder, fence=LeaseRow.fence + 1, **times)
                .returning(LeaseRow.fence)
            )
    except (IntegrityError, OperationalError):
        return None


def keep_lease(session: Session, holder: str, fence: int) -> bool:
    """Make one's own lease last longer under the same number; False when it has passed on."""
    with writing(session):
        now = database_now(session)
        kept = session.scalar(
            update(LeaseRow)
            .where(LeaseRow.name == LEASE, LeaseRow.holder == holder, LeaseRow.fence == fence)
            .values(until=now + LEASE_LASTS, beat_at=now)
            .returning(LeaseRow.fence)
        )
    return kept is not None


def raise_fence(session: Session, above: int) -> int:
    """Let the lease's number go on above one that was reached before a restore."""
    with writing(session):
        higher = case((LeaseRow.fence > above, LeaseRow.fence), else_=above)
        raised = (
            update(LeaseRow)
            .where(LeaseRow.name == LEASE)
            .values(fence=higher + 1)
            .returning(LeaseRow.fence)
        )
        return int(session.execute(raised).scalar_one())


def give_back_lease(session: Session, holder: str) -> None:
    """End one's own lease; that it was held until now stays known."""
    with writing(session):
        ended = database_now(session) - timedelta(seconds=1)
        session.execute(
            update(LeaseRow)
            .where(LeaseRow.name == LEASE)
            .where(LeaseRow.holder == holder)
            .values(until=ended)
        )


def is_beating(session: Session) -> bool:
    """Say whether a holder has ticked lately, by the database's clock."""
    beat = session.scalar(select(LeaseRow.beat_at).where(LeaseRow.name == LEASE))
    return beat is not None and database_now(session) - beat <= SILENT_AFTER


def database_now(session: Session) -> datetime:
    """Return the database's own time in UTC: the holders' clocks may differ."""
    if session.get_bind().dialect.name == "sqlite":
        written = session.scalar(select(func.strftime("%Y-%m-%dT%H:%M:%f+00:00", "now")))
        return datetime.fromisoformat(str(written))
    # The moment of this statement: that of the transaction lies before it waited for its lock.
    found: datetime | None = session.scalar(select(func.clock_timestamp()))
    if found is None:
        raise RuntimeError("the database did not tell the time")
    return found.astimezone(UTC)
