"""The tables of how the service runs, made by the first revision."""

import sqlalchemy as sa
from alembic import op

RUNNING = ("carrier", "lost_weekly_message")


def make_running_tables() -> None:
    op.create_table(
        "carrier",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("fault", sa.String(), nullable=True),
        sa.Column("since", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_carrier"),
    )
    op.create_table(
        "lost_weekly_message",
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("told_from", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("week", "carrier", "how", name="pk_lost_weekly_message"),
    )
