"""The tables of the organisation and its units, made by the first revision."""

from typing import Any

import sqlalchemy as sa
from alembic import op

UNITS = ("organisation", "unit", "unit_earlier")
ID = sa.String(32)


def make_unit_tables() -> None:
    op.create_table(
        "organisation",
        _column("id", sa.Integer()),
        _column("name", sa.String()),
        _column("zone", sa.String()),
        _column("nation", sa.String()),
        _column("first_cycle_monday", sa.Date()),
        sa.CheckConstraint("id = 1", name="ck_organisation_only_one"),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
    )
    op.create_table(
        "unit",
        _column("id", ID),
        _column("level", sa.String()),
        _column("name", sa.String()),
        _column("parent_id", ID, empty=True),
        _column("opened_on", sa.Date()),
        _column("closed_on", sa.Date(), empty=True),
        _refers("unit", "parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
    )
    op.create_table(
        "unit_earlier",
        _column("unit_id", ID),
        _column("from_on", sa.Date()),
        _column("until_on", sa.Date()),
        _column("name", sa.String()),
        _column("parent_id", ID, empty=True),
        _refers("unit_earlier", "unit_id"),
        _refers("unit_earlier", "parent_id"),
        sa.PrimaryKeyConstraint("unit_id", "from_on", name="pk_unit_earlier"),
    )
    op.create_index("ix_unit_parent_id", "unit", ["parent_id"])


def _refers(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["unit.id"], name=f"fk_{table}_{column}")


def _column(name: str, kind: sa.types.TypeEngine[Any], *, empty: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=empty)
