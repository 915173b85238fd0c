"""The tables of numbers that text messages go to, made by the first revision."""

import sqlalchemy as sa
from alembic import op

TEXTS = ("text_number", "text_code")


def make_text_tables() -> None:
    op.create_table(
        "text_number",
        sa.Column("id", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_text_number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "text_code",
        sa.Column("id", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_text_code"),
        sqlite_with_rowid=False,
    )
