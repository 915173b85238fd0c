"""Reads rows of very many people at once with the bare driver, as a release must."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

# How many people a release takes together: few enough to forget, enough to be quick.
PEOPLE = 2_000


def among(session: Session, statement: str, keys: Sequence[bytes]) -> Sequence[Any]:
    """Run `SELECT … WHERE … IN` for many keys, where most time would go into making objects."""
    connection = session.connection()
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join([mark] * len(keys))
    return connection.exec_driver_sql(f"{statement} ({marks})", tuple(keys)).cursor.fetchall()
