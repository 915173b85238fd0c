"""The table of what was confirmed before check-ins opened: the newest word about each line."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import Row
from wellbeing.going_live.kept import KEY_LENGTH, LONGEST_SAID, MARK_LENGTH
from wellbeing.privacy import LINKS, ORDINARY


class ConfirmedRow(Row):
    """The newest word of a wellbeing lead about one line: what is there, who confirmed it, and when."""

    __tablename__ = "confirmed_line"
    __table_args__ = (CheckConstraint("key <> ''", name="has_a_key"),)

    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True, info=ORDINARY)
    # Of the words it was confirmed for: other words need another confirmation.
    mark: Mapped[str] = mapped_column(String(MARK_LENGTH), info=ORDINARY)
    said: Mapped[str] = mapped_column(String(LONGEST_SAID), info=ORDINARY)
    # Empty once everything about that person was removed.
    confirmed_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"), info=LINKS)
    confirmed_on: Mapped[date] = mapped_column(info=ORDINARY)
