"""`wellbeing policy explain`: the step of every week of the histories in a file, and why."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from wellbeing.commands.common import BAD_USE, CommandError
from wellbeing.commands.policy_files import policies_of_weeks
from wellbeing.commands.policy_lines import LineError, Person, read_line
from wellbeing.stepped_care import Placement, Step, place

STEP_NAMES = {
    Step.PREVENTION: "Prevention",
    Step.REACTIVE: "Reactive",
    Step.FORMAL: "Formal intervention",
    None: "No current information",
}


def run(arguments: argparse.Namespace) -> None:
    """Answer every line that can be read; fail at the end when some could not be."""
    tell = as_text if arguments.text else as_json
    policies = policies_of_weeks(arguments.policy)
    with _opened(arguments.file) as lines:
        bad = 0
        for person in _people(lines):
            if person is None:
                bad += 1
            else:
                print(tell(person, place(person.weeks, policies)))
    if bad:
        raise CommandError(
            f"{bad} of the lines of {arguments.file} could not be read: put right what is named "
            "above. The other lines were answered."
        )


def _people(lines: Iterable[bytes]) -> Iterator[Person | None]:
    """Give the people one by one; None for a line whose faults were told."""
    for number, written in enumerate(lines, start=1):
        if not written.strip():
            continue
        try:
            yield read_line(written)
        except LineError as error:
            for fault in error.faults:
                print(f"line {number}: {fault}", file=sys.stderr)
            yield None


def as_json(person: Person, placements: Iterable[Placement]) -> str:
    weeks = [
        {
            "week": str(one.week),
            "step": one.step,
            "formal_suggested": one.formal_suggested,
            "no_current_information": one.no_current_information,
            "w": one.w,
            "baseline": _plain(one.baseline),
            "rise": _plain(one.rise),
            "rules": one.rules,
        }
        for one in placements
    ]
    return json.dumps({"id": person.id, "weeks": weeks})


def as_text(person: Person, placements: Iterable[Placement]) -> str:
    return "\n".join([f"{person.id}", *(f"  {_sentence(one)}" for one in placements), ""])


def _sentence(one: Placement) -> str:
    suggested = ", formal support suggested" if one.formal_suggested else ""
    rules = f" ({', '.join(one.rules)})" if one.rules else ""
    why = " ".join(reason.sentence for reason in one.reasons)
    return f"{one.week}: {STEP_NAMES[one.step]}{suggested}{rules}. {why}"


def _plain(value: float | None) -> float | int | None:
    """Write 3 for 3.0; a half stays a half."""
    return int(value) if value is not None and value.is_integer() else value


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    try:
        with file.open("rb") as lines:
            yield lines
    except OSError as error:
        raise CommandError(f"{file} cannot be read ({error.strerror}).", BAD_USE) from error
