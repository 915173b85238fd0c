"""`wellbeing simulate`: makes the sample organisation without serving it."""

import argparse
from pathlib import Path

from wellbeing.commands import sample_flags
from wellbeing.commands.common import add_data


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("simulate", help="make a sample organisation in an empty folder")
    add_data(parser)
    sample_flags.add_size(parser)
    parser.add_argument(
        "--truth",
        type=Path,
        metavar="FILE",
        help="write every simulated check-in to this file, one JSON object a line",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    # Imported here: it brings most of the house, which no other command should wait for.
    from wellbeing.commands.simulating import simulate

    simulate(arguments)
