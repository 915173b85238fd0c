"""The tables of tests of the promise, made by the second revision."""

import sqlalchemy as sa
from alembic import op

from wellbeing.migrations.main.columns import column

PROMISES = (
    "promise_test",
    "promise_test_address",
    "promise_draw",
    "promise_month",
    "promise_number",
)
ID = sa.String(32)
ROLE = sa.String(20)


def make_promise_tables() -> None:
    _make_open_tests()
    op.create_table(
        "promise_draw",
        column("role", ROLE),
        column("drawn_until", sa.DateTime()),
        sa.PrimaryKeyConstraint("role", name="pk_promise_draw"),
    )
    numbers = ("in_time", "late", "not_taken", "longest_minutes", "staffed_days", "covered_days")
    op.create_table(
        "promise_month",
        column("month", sa.String(7)),
        column("role", ROLE),
        *(column(name, sa.Integer()) for name in numbers),
        column("counted_to", sa.Date(), empty=True),
        column("is_alone", sa.Boolean()),
        sa.CheckConstraint(
            "in_time >= 0 AND late >= 0 AND not_taken >= 0",
            name="ck_promise_month_counts_from_nothing",
        ),
        sa.CheckConstraint(
            "covered_days <= staffed_days", name="ck_promise_month_covers_staffed_days"
        ),
        sa.PrimaryKeyConstraint("month", "role", name="pk_promise_month"),
    )
    op.create_table(
        "promise_number",
        column("id", sa.Integer()),
        column("each_month", sa.Integer()),
        sa.CheckConstraint("id = 1", name="ck_promise_number_only_one"),
        sa.CheckConstraint(
            "each_month BETWEEN 2 AND 12", name="ck_promise_number_a_number_in_reach"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_promise_number"),
    )


def _make_open_tests() -> None:
    op.create_table(
        "promise_test",
        column("id", ID),
        column("role", ROLE),
        column("sent_at", sa.DateTime()),
        column("due_at", sa.DateTime()),
        sa.CheckConstraint("sent_at < due_at", name="ck_promise_test_is_due_later"),
        sa.PrimaryKeyConstraint("id", name="pk_promise_test"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "promise_test_address",
        column("test_id", ID),
        column("person_id", ID),
        column("place", sa.Integer()),
        column("moment", sa.DateTime(), empty=True),
        column("given_at", sa.DateTime(), empty=True),
        sa.ForeignKeyConstraint(
            ["test_id"],
            ["promise_test.id"],
            name="fk_promise_test_address_test_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_promise_test_address_person_id"
        ),
        sa.PrimaryKeyConstraint("test_id", "person_id", name="pk_promise_test_address"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_promise_test_address_person_id", "promise_test_address", ["person_id"])
