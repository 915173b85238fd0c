"""The timetable: APScheduler ticks each minute, and one process at a time does what is due."""

import os
import secrets
import socket
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import DateTime, cast, func, select, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from wellbeing import jobs
from wellbeing.clock import Clock
from wellbeing.database import Moment, writing
from wellbeing.scheduler_rows import LeaseRow
from wellbeing.settings import Settings

LEASE = "timetable"
LEASE_LASTS = timedelta(seconds=90)
TICK_SECONDS = 60
log = structlog.get_logger()


class Timetable:
    """Ticks in the background of this process."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        """Prepare to tick; nothing runs before `start`."""
        self._workshop = jobs.Workshop.of(settings, clock)
        self._holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._scheduler = BackgroundScheduler(timezone="UTC")

    def start(self) -> None:
        self._scheduler.add_job(
            self.tick,
            "interval",
            seconds=TICK_SECONDS,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=self._workshop.clock.now(),
        )
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=True)
        self._workshop.close()

    def tick(self) -> None:
        """Do what is due, if this process holds the lease."""
        with self._workshop.session() as session:
            fence = take_lease(session, self._holder)
        if fence is None:
            return
        for name, job in jobs.DUE:
            try:
                job(self._workshop, fence)
            except Exception as error:
                # One job's trouble must not stop the others; its message may hold values.
                log.error("job_failed", job=name, kind=type(error).__name__)


def take_lease(session: Session, holder: str) -> int | None:
    """Take or renew the lease by the database's clock; return the fence, None when another holds it."""
    try:
        with writing(session):
            now = database_now(session)
            row = session.get(LeaseRow, LEASE)
            if row is None:
                fence = 1
                session.add(
                    LeaseRow(
                        name=LEASE, holder=holder, fence=1, until=now + LEASE_LASTS, beat_at=now
                    )
                )
                return fence
            taken = session.execute(
                update(LeaseRow)
                .where(LeaseRow.name == LEASE)
                .where((LeaseRow.holder == holder) | (LeaseRow.until < now))
                .values(
                    holder=holder, fence=LeaseRow.fence + 1, until=now + LEASE_LASTS, beat_at=now
                )
                .returning(LeaseRow.fence)
            )
            return taken.scalar()
    except (IntegrityError, OperationalError):
        return None


def last_beat(session: Session) -> datetime | None:
    """Return when a holder last ticked, by the database's clock."""
    return session.scalar(select(LeaseRow.beat_at).where(LeaseRow.name == LEASE))


def database_now(session: Session) -> datetime:
    """Return the database's own time in UTC: the holders' clocks may differ."""
    if session.get_bind().dialect.name == "sqlite":
        written = session.scalar(select(func.strftime("%Y-%m-%dT%H:%M:%f+00:00", "now")))
        return datetime.fromisoformat(str(written))
    found = session.scalar(select(cast(func.timezone("UTC", func.now()), DateTime)))
    moment = Moment().process_result_value(found, session.get_bind().dialect)
    if moment is None:
        raise RuntimeError("the database did not tell the time")
    return moment
