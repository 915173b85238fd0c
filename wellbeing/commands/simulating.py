"""Makes a sample organisation without serving it: what `wellbeing simulate` does."""

import argparse
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from wellbeing.clock import SystemClock
from wellbeing.commands import sample_flags, samples
from wellbeing.commands.common import CommandError
from wellbeing.simulation.building import Watcher


def simulate(arguments: argparse.Namespace) -> None:
    """Build the sample that the flags ask for in an empty folder, and write its answers if asked."""
    now = SystemClock().now()
    data: Path = arguments.data
    if samples.require_no_organisation(data) is not None:
        raise CommandError(f"{data} holds a sample already. Choose another --data folder.")
    sample = sample_flags.wanted(arguments, now)
    with ExitStack() as stack:
        truth = stack.enter_context(_writable(arguments.truth)) if arguments.truth else None
        progress = samples.telling_progress(f"Simulating {sample.people} people")
        built = samples.build(data, sample, now, Watcher(progress, truth))
    print(f"{built.people} people, {built.played} weeks, seed {built.seed}, in {data}.")
    print(f"Look at it with: wellbeing demo --data {data}")


def _writable(file: Path) -> TextIO:
    try:
        return file.open("w", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file} cannot be written ({error.strerror}).") from error
