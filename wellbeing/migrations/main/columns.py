"""How columns, keyed tables and references are written in the first revision."""

from typing import Any

import sqlalchemy as sa
from alembic import op

ADDRESS = sa.LargeBinary(32)


def column(name: str, kind: sa.types.TypeEngine[Any], *, empty: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=empty)


def keyed(table: str, key: str, *columns: sa.Column[Any] | sa.ForeignKeyConstraint) -> None:
    """A table found by a keyed address: no row number, so no order of arrival."""
    op.create_table(
        table,
        column(key, ADDRESS),
        *columns,
        sa.PrimaryKeyConstraint(key, name=f"pk_{table}"),
        sqlite_with_rowid=False,
    )


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}")
