"""The tables of checking in: consent and drafts, all sealed and none naming a person."""

from datetime import date

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE


class ConsentRow(Row):
    """What a person last decided about taking part; one for each person who decided."""

    __tablename__ = "consent"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


class DraftRow(Row):
    """A check-in that has not been sent yet; removed when it is sent, or after seven days."""

    __tablename__ = "check_in_draft"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    kept_until: Mapped[date] = mapped_column(index=True, info=ORDINARY)
