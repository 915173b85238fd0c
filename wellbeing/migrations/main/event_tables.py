"""The table of events of the organisation, made by the first revision."""

import sqlalchemy as sa
from alembic import op

PROMISES = {
    "has_a_name": "name <> ''",
    "ends_after_it_starts": "ends_on IS NULL OR ends_on >= starts_on",
}


def make_event_tables() -> None:
    op.create_table(
        "organisation_event",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.CheckConstraint(promise, name=f"ck_organisation_event_{name}")
            for name, promise in PROMISES.items()
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organisation_event"),
    )
