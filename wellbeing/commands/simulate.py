"""`wellbeing simulate`: makes the sample organisation without serving it, or measures on such people."""

import argparse
from pathlib import Path

from wellbeing.commands import sample_flags
from wellbeing.commands.common import add_data


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "simulate",
        help="make a sample organisation in an empty folder, or measure on made-up people",
    )
    add_data(parser)
    sample_flags.add_size(parser)
    parser.add_argument(
        "--truth",
        type=Path,
        metavar="FILE",
        help="write every simulated check-in to this file, one JSON object a line",
    )
    parser.set_defaults(run=run)
    inner = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_utility(inner)


def run(arguments: argparse.Namespace) -> None:
    # Imported here: it brings most of the house, which no other command should wait for.
    from wellbeing.commands.simulating import simulate

    simulate(arguments)


def run_utility(arguments: argparse.Namespace) -> None:
    # Imported here, like the sample: no other command should wait for it.
    from wellbeing.commands import simulate_utility

    simulate_utility.run(arguments)


def _add_utility(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    utility = inner.add_parser(
        "utility", help="measure how useful figures are, on people whose whole truth is known"
    )
    utility.add_argument(
        "--organisations", type=int, default=24, help="how many to make up (default: %(default)s)"
    )
    utility.add_argument(
        "--write",
        type=Path,
        metavar="FOLDER",
        help="write utility.md and proofs/utility.json here, instead of printing the page",
    )
    utility.set_defaults(run=run_utility)
