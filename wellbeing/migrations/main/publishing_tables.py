"""The tables of what publishing keeps, made by the first revision."""

from typing import Any

import sqlalchemy as sa
from alembic import op


def make_publishing_tables() -> None:
    op.create_table(
        "cohort",
        sa.Column("cycle_id", sa.Integer(), autoincrement=False, nullable=False),
        _column("person_id", sa.String(64)),
        _column("unit_key", sa.String(64)),
        sa.PrimaryKeyConstraint("cycle_id", "person_id", name="pk_cohort"),
    )
    op.create_table(
        "frozen_plan",
        sa.Column("cycle_id", sa.Integer(), autoincrement=False, nullable=False),
        _column("plan_json", sa.String()),
        sa.PrimaryKeyConstraint("cycle_id", name="pk_frozen_plan"),
    )
    op.create_table(
        "published_window",
        _column("rhythm", sa.String(8)),
        sa.Column("window_index", sa.Integer(), autoincrement=False, nullable=False),
        _column("ledger_entry", sa.Integer()),
        _column("ledger_sha256", sa.String(64)),
        sa.PrimaryKeyConstraint("rhythm", "window_index", name="pk_published_window"),
    )


def _column(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)
