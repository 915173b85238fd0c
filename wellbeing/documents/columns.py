"""What every column of the databases holds, as each declares it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import MetaData

from wellbeing.database import KeyRow, LedgerRow, Row
from wellbeing.privacy import PrivacyKind

DATABASES = (("main", Row.metadata), ("keys", KeyRow.metadata), ("ledger", LedgerRow.metadata))


@dataclass(frozen=True)
class Line:
    """One column: where it lies and what it holds."""

    database: str
    table: str
    column: str
    kind: str


def every_column() -> tuple[Line, ...]:
    """Return every column of the three databases, the most careful kind first in each table.

    Whoever asks has loaded the application, which declares every table there is.
    """
    return tuple(line for name, metadata in DATABASES for line in _lines(name, metadata))


def by_table(lines: Iterable[Line]) -> tuple[tuple[str, ...], ...]:
    """Return a row for each table: where it is, and its columns by kind."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for line in lines:
        kinds = found.setdefault((line.database, line.table), {})
        kinds.setdefault(line.kind, []).append(line.column)
    return tuple(
        (
            table,
            database,
            "; ".join(f"{kind}: {', '.join(columns)}" for kind, columns in kinds.items()),
        )
        for (database, table), kinds in found.items()
    )


def _lines(database: str, metadata: MetaData) -> list[Line]:
    kinds = list(PrivacyKind)
    return [
        Line(database, table.name, column.name, column.info["privacy"].value)
        for table in sorted(metadata.tables.values(), key=lambda table: table.name)
        for column in sorted(table.columns, key=lambda column: kinds.index(column.info["privacy"]))
    ]
