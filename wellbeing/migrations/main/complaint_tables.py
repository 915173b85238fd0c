"""The tables of complaints, made by the second revision."""

import sqlalchemy as sa
from alembic import op

from wellbeing.migrations.main.columns import ADDRESS, column

COMPLAINTS = ("complaint", "complaint_reader")
ID = sa.String(32)


def make_complaint_tables() -> None:
    op.create_table(
        "complaint",
        column("id", ID),
        column("owner", ADDRESS),
        column("sealed", sa.LargeBinary()),
        column("remove_on", sa.Date(), empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_complaint"),
        sqlite_with_rowid=False,
    )
    for name in ("owner", "remove_on"):
        op.create_index(f"ix_complaint_{name}", "complaint", [name])
    op.create_table(
        "complaint_reader",
        column("complaint_id", ID),
        column("reader", ADDRESS),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name="fk_complaint_reader_complaint_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("complaint_id", "reader", name="pk_complaint_reader"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_complaint_reader_reader", "complaint_reader", ["reader"])
