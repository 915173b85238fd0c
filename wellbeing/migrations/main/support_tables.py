"""The tables of requests that reach a human, and of what happens in a case."""

import sqlalchemy as sa
from alembic import op

ID = sa.String(32)
ADDRESS = sa.LargeBinary(32)
CASES = ("support_note", "support_word")


def make_support_tables() -> None:
    op.create_table(
        "support_request",
        sa.Column("id", ID, nullable=False),
        sa.Column("asker", ADDRESS, nullable=False),
        sa.Column("open_place", ADDRESS, nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("remove_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(open_place IS NULL) = (remove_on IS NOT NULL)",
            name="ck_support_request_open_or_ended",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_support_request"),
        sa.UniqueConstraint("open_place", name="uq_support_request_open_place"),
        sqlite_with_rowid=False,
    )
    for column in ("asker", "remove_on"):
        op.create_index(f"ix_support_request_{column}", "support_request", [column])
    op.create_table(
        "support_address",
        sa.Column("request_id", ID, nullable=False),
        sa.Column("contact", ADDRESS, nullable=False),
        _of_request("support_address"),
        sa.PrimaryKeyConstraint("request_id", "contact", name="pk_support_address"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_support_address_contact", "support_address", ["contact"])


def make_case_tables() -> None:
    op.create_table(
        "support_note",
        sa.Column("request_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("number >= 1", name="ck_support_note_from_one"),
        _of_request("support_note"),
        sa.PrimaryKeyConstraint("request_id", "number", name="pk_support_note"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "support_word",
        sa.Column("request_id", ID, nullable=False),
        sa.Column("contact", ADDRESS, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _of_request("support_word"),
        sa.PrimaryKeyConstraint("request_id", name="pk_support_word"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_support_word_contact", "support_word", ["contact"])


def _of_request(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["request_id"],
        ["support_request.id"],
        name=f"fk_{table}_request_id",
        ondelete="CASCADE",
    )
