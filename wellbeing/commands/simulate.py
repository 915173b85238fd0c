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
    _add_demand(inner)


def run(arguments: argparse.Namespace) -> None:
    # Imported here: it brings most of the house, which no other command should wait for.
    from wellbeing.commands.simulating import simulate

    simulate(arguments)


def run_utility(arguments: argparse.Namespace) -> None:
    # Imported here, like the sample: no other command should wait for it.
    from wellbeing.commands import simulate_utility

    simulate_utility.run(arguments)


def run_demand(arguments: argparse.Namespace) -> None:
    # Imported here, like the sample: no other command should wait for it.
    from wellbeing.commands import simulate_demand

    simulate_demand.run(arguments)


def _add_demand(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demand = inner.add_parser(
        "demand", help="count how many made-up people would need somebody in a week under a policy"
    )
    demand.add_argument("--policy", type=Path, metavar="FILE", help="(default: the shipped one)")
    # Not --people and --weeks: those of a sample organisation stand before this word.
    demand.add_argument(
        "--made-up", dest="people", type=int, default=5000, help="people (default: %(default)s)"
    )
    demand.add_argument(
        "--for-weeks", dest="weeks", type=int, default=52, help="weeks (default: %(default)s)"
    )
    demand.add_argument(
        "--from-seed", dest="seed", type=int, default=1, help="(default: %(default)s)"
    )
    demand.add_argument(
        "--write",
        type=Path,
        metavar="FOLDER",
        help="write demand.json here, instead of printing it",
    )
    demand.set_defaults(run=run_demand)


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
