"""`wellbeing policy check`: everything that is wrong in policy files, all at once."""

import argparse
import sys
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from wellbeing.commands.common import CommandError
from wellbeing.commands.policy_files import text_of
from wellbeing.stepped_care import Policy, PolicyError, Problem, parse_policy
from wellbeing.stepped_care.policy_words import refused_words


def run(arguments: argparse.Namespace) -> None:
    if arguments.files:
        _check(arguments.files)
        return
    with as_file(files("wellbeing.stepped_care") / "policies") as folder:
        _check(sorted(folder.glob("*.toml")))


def _check(chosen: list[Path]) -> None:
    wrong = 0
    for file in chosen:
        problems = tuple(problems_of(file))
        wrong += bool(problems)
        for problem in problems:
            print(f"{file}: {problem}", file=sys.stderr)
        if not problems:
            print(f"{file}: nothing is wrong.")
    if wrong:
        raise CommandError(f"{wrong} of {len(chosen)} files cannot be used: see above.")


def problems_of(file: Path) -> Iterator[Problem]:
    text = text_of(file)
    try:
        policy = parse_policy(text, file=str(file))
    except PolicyError as error:
        yield from error.problems
    else:
        yield from _misnamed(file, policy)
    yield from refused_words(text)


def _misnamed(file: Path, policy: Policy) -> Iterator[Problem]:
    day = policy.in_force_from.isoformat()
    if file.stem != day:
        yield Problem("file name", f"is {file.name}; name it {day}.toml, after in_force_from")
