"""`wellbeing privacy-map`: what every column of the databases holds, for the impact assessment."""

import argparse
import json
from dataclasses import asdict, dataclass

from sqlalchemy import MetaData

from wellbeing.database import KeyRow, LedgerRow, Row
from wellbeing.privacy import PrivacyKind


@dataclass(frozen=True)
class Line:
    """One column: where it lies and what it holds."""

    database: str
    table: str
    column: str
    kind: str


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("privacy-map", help="print what every column holds")
    parser.add_argument("--json", action="store_true", help="print one JSON list")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    found = privacy_map()
    if arguments.json:
        print(json.dumps([asdict(line) for line in found], indent=2))
        return
    print("| Database | Table | Column | Kind |\n|---|---|---|---|")
    for line in found:
        print(f"| {line.database} | {line.table} | {line.column} | {line.kind} |")


def privacy_map() -> tuple[Line, ...]:
    """Return every column of the three databases, the most careful kind first in each table."""
    # Importing the application declares every table there is.
    import wellbeing.app  # noqa: F401

    bases = (("main", Row), ("keys", KeyRow), ("ledger", LedgerRow))
    return tuple(line for name, base in bases for line in _lines(name, base.metadata))


def _lines(database: str, metadata: MetaData) -> list[Line]:
    kinds = list(PrivacyKind)
    return [
        Line(database, table.name, column.name, column.info["privacy"].value)
        for table in sorted(metadata.tables.values(), key=lambda table: table.name)
        for column in sorted(table.columns, key=lambda column: kinds.index(column.info["privacy"]))
    ]
