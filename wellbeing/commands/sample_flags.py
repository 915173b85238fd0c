"""The size and seed of a sample, as flags of `wellbeing demo` and `wellbeing simulate`."""

import argparse
from collections.abc import Callable
from datetime import datetime

from wellbeing.simulation.organisation import FEWEST_PEOPLE, MOST_PEOPLE
from wellbeing.simulation.sample import (
    DEFAULT_PEOPLE,
    DEFAULT_SEED,
    DEFAULT_WEEKS,
    MOST_WEEKS,
    Sample,
)


def add_size(parser: argparse.ArgumentParser) -> None:
    """Let the command take the size and the seed of a sample."""
    parser.add_argument(
        "--people",
        type=_between(FEWEST_PEOPLE, MOST_PEOPLE),
        help=f"how many people (default: {DEFAULT_PEOPLE})",
    )
    parser.add_argument(
        "--weeks",
        type=_between(1, MOST_WEEKS),
        help=f"how many weeks of history (default: {DEFAULT_WEEKS})",
    )
    parser.add_argument(
        "--seed",
        type=_between(0, 2**31),
        help=f"which people and answers; never the noise (default: {DEFAULT_SEED})",
    )


def wanted(arguments: argparse.Namespace, now: datetime) -> Sample:
    """Return the sample the flags ask for, ending with the week before this one."""
    return Sample.ending_before(
        now.date(),
        arguments.people or DEFAULT_PEOPLE,
        arguments.weeks or DEFAULT_WEEKS,
        DEFAULT_SEED if arguments.seed is None else arguments.seed,
    )


def _between(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"a whole number from {least} to {most}, not {text!r}")
        return number

    return read
