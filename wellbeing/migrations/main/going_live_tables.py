"""The table of lines that were confirmed before check-ins opened, made by the second revision."""

import sqlalchemy as sa
from alembic import op

GOING_LIVE = ("confirmed_line",)


def make_going_live_tables() -> None:
    op.create_table(
        "confirmed_line",
        sa.Column("key", sa.String(48), nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("said", sa.String(500), nullable=False),
        sa.Column("confirmed_by", sa.String(32), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.CheckConstraint("key <> ''", name="ck_confirmed_line_has_a_key"),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["person.id"], name="fk_confirmed_line_confirmed_by"
        ),
        sa.PrimaryKeyConstraint("key", name="pk_confirmed_line"),
    )
