"""The tables of how the service runs: what carriers said when asked, and weeks in which messages were lost.

No row is about a message or a person: carriers are asked by the clock, whether or not anything waits.
"""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import Row
from wellbeing.privacy import ORDINARY

WEEK_LENGTH = 8


class CarrierRow(Row):
    """How the mail relay, or the gateway for texts, stood when asked last; not well since `since`."""

    __tablename__ = "carrier"

    name: Mapped[str] = mapped_column(primary_key=True, info=ORDINARY)
    asked_at: Mapped[datetime] = mapped_column(info=ORDINARY)
    fault: Mapped[str | None] = mapped_column(info=ORDINARY)
    since: Mapped[datetime | None] = mapped_column(info=ORDINARY)


class LostWeekRow(Row):
    """A week in which one or more weekly messages were refused, or may not have left: never how many."""

    __tablename__ = "lost_weekly_message"

    week: Mapped[str] = mapped_column(String(WEEK_LENGTH), primary_key=True, info=ORDINARY)
    carrier: Mapped[str] = mapped_column(primary_key=True, info=ORDINARY)
    how: Mapped[str] = mapped_column(primary_key=True, info=ORDINARY)
    # A whole hour: the minute would say when somebody wishes to be asked.
    told_from: Mapped[datetime] = mapped_column(info=ORDINARY)
