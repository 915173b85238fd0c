"""What came by the link of a weekly message, and what people said ahead."""

import sqlalchemy as sa
from alembic import op

BY_LINK = ("later_by_link", "sent_by_link")


def make_by_link_tables() -> None:
    op.create_table(
        "later_by_link",
        sa.Column("id", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_later_by_link"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_later_by_link_kept_until", "later_by_link", ["kept_until"])
    op.create_table(
        "sent_by_link",
        sa.Column("id", sa.LargeBinary(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sent_by_link"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sent_by_link_day", "sent_by_link", ["day"])


def make_said_ahead() -> None:
    op.create_table(
        "said_ahead",
        sa.Column("id", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_said_ahead"),
        sqlite_with_rowid=False,
    )
