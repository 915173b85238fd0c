"""The tables of history: sealed values under addresses that name nobody."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE


class CheckInRow(Row):
    """The answers of one person in one week; its address makes a second one impossible."""

    __tablename__ = "check_in"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    week: Mapped[str] = mapped_column(String(8), index=True, info=ORDINARY)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


class PlacementRow(Row):
    """The step of one person in a week with a check-in or an act, and all it takes to replay it."""

    __tablename__ = "placement"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    week: Mapped[str] = mapped_column(String(8), index=True, info=ORDINARY)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


class CareStateRow(Row):
    """What later weeks and the next release need of one person; one row each, without a week."""

    __tablename__ = "care_state"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    # Before the other: a release reads it of everybody, and what lies behind need not be fetched.
    weeks: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
