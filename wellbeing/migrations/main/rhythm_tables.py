"""The tables of the weekly rhythm, made by the first revision."""

import sqlalchemy as sa
from alembic import op

from wellbeing.migrations.main.text_tables import TEXTS, make_text_tables

RHYTHM = (
    "weekly_rhythm",
    "weekly_moment",
    "weekly_nudge",
    "planned_week",
    "weekly_calendar",
    *TEXTS,
)
SLOT = sa.String(120)
WEEK = sa.String(8)


def make_rhythm_tables() -> None:
    op.create_table(
        "weekly_rhythm",
        sa.Column("id", sa.LargeBinary(32), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("slot", SLOT, nullable=False),
        sa.Column("spread", sa.Integer(), nullable=False),
        sa.Column("away_from", sa.Date(), nullable=True),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_weekly_rhythm"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_weekly_rhythm_slot", "weekly_rhythm", ["slot"])
    op.create_table(
        "weekly_moment",
        sa.Column("week", WEEK, nullable=False),
        sa.Column("slot", SLOT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("second", sa.BigInteger(), nullable=False),
        sa.Column("until_second", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("week", "slot", "kind", name="pk_weekly_moment"),
    )
    op.create_table(
        "weekly_nudge",
        sa.Column("rhythm_id", sa.LargeBinary(32), nullable=False),
        sa.Column("week", WEEK, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_second", sa.BigInteger(), nullable=False),
        sa.Column("until_second", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("rhythm_id", "week", "kind", name="pk_weekly_nudge"),
        sqlite_with_rowid=False,
    )
    # Found by what waits and when; a sent message is never looked for.
    waiting = ["week", "state", "channel", "due_second"]
    op.create_index("ix_weekly_nudge_waiting", "weekly_nudge", waiting)
    op.create_table(
        "planned_week",
        sa.Column("week", WEEK, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("week", name="pk_planned_week"),
    )
    op.create_table(
        "weekly_calendar",
        sa.Column("rhythm_id", sa.LargeBinary(32), nullable=False),
        sa.Column("secret", sa.LargeBinary(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["rhythm_id"],
            ["weekly_rhythm.id"],
            name="fk_weekly_calendar_rhythm_id_weekly_rhythm",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("rhythm_id", name="pk_weekly_calendar"),
        sa.UniqueConstraint("secret", name="uq_weekly_calendar_secret"),
        sqlite_with_rowid=False,
    )
    make_text_tables()
