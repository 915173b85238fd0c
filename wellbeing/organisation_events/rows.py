"""The table of events of the organisation; everybody who works here may read all of it."""

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import Row
from wellbeing.organisation_events.events import LONGEST_NAME
from wellbeing.privacy import ORDINARY

ID_LENGTH = 32
PROMISES = {
    "has_a_name": "name <> ''",
    "ends_after_it_starts": "ends_on IS NULL OR ends_on >= starts_on",
}


class OrganisationEventRow(Row):
    """A reorganisation, a campaign, a move: never who entered it, and never about a person."""

    __tablename__ = "organisation_event"
    __table_args__ = tuple(CheckConstraint(text, name=name) for name, text in PROMISES.items())

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=ORDINARY)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), info=ORDINARY)
    starts_on: Mapped[date] = mapped_column(info=ORDINARY)
    ends_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    version: Mapped[int] = mapped_column(info=ORDINARY)
