"""The tables of people and the dated facts about them, made by the first revision."""

import sqlalchemy as sa
from alembic import op

from wellbeing.migrations.main.columns import column, refers

ID = sa.String(32)


def make_people() -> None:
    op.create_table(
        "person",
        column("id", ID),
        column("name", sa.String()),
        column("work_email", sa.String()),
        column("email_key", sa.String(), empty=True),
        column("joined_on", sa.Date()),
        column("left_on", sa.Date(), empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email_key", name="uq_person_email_key"),
    )


def make_dated_facts_of_people() -> None:
    op.create_table(
        "membership",
        column("person_id", ID),
        column("from_on", sa.Date()),
        column("unit_id", ID),
        column("until_on", sa.Date(), empty=True),
        refers("membership", "person_id", "person"),
        refers("membership", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("person_id", "from_on", name="pk_membership"),
    )
    op.create_index("ix_membership_unit_id", "membership", ["unit_id"])
    op.create_table(
        "supervision",
        column("person_id", ID),
        column("unit_id", ID),
        column("from_on", sa.Date()),
        column("until_on", sa.Date(), empty=True),
        refers("supervision", "person_id", "person"),
        refers("supervision", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("person_id", "unit_id", "from_on", name="pk_supervision"),
    )
    op.create_index("ix_supervision_unit_id", "supervision", ["unit_id"])
    op.create_table(
        "role",
        column("person_id", ID),
        column("role", sa.String()),
        column("from_on", sa.Date()),
        column("until_on", sa.Date(), empty=True),
        refers("role", "person_id", "person"),
        sa.PrimaryKeyConstraint("person_id", "role", "from_on", name="pk_role"),
    )
