"""The tables of deleting: what was done, what was begun, and codes for whoever deletes on request."""

from datetime import date, datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE

ENTRY_BYTES, MARK_BYTES = 16, 32


class ErasureRow(Row):
    """An entry of the list of erasures that this database has carried out.

    A database that lacks one of the list was put back from before it (docs/adr/0043).
    """

    __tablename__ = "erasure"
    __table_args__ = KEYED

    entry: Mapped[bytes] = mapped_column(LargeBinary(ENTRY_BYTES), primary_key=True, info=LINKS)
    person: Mapped[bytes] = mapped_column(LargeBinary(MARK_BYTES), info=LINKS)
    day: Mapped[date] = mapped_column(info=ORDINARY)


class BegunRow(Row):
    """An erasure that was begun and is not finished: it goes with the last of what it removes."""

    __tablename__ = "erasure_begun"
    __table_args__ = KEYED

    person: Mapped[bytes] = mapped_column(LargeBinary(MARK_BYTES), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


class CodeRow(Row):
    """A code that a person made for somebody who acts at their word, as a keyed digest."""

    __tablename__ = "person_code"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    owner: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    until: Mapped[datetime] = mapped_column(info=ORDINARY)
