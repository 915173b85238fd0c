"""`wellbeing demo`: the sample organisation, the web service and the timetable in one process."""

import argparse

from wellbeing.commands import sample_flags
from wellbeing.commands.common import add_data, port_number
from wellbeing.settings import DEFAULT_PORT


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("demo", help="show the service with a sample organisation")
    add_data(parser)
    parser.add_argument(
        "--port", type=port_number, default=DEFAULT_PORT, help="the port (default: 8000)"
    )
    sample_flags.add_size(parser)
    parser.add_argument("--reset", action="store_true", help="start again with a fresh sample")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    # Imported here: it brings most of the house, which no other command should wait for.
    from wellbeing.commands.showing import show

    show(arguments)
