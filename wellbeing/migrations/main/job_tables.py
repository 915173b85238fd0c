"""How each job went last, and the newest time that was taken as right."""

import sqlalchemy as sa
from alembic import op


def make_job_tables() -> None:
    op.create_table(
        "job_run",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("failed_at", sa.DateTime(), nullable=True),
        sa.Column("trouble", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_job_run"),
    )
    op.create_table(
        "seen_clock",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("doubt", sa.String(), nullable=False),
        sa.Column("long_gap", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_seen_clock"),
    )
