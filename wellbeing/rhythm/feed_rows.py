"""The table of private calendar addresses: one for each person who turned theirs on."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS


class FeedRow(Row):
    """A calendar that is on. It goes when it is turned off, and with its person's own row."""

    __tablename__ = "weekly_calendar"
    __table_args__ = KEYED

    rhythm_id: Mapped[bytes] = mapped_column(
        LargeBinary(32),
        ForeignKey("weekly_rhythm.id", ondelete="CASCADE"),
        primary_key=True,
        info=LINKS,
    )
    # Random: another one makes another address. The address itself needs the key file too.
    secret: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True, info=LINKS)
