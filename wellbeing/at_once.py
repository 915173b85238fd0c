"""Reads rows of very many people at once with the bare driver, as a release must."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, any_, literal
from sqlalchemy.orm import InstrumentedAttribute, Session

# How many people a release takes together: few enough to forget, enough to be quick.
PEOPLE = 2_000


def among(session: Session, statement: str, keys: Sequence[bytes]) -> Sequence[Any]:
    """Run `SELECT … WHERE … IN` for many keys, where most time would go into making objects."""
    connection = session.connection()
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join([mark] * len(keys))
    return connection.exec_driver_sql(f"{statement} ({marks})", tuple(keys)).cursor.fetchall()


def is_among(
    session: Session, column: InstrumentedAttribute[Any], keys: Sequence[Any]
) -> ColumnElement[bool]:
    """Return the condition that a column holds one of many keys.

    On PostgreSQL they are one value: a mark for each makes a new text each time, which is read anew.
    """
    if session.get_bind().dialect.name == "sqlite":
        return column.in_(keys)
    return column == any_(literal(list(keys), ARRAY(column.type)))
