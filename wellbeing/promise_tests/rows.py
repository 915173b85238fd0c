"""The tables of tests of the promise: in clear, since nobody's request is in them.

Of a test that has ended nothing is left but a count in its month: not who took it, and not when.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY
from wellbeing.promise_tests.kept import LEAST, MOST

ID_LENGTH, MONTH_LENGTH, ROLE_LENGTH = 32, 7, 20
ENDED = "in_time >= 0 AND late >= 0 AND not_taken >= 0"


class PromiseTestRow(Row):
    """One test that is open: to which role, and what was promised as to anybody who asks."""

    __tablename__ = "promise_test"
    __table_args__ = (CheckConstraint("sent_at < due_at", name="is_due_later"), KEYED)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=ORDINARY)
    role: Mapped[str] = mapped_column(String(ROLE_LENGTH), info=ORDINARY)
    sent_at: Mapped[datetime] = mapped_column(info=ORDINARY)
    due_at: Mapped[datetime] = mapped_column(info=ORDINARY)


class PromiseTestAddressRow(Row):
    """A contact who can read a test, or gets it next; gone as soon as the test has ended.

    Whoever has place 0 could read it at once. The others follow in their order: at the latest when
    their moment has come, which is left empty for those of place 0.
    """

    __tablename__ = "promise_test_address"
    __table_args__ = KEYED

    test_id: Mapped[str] = mapped_column(
        ForeignKey("promise_test.id", ondelete="CASCADE"), primary_key=True, info=ORDINARY
    )
    person_id: Mapped[str] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True, info=LINKS
    )
    place: Mapped[int] = mapped_column(info=ORDINARY)
    moment: Mapped[datetime | None] = mapped_column(info=ORDINARY)
    given_at: Mapped[datetime | None] = mapped_column(info=ORDINARY)


class PromiseDrawRow(Row):
    """Up to which quarter of an hour it has been drawn whether a role gets a test."""

    __tablename__ = "promise_draw"

    role: Mapped[str] = mapped_column(String(ROLE_LENGTH), primary_key=True, info=ORDINARY)
    drawn_until: Mapped[datetime] = mapped_column(info=ORDINARY)


class PromiseMonthRow(Row):
    """What came of the tests of one role that ended in one month, and on how many days somebody was there.

    `is_alone` says that one person held the role on some day of it.
    """

    __tablename__ = "promise_month"
    __table_args__ = (
        CheckConstraint(ENDED, name="counts_from_nothing"),
        CheckConstraint("covered_days <= staffed_days", name="covers_staffed_days"),
    )

    month: Mapped[str] = mapped_column(String(MONTH_LENGTH), primary_key=True, info=ORDINARY)
    role: Mapped[str] = mapped_column(String(ROLE_LENGTH), primary_key=True, info=ORDINARY)
    in_time: Mapped[int] = mapped_column(info=ORDINARY)
    late: Mapped[int] = mapped_column(info=ORDINARY)
    not_taken: Mapped[int] = mapped_column(info=ORDINARY)
    longest_minutes: Mapped[int] = mapped_column(info=ORDINARY)
    staffed_days: Mapped[int] = mapped_column(info=ORDINARY)
    covered_days: Mapped[int] = mapped_column(info=ORDINARY)
    counted_to: Mapped[date | None] = mapped_column(info=ORDINARY)
    is_alone: Mapped[bool] = mapped_column(info=ORDINARY)


class PromiseNumberRow(Row):
    """About how many tests each role gets a month: one row, or none before it was set."""

    __tablename__ = "promise_number"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint(f"each_month BETWEEN {LEAST} AND {MOST}", name="a_number_in_reach"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=ORDINARY)
    each_month: Mapped[int] = mapped_column(info=ORDINARY)
