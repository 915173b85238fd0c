"""The table of what people share with one other person, made by the first revision."""

import sqlalchemy as sa
from alembic import op

SHARING = ("shared_item",)
ADDRESS = sa.LargeBinary(32)


def make_sharing_tables() -> None:
    op.create_table(
        "shared_item",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("owner", ADDRESS, nullable=False),
        sa.Column("reader", ADDRESS, nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "reader IS NULL OR words IS NOT NULL", name="ck_shared_item_words_while_open"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shared_item"),
        sqlite_with_rowid=False,
    )
    for column in ("owner", "reader", "until"):
        op.create_index(f"ix_shared_item_{column}", "shared_item", [column])
