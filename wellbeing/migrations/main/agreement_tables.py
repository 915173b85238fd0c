"""The table of team agreements, made by the first revision."""

import sqlalchemy as sa
from alembic import op

AGREEMENTS = ("team_agreement",)
PROMISES = {
    "counts_from_one": "number >= 1",
    "put_back_from_an_earlier_one": "put_back IS NULL OR put_back < number",
}


def make_agreement_tables() -> None:
    op.create_table(
        "team_agreement",
        sa.Column("unit_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("texts", sa.String(), nullable=True),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("put_back", sa.Integer(), nullable=True),
        *(
            sa.CheckConstraint(promise, name=f"ck_team_agreement_{name}")
            for name, promise in PROMISES.items()
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_team_agreement_unit_id"),
        sa.PrimaryKeyConstraint("unit_id", "number", name="pk_team_agreement"),
    )
