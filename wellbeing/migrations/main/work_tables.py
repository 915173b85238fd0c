"""Requests for a change at work, made by the second revision."""

import sqlalchemy as sa
from alembic import op

WORK = ("work_request",)


def make_work_tables() -> None:
    op.create_table(
        "work_request",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("asker", sa.LargeBinary(32), nullable=False),
        sa.Column("receiver", sa.LargeBinary(32), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("remove_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "receiver IS NULL OR words IS NOT NULL", name="ck_work_request_words_while_open"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_work_request"),
        sqlite_with_rowid=False,
    )
    for name in ("asker", "receiver", "remove_on"):
        op.create_index(f"ix_work_request_{name}", "work_request", [name])
