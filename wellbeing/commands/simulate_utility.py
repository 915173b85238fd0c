"""`wellbeing simulate utility`: measures how useful published figures are, on people made up for it."""

import argparse
import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from wellbeing.clock import Clock, SystemClock
from wellbeing.commands.common import BAD_USE, CommandError
from wellbeing.commands.utility_page import Made, page
from wellbeing.disclosure import Indicator, Kind
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.simulation.still import StillShape, still_points_of
from wellbeing.simulation.useful import Point, Shape, points_of
from wellbeing.simulation.useful_lines import Line, lines_of

MOST_ORGANISATIONS = 1000
Measure = Callable[[int], tuple[Point, ...]]


@dataclass(frozen=True)
class Shapes:
    """The organisations that are made up: one whose teams take steps, and one in which nothing does."""

    stepping: Shape
    still: StillShape


def run(arguments: argparse.Namespace) -> None:
    act(arguments, SystemClock(), Shapes(Shape(), StillShape()))


def act(arguments: argparse.Namespace, clock: Clock, shapes: Shapes) -> None:
    """Measure on organisations of these shapes, and print the page or write it with its figures."""
    count: int = arguments.organisations
    if not 0 < count <= MOST_ORGANISATIONS:
        raise CommandError(f"--organisations goes from 1 to {MOST_ORGANISATIONS}.", BAD_USE)
    if arguments.write is not None:
        _make_room(arguments.write)
    points: list[Point] = []
    measure = partial(_points, shapes=shapes)
    for number, found in enumerate(_measured(measure, count), start=1):
        points += found
        _tell(number, count)
    lines = lines_of(points)
    made = Made(count, shapes.stepping.people, shapes.still.people, clock.now().date().isoformat())
    text = page(lines, made)
    if arguments.write is None:
        print(text, end="")
        return
    _write(arguments.write, text, quoted(lines, made))


def quoted(lines: Sequence[Line], made: Made) -> dict[str, object]:
    """Return what pages quote: teams of eight and of 25 first, of conditions at work."""
    of_teams = [line for line in lines if line.kind == Kind.PULSE]
    by_size = {line.size: line for line in of_teams if line.indicator == Indicator.CONDITIONS}
    return {
        "proof": "utility",
        "run_on": made.run_on,
        "organisations": made.organisations,
        "people_in_each": made.people,
        "people_in_each_still_one": made.still_people,
        "team_of_8_error": round(by_size[8].error, 2),
        "team_of_8_arrow_shown_of_100": round(100 * (by_size[8].arrow_shown or 0)),
        "team_of_25_arrow_shown_of_100": round(100 * (by_size[25].arrow_shown or 0)),
        "lines": [asdict(line) for line in lines],
    }


def _points(seed: int, shapes: Shapes) -> tuple[Point, ...]:
    return (
        *points_of(seed, shapes.stepping, discrete_gaussian),
        *still_points_of(seed, shapes.still, discrete_gaussian),
    )


def _measured(measure: Measure, count: int) -> Iterator[tuple[Point, ...]]:
    """Share the organisations among all cores."""
    seeds, cores = range(1, count + 1), min(os.cpu_count() or 1, count)
    if cores == 1:
        yield from map(measure, seeds)
        return
    # A fresh interpreter each: nothing of this one is copied into them.
    pool = ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield from pool.map(measure, seeds)
    finally:
        pool.shutdown(cancel_futures=True)


def _tell(done: int, of: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == of else ""
        print(f"\rMeasured: {done} of {of} ", end=end, file=sys.stderr, flush=True)


def _make_room(folder: Path) -> None:
    """Find out before minutes of work whether what they bring can be kept."""
    try:
        (folder / "proofs").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{folder} cannot be written ({error.strerror}).") from error


def _write(folder: Path, text: str, figures: dict[str, object]) -> None:
    (folder / "utility.md").write_text(text, "utf-8")
    kept = json.dumps(figures, indent=2) + "\n"
    (folder / "proofs" / "utility.json").write_text(kept, "utf-8")
    print(f"Written: {folder / 'utility.md'} and {folder / 'proofs' / 'utility.json'}")
