"""The lease that lets one process at a time do what is due, and when it was last done."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import Row
from wellbeing.privacy import ORDINARY


class LeaseRow(Row):
    """Who may act now. The fence grows with each holder, so that a late one can be told apart."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(primary_key=True, info=ORDINARY)
    holder: Mapped[str] = mapped_column(info=ORDINARY)
    fence: Mapped[int] = mapped_column(info=ORDINARY)
    until: Mapped[datetime] = mapped_column(info=ORDINARY)
    beat_at: Mapped[datetime] = mapped_column(info=ORDINARY)
