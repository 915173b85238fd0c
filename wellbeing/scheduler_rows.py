"""The lease that lets one process at a time do what is due, and when it was last done."""

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


def require_lease(session: Session, fence: int) -> None:
    """Hold the lease's row until the transaction ends; raise OvertakenError when it has passed on."""
    held = select(LeaseRow.fence).where(LeaseRow.name == LEASE).with_for_update(read=True)
    if session.scalar(held) != fence:
        raise OvertakenError
