"""The table of team agreements: one row for each version, with its day and without a name."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import Row
from wellbeing.privacy import ORDINARY

PROMISES = {
    "counts_from_one": "number >= 1",
    "put_back_from_an_earlier_one": "put_back IS NULL OR put_back < number",
}


class TeamAgreementRow(Row):
    """What a team agreed on after one saving; the words are null once they were taken out."""

    __tablename__ = "team_agreement"
    __table_args__ = tuple(
        CheckConstraint(promise, name=name) for name, promise in PROMISES.items()
    )

    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), primary_key=True, info=ORDINARY)
    number: Mapped[int] = mapped_column(primary_key=True, info=ORDINARY)
    # Words of the whole team, for the whole team; who typed them is kept nowhere.
    texts: Mapped[str | None] = mapped_column(info=ORDINARY)
    written_on: Mapped[date] = mapped_column(info=ORDINARY)
    put_back: Mapped[int | None] = mapped_column(info=ORDINARY)
