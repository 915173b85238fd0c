"""The tables of what two people agree on, made by the first revision; here that of figure settings."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from wellbeing.migrations.main.policy_tables import PROMISES as OF_TWO_PEOPLE
from wellbeing.migrations.main.policy_tables import make_policy_tables

AGREED = ("policy_change", "policy_trouble", "parameters_change")
ID = sa.String(32)
ONE_AT_A_TIME = sa.text("decision = 'open'")
NOT_STOPPED = sa.text("stopped_on IS NULL")
PROMISES = {
    **{
        name.replace("_week", "_cycle"): promise.replace("from_week", "from_cycle")
        for name, promise in OF_TWO_PEOPLE.items()
    },
    "agreed_by_two": "decision <> 'founding'",
    "budget_within_bounds": "rho_cycle >= 0.25 AND rho_cycle <= 0.5",
    "smallest_group_not_below_8": "smallest_group >= 8",
    "smallest_tally_not_below_500": "smallest_tally >= 500",
    "stopped_by_a_person": "(stopped_on IS NULL) = (stopped_by IS NULL)",
    "only_agreed_ones_are_stopped": "stopped_on IS NULL OR decision = 'approved'",
}


def make_agreed_tables() -> None:
    make_policy_tables()
    _make_figure_settings()


def _make_figure_settings() -> None:
    op.create_table(
        "parameters_change",
        _column("id", ID),
        _column("text", sa.String()),
        _column("text_sha256", sa.String(64)),
        _column("rho_cycle", sa.Double()),
        _column("smallest_group", sa.Integer()),
        _column("smallest_tally", sa.Integer()),
        _column("why", sa.String()),
        _column("proposed_by", ID),
        _column("proposed_on", sa.Date()),
        _column("decision", sa.String()),
        _column("decided_by", ID, empty=True),
        _column("decided_on", sa.Date(), empty=True),
        _column("decided_why", sa.String()),
        _column("from_cycle", sa.Integer(), empty=True),
        _column("stopped_by", ID, empty=True),
        _column("stopped_on", sa.Date(), empty=True),
        *(
            sa.CheckConstraint(promise, name=f"ck_parameters_change_{name}")
            for name, promise in PROMISES.items()
        ),
        *(
            sa.ForeignKeyConstraint([column], ["person.id"], name=f"fk_parameters_change_{column}")
            for column in ("proposed_by", "decided_by", "stopped_by")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_parameters_change"),
    )
    op.create_index(
        "uq_parameters_change_one_a_cycle",
        "parameters_change",
        ["from_cycle"],
        unique=True,
        sqlite_where=NOT_STOPPED,
        postgresql_where=NOT_STOPPED,
    )
    op.create_index(
        "uq_parameters_change_one_at_a_time",
        "parameters_change",
        ["decision"],
        unique=True,
        sqlite_where=ONE_AT_A_TIME,
        postgresql_where=ONE_AT_A_TIME,
    )


def _column(name: str, kind: sa.types.TypeEngine[Any], *, empty: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=empty)
