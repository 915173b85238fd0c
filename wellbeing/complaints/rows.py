"""The tables of complaints: sealed under a key of its own each, and the addresses of who may read them."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE

ID_LENGTH = 32


class ComplaintRow(Row):
    """One complaint; neither whose it is, nor what it is about, in clear.

    Once it was answered it carries the day on which it is removed.
    """

    __tablename__ = "complaint"
    __table_args__ = KEYED

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=LINKS)
    owner: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    remove_on: Mapped[date | None] = mapped_column(index=True, info=ORDINARY)


class ComplaintReaderRow(Row):
    """Somebody a complaint is addressed to."""

    __tablename__ = "complaint_reader"
    __table_args__ = KEYED

    complaint_id: Mapped[str] = mapped_column(
        ForeignKey("complaint.id", ondelete="CASCADE"), primary_key=True, info=LINKS
    )
    reader: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, index=True, info=LINKS)
