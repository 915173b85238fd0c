"""The tables of deleting everything of a person, made by the first revision."""

import sqlalchemy as sa
from alembic import op

ADDRESS = sa.LargeBinary(32)
ERASURE = ("erasure", "erasure_begun", "person_code")


def make_erasure_tables() -> None:
    op.create_table(
        "erasure",
        sa.Column("entry", sa.LargeBinary(16), nullable=False),
        sa.Column("person", ADDRESS, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_erasure"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "erasure_begun",
        sa.Column("person", ADDRESS, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_erasure_begun"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person_code",
        sa.Column("id", ADDRESS, nullable=False),
        sa.Column("owner", ADDRESS, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person_code"),
        sa.UniqueConstraint("owner", name="uq_person_code_owner"),
        sqlite_with_rowid=False,
    )
