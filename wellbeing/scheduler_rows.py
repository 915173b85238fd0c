"""The lease that lets one process at a time do what is due, when it was last done, and by what clock."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing.database import Row
from wellbeing.privacy import ORDINARY

LEASE = "timetable"


class OvertakenError(Exception):
    """Another process holds the lease by now: what this one was about to write is not written."""


class LeaseRow(Row):
    """Who may act now. The fence grows with each holder, so that a late one can be told apart."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(primary_key=True, info=ORDINARY)
    holder: Mapped[str] = mapped_column(info=ORDINARY)
    fence: Mapped[int] = mapped_column(info=ORDINARY)
    until: Mapped[datetime] = mapped_column(info=ORDINARY)
    beat_at: Mapped[datetime] = mapped_column(info=ORDINARY)


class JobRunRow(Row):
    """How a job went the last time: nothing about anybody, and no count."""

    __tablename__ = "job_run"

    name: Mapped[str] = mapped_column(primary_key=True, info=ORDINARY)
    begun_at: Mapped[datetime] = mapped_column(info=ORDINARY)
    done_at: Mapped[datetime | None] = mapped_column(info=ORDINARY)
    failed_at: Mapped[datetime | None] = mapped_column(info=ORDINARY)
    # The kind of trouble it ended with; empty when it ended well.
    trouble: Mapped[str] = mapped_column(info=ORDINARY)


class SeenClockRow(Row):
    """The newest time that was taken as right, and how long the machine had run by then."""

    __tablename__ = "seen_clock"

    name: Mapped[str] = mapped_column(primary_key=True, info=ORDINARY)
    seen_at: Mapped[datetime] = mapped_column(info=ORDINARY)
    start: Mapped[str] = mapped_column(info=ORDINARY)
    seconds: Mapped[float] = mapped_column(info=ORDINARY)
    # What is wrong with the clock, and whether a long gap waits for an operator's word.
    doubt: Mapped[str] = mapped_column(info=ORDINARY)
    long_gap: Mapped[bool] = mapped_column(info=ORDINARY)


def require_lease(session: Session, fence: int) -> None:
    """Hold the lease's row until the transaction ends; raise OvertakenError when it has passed on."""
    held = select(LeaseRow.fence).where(LeaseRow.name == LEASE).with_for_update(read=True)
    if session.scalar(held) != fence:
        raise OvertakenError
