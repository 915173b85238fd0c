"""The tables of responders: who they are, within how many minutes, and calls."""

import sqlalchemy as sa
from alembic import op

from wellbeing.migrations.main.columns import ADDRESS, column, refers

RESPONDERS = ("named_responder", "responder_minutes", "call", "call_reader")
ID = sa.String(32)


def make_responder_tables() -> None:
    _make_roll()
    op.create_table(
        "call",
        column("id", ID),
        column("owner", ADDRESS),
        column("sealed", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_call"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_call_owner", "call", ["owner"])
    op.create_table(
        "call_reader",
        column("call_id", ID),
        column("reader", ADDRESS),
        sa.ForeignKeyConstraint(
            ["call_id"], ["call.id"], name="fk_call_reader_call_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("call_id", "reader", name="pk_call_reader"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_call_reader_reader", "call_reader", ["reader"])


def _make_roll() -> None:
    op.create_table(
        "named_responder",
        column("person_id", ID),
        column("place", sa.Integer()),
        column("named_by", ID, empty=True),
        column("named_on", sa.Date()),
        column("taken_on", sa.Date(), empty=True),
        column("away_until", sa.Date(), empty=True),
        refers("named_responder", "person_id", "person"),
        refers("named_responder", "named_by", "person"),
        sa.PrimaryKeyConstraint("person_id", name="pk_named_responder"),
    )
    op.create_table(
        "responder_minutes",
        column("id", sa.Integer()),
        column("minutes", sa.Integer()),
        column("set_by", ID, empty=True),
        column("set_on", sa.Date()),
        sa.CheckConstraint("id = 1", name="ck_responder_minutes_only_one"),
        sa.CheckConstraint("minutes > 0", name="ck_responder_minutes_some_time"),
        refers("responder_minutes", "set_by", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_responder_minutes"),
    )
