"""The table of openings, made by the second revision: to whom check-ins are open, and who agreed."""

import sqlalchemy as sa
from alembic import op

from wellbeing.migrations.main.policy_tables import PROMISES as OF_TWO_PEOPLE

OPENING = ("opening",)
ID = sa.String(32)
ONE_AT_A_TIME = sa.text("decision = 'open'")
PROMISES = {
    **{
        name.replace("_week", "_day"): promise.replace("from_week", "from_day")
        for name, promise in OF_TWO_PEOPLE.items()
    },
    "for_everybody_or_for_units": "everybody = (units = '')",
    "ended_by_a_person_who_says_why": "(ended_on IS NULL) = (ended_by IS NULL) "
    "AND (ended_on IS NULL) = (ended_why = '')",
    "only_agreed_ones_are_ended": "ended_on IS NULL OR decision = 'approved'",
}


def make_opening_tables() -> None:
    op.create_table(
        "opening",
        sa.Column("id", ID, nullable=False),
        sa.Column("everybody", sa.Boolean(), nullable=False),
        sa.Column("units", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("proposed_by", ID, nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_why", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("ended_by", ID, nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_why", sa.String(), nullable=False),
        *(
            sa.CheckConstraint(promise, name=f"ck_opening_{name}")
            for name, promise in PROMISES.items()
        ),
        *(
            sa.ForeignKeyConstraint([column], ["person.id"], name=f"fk_opening_{column}")
            for column in ("proposed_by", "decided_by", "ended_by")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opening"),
    )
    op.create_index(
        "uq_opening_one_at_a_time",
        "opening",
        ["decision"],
        unique=True,
        sqlite_where=ONE_AT_A_TIME,
        postgresql_where=ONE_AT_A_TIME,
    )
