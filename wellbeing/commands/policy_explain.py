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
from wellbeing.stepped_care import (
    Judged,
    Placement,
    Policies,
    Step,
    place,
    place_traced,
    saw_in_words,
)
from wellbeing.week import Week

STEP_NAMES = {
    Step.PREVENTION: "Prevention",
    Step.REACTIVE: "Reactive",
    Step.FORMAL: "Formal intervention",
    None: "No current information",
}
HELD = {True: "held", False: "did not hold", None: "was not asked"}
Traced = tuple[Placement, tuple[Judged, ...]]


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
                weeks = weeks_of(person, policies, traced=arguments.trace)
                print(tell(person, weeks, traced=arguments.trace))
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


def weeks_of(person: Person, policies: Policies, *, traced: bool) -> Iterable[Traced]:
    if traced:
        return place_traced(person.weeks, policies)
    return ((placement, ()) for placement in place(person.weeks, policies))


def as_json(person: Person, weeks: Iterable[Traced], *, traced: bool) -> str:
    told = [
        {
            "week": str(one.week),
            "step": one.step,
            "formal_suggested": one.formal_suggested,
            "no_current_information": one.no_current_information,
            "w": one.w,
            "baseline": _plain(one.baseline),
            "rise": _plain(one.rise),
            "rules": one.rules,
            **({"trace": [_asked(rule) for rule in judged]} if traced else {}),
        }
        for one, judged in weeks
    ]
    return json.dumps({"id": person.id, "weeks": told})


def _asked(one: Judged) -> dict[str, object]:
    saw = {name: _plain(found) for name, found in one.saw.items()}
    return {"rule": one.rule, "held": one.held, "saw": saw, "sentence": one.sentence}


def as_text(person: Person, weeks: Iterable[Traced], *, traced: bool) -> str:
    lines = [person.id]
    for one, judged in weeks:
        lines.append(f"  {_sentence(one)}")
        lines += [f"    {_asked_in_words(rule)}" for rule in judged if traced]
    return "\n".join([*lines, ""])


def _asked_in_words(one: Judged) -> str:
    saw = "; ".join(f"{words}: {found}" for words, found in saw_in_words(one))
    return f"{one.rule} {HELD[one.held]}. {one.sentence}{f' [{saw}]' if saw else ''}"


def _sentence(one: Placement) -> str:
    suggested = ", formal support suggested" if one.formal_suggested else ""
    rules = f" ({', '.join(one.rules)})" if one.rules else ""
    why = " ".join(reason.sentence for reason in one.reasons)
    return f"{one.week}: {STEP_NAMES[one.step]}{suggested}{rules}. {why}"


def _plain(value: object) -> object:
    """Write 3 for 3.0 and a week as 2026-W07; a half stays a half, what is missing is null."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Week):
        return str(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


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
