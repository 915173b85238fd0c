"""`wellbeing policy rehearse`: what a new policy would change, on made-up people or on a file."""

import argparse
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    as_completed,
    wait,
)
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from wellbeing.commands.common import BAD_USE, CommandError
from wellbeing.commands.policy_files import policy_of, policy_or_ours
from wellbeing.commands.policy_lines import LineError, read_line
from wellbeing.simulation.rehearsal import (
    PEOPLE_OF_A_BLOCK,
    Pair,
    Side,
    Tally,
    blocks,
    how_many_blocks,
    rehearse_block,
    rehearse_history,
)

Job = TypeVar("Job")
MOST_PEOPLE = 10_000_000
MOST_WEEKS = 520
JOBS_AT_ONCE = 8


def run(arguments: argparse.Namespace) -> None:
    """Never reads an installation: that would release figures outside their budget."""
    pair = Pair(policy_or_ours(arguments.old), policy_of(arguments.new))
    if arguments.histories:
        tally, made_up = _of_file(arguments.histories, pair), False
    else:
        tally, made_up = _of_made_up(arguments, pair), True
    print(report(tally, made_up=made_up))


def report(tally: Tally, *, made_up: bool) -> str:
    """Say how many person-weeks would move between which steps, and how often support begins."""
    moved = {steps: n for steps, n in tally.moves.items() if steps[0] != steps[1]}
    total = sum(moved.values())
    lines = [
        f"{tally.people} {'made-up people' if made_up else 'people of the file'}, "
        f"{tally.weeks} person-weeks; {total} of them would move.",
        *(
            f"  {before} -> {after}: {n}"
            for (before, after), n in sorted(moved.items(), key=lambda item: (-item[1], item[0]))
        ),
        "Now and then:",
        _line("reactive support begins", tally, "step_ups"),
        _line("formal support is suggested", tally, "suggestions"),
    ]
    if made_up:
        lines += [
            _line("begins though the person is settled beneath", tally, "unneeded"),
            _line(f"lasting strain is not seen (of {tally.spells} spells)", tally, "missed"),
        ]
    return "\n".join(lines)


def _line(what: str, tally: Tally, name: str) -> str:
    before, after = (_count(side, name) for side in (tally.old, tally.new))
    return f"  {what}: {before} -> {after}"


def _count(side: Side, name: str) -> int:
    return int(getattr(side, name))


def _of_made_up(arguments: argparse.Namespace, pair: Pair) -> Tally:
    people, weeks = arguments.people, arguments.weeks
    if not (0 < people <= MOST_PEOPLE and 0 < weeks <= MOST_WEEKS):
        raise CommandError(
            f"--people goes from 1 to {MOST_PEOPLE} and --weeks from 1 to {MOST_WEEKS}.", BAD_USE
        )
    return of_made_up(people, weeks, arguments.seed, pair)


def of_made_up(people: int, weeks: int, seed: int, pair: Pair) -> Tally:
    """Rehearse on so many made-up people, on every core of this machine."""
    jobs = blocks(people, weeks, seed)
    return _added(partial(rehearse_block, pair=pair), jobs, how_many_blocks(people))


def _of_file(file: Path, pair: Pair) -> Tally:
    try:
        with file.open("rb") as lines:
            return _added(partial(_chunk, pair=pair), _chunks(lines), None)
    except LineError as error:
        raise CommandError(f"{file}: {error}. Try `wellbeing policy explain` on it.") from error
    except OSError as error:
        raise CommandError(f"{file} cannot be read ({error.strerror}).", BAD_USE) from error


def _chunks(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    filled = (line for line in lines if line.strip())
    while chunk := list(islice(filled, PEOPLE_OF_A_BLOCK)):
        yield chunk


def _chunk(lines: list[bytes], pair: Pair) -> Tally:
    tally = Tally()
    for line in lines:
        tally.add(rehearse_history(read_line(line).weeks, pair))
    return tally


def _added(work: Callable[[Job], Tally], jobs: Iterable[Job], of: int | None) -> Tally:
    """Share the jobs among all cores and add up what they count."""
    tally = Tally()
    for done, part in enumerate(_worked(work, jobs, of), start=1):
        tally.add(part)
        _tell(tally.people, done, of)
    return tally


def _worked(work: Callable[[Job], Tally], jobs: Iterable[Job], of: int | None) -> Iterator[Tally]:
    cores = min(os.cpu_count() or 1, of or JOBS_AT_ONCE)
    if cores == 1:
        yield from map(work, jobs)
        return
    # A fresh interpreter each: nothing of this one is copied into them.
    pool = ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield from _in_turn(pool, work, jobs, JOBS_AT_ONCE * cores)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_turn(
    pool: Executor, work: Callable[[Job], Tally], jobs: Iterable[Job], at_once: int
) -> Iterator[Tally]:
    """Hand out only so many jobs ahead: a long file is not read to its end before the first is done."""
    waiting: set[Future[Tally]] = set()
    for job in jobs:
        waiting.add(pool.submit(work, job))
        if len(waiting) >= at_once:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (one.result() for one in done)
    yield from (one.result() for one in as_completed(waiting))


def _tell(people: int, done: int, of: int | None) -> None:
    if sys.stderr.isatty():
        share = f", {100 * done // of} %" if of else ""
        end = "\n" if done == of else ""
        print(f"\rRehearsing: {people} people{share} ", end=end, file=sys.stderr, flush=True)
