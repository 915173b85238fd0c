"""The tables of requests that reach a human, made by the first revision."""

import sqlalchemy as sa
from alembic import op

ID = sa.String(32)
ADDRESS = sa.LargeBinary(32)


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
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["support_request.id"],
            name="fk_support_address_request_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("request_id", "contact", name="pk_support_address"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_support_address_contact", "support_address", ["contact"])
