"""The tables of cover: staffed hours, closed days, days away of supporters, and their cards."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.cover.kept import HIGHEST_LIMIT, LONGEST_LINE, LONGEST_NAME, LONGEST_TEXT
from wellbeing.database import Row
from wellbeing.privacy import IDENTIFIES, LINKS, ORDINARY

PERSON = "person.id"


class StaffedWeekRow(Row):
    """That the staffed hours were set, by whom and when: one row, or none before the first time."""

    __tablename__ = "staffed_week"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("version >= 1", name="counts_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=ORDINARY)
    version: Mapped[int] = mapped_column(info=ORDINARY)
    # Empty once everything about that person was removed.
    set_by: Mapped[str | None] = mapped_column(ForeignKey(PERSON), info=LINKS)
    set_on: Mapped[date] = mapped_column(info=ORDINARY)


class StaffedDayRow(Row):
    """From which minute to which one weekday is staffed; Monday is 0, and a closed day has no row."""

    __tablename__ = "staffed_day"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="a_weekday"),
        CheckConstraint("0 <= opens AND opens < closes AND closes < 1440", name="spans_time"),
    )

    weekday: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=ORDINARY)
    opens: Mapped[int] = mapped_column(info=ORDINARY)
    closes: Mapped[int] = mapped_column(info=ORDINARY)


class ClosedDayRow(Row):
    """A day on which the organisation's supporters are not there, with a neutral name."""

    __tablename__ = "closed_day"
    __table_args__ = (CheckConstraint("name <> ''", name="has_a_name"),)

    day: Mapped[date] = mapped_column(primary_key=True, info=ORDINARY)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), info=ORDINARY)
    set_by: Mapped[str | None] = mapped_column(ForeignKey(PERSON), info=LINKS)
    set_on: Mapped[date] = mapped_column(info=ORDINARY)


class SupporterAbsenceRow(Row):
    """Days on which a supporter is not there, as they entered them: never a reason."""

    __tablename__ = "supporter_absence"
    __table_args__ = (CheckConstraint("last_on >= first_on", name="ends_after_it_starts"),)

    person_id: Mapped[str] = mapped_column(ForeignKey(PERSON), primary_key=True, info=LINKS)
    first_on: Mapped[date] = mapped_column(primary_key=True, info=IDENTIFIES)
    last_on: Mapped[date] = mapped_column(info=IDENTIFIES)


class SupporterCardRow(Row):
    """What a supporter tells about themselves to everybody who may ask them."""

    __tablename__ = "supporter_card"
    __table_args__ = (
        CheckConstraint(f"most_at_once BETWEEN 1 AND {HIGHEST_LIMIT}", name="a_limit_in_reach"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey(PERSON), primary_key=True, info=LINKS)
    training: Mapped[str] = mapped_column(String(LONGEST_TEXT), info=IDENTIFIES)
    languages: Mapped[str] = mapped_column(String(LONGEST_LINE), info=IDENTIFIES)
    hours: Mapped[str] = mapped_column(String(LONGEST_LINE), info=IDENTIFIES)
    first_conversation: Mapped[str] = mapped_column(String(LONGEST_TEXT), info=IDENTIFIES)
    how_long: Mapped[str] = mapped_column(String(LONGEST_LINE), info=IDENTIFIES)
    written_down: Mapped[str] = mapped_column(String(LONGEST_TEXT), info=IDENTIFIES)
    most_at_once: Mapped[int] = mapped_column(info=ORDINARY)
