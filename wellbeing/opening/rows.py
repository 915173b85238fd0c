"""The table of every opening that was ever proposed; removed never."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import Row
from wellbeing.privacy import LINKS, ORDINARY
from wellbeing.two_people import promises

ID_LENGTH = 32
PERSON = "person.id"
ONE_AT_A_TIME = text("decision = 'open'")
PROMISES = {
    **promises("from_day"),
    "for_everybody_or_for_units": "everybody = (units = '')",
    "ended_by_a_person_who_says_why": "(ended_on IS NULL) = (ended_by IS NULL) "
    "AND (ended_on IS NULL) = (ended_why = '')",
    "only_agreed_ones_are_ended": "ended_on IS NULL OR decision = 'approved'",
}


class OpeningRow(Row):
    """One opening: for which units, who proposed and agreed, from which day, and until which."""

    __tablename__ = "opening"
    __table_args__ = (
        *(CheckConstraint(promise, name=name) for name, promise in PROMISES.items()),
        Index(
            "uq_opening_one_at_a_time",
            "decision",
            unique=True,
            sqlite_where=ONE_AT_A_TIME,
            postgresql_where=ONE_AT_A_TIME,
        ),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=ORDINARY)
    everybody: Mapped[bool] = mapped_column(info=ORDINARY)
    # Ids of units, one a line; nothing where it is for everybody.
    units: Mapped[str] = mapped_column(info=ORDINARY)
    why: Mapped[str] = mapped_column(info=ORDINARY)
    proposed_by: Mapped[str | None] = mapped_column(ForeignKey(PERSON), info=LINKS)
    proposed_on: Mapped[date] = mapped_column(info=ORDINARY)
    decision: Mapped[str] = mapped_column(info=ORDINARY)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey(PERSON), info=LINKS)
    decided_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    decided_why: Mapped[str] = mapped_column(info=ORDINARY)
    from_day: Mapped[date | None] = mapped_column(info=ORDINARY)
    ended_by: Mapped[str | None] = mapped_column(ForeignKey(PERSON), info=LINKS)
    ended_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    ended_why: Mapped[str] = mapped_column(info=ORDINARY)
