"""`wellbeing privacy-map`: what every column of the databases holds, for the impact assessment."""

import argparse
import json
from dataclasses import asdict

from wellbeing.documents.columns import Line, every_column


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
    # Importing the application declares every table there is.
    import wellbeing.app  # noqa: F401

    return every_column()
