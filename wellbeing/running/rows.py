"""The tables of how the service runs: what the relay said when asked, and weeks in which mail was lost.

No row is about a message or a person: the relay is asked by the clock, whether or not mail waits.
"""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import Row
from wellbeing.privacy import ORDINARY

WEEK_LENGTH = 8


class RelayRow(Row):
    """How the relay stood when it was asked last; `since` when it has not been well."""

    __tablename__ = "mail_relay"

    id: Mapped[int] = mapped_column(primary_key=True, info=ORDINARY)
    asked_at: Mapped[datetime] = mapped_column(info=ORDINARY)
    fault: Mapped[str | None] = mapped_column(info=ORDINARY)
    since: Mapped[datetime | None] = mapped_column(info=ORDINARY)


class LostWeekRow(Row):
    """A week in which one or more weekly messages were refused, or may not have left: never how many."""

    __tablename__ = "lost_weekly_message"

    week: Mapped[str] = mapped_column(String(WEEK_LENGTH), primary_key=True, info=ORDINARY)
    how: Mapped[str] = mapped_column(primary_key=True, info=ORDINARY)
