"""The table of times and letters between the two people of a case, made by the second revision."""

import sqlalchemy as sa
from alembic import op

CONTACT = ("support_paper",)


def make_contact_tables() -> None:
    op.create_table(
        "support_paper",
        sa.Column("request_id", sa.String(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["support_request.id"],
            name="fk_support_paper_request_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("request_id", name="pk_support_paper"),
        sqlite_with_rowid=False,
    )
