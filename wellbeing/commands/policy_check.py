"""`wellbeing policy check`: everything that is wrong in policy files, all at once."""

import argparse
import sys
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from wellbeing.commands.common import CommandError
from wellbeing.commands.policy_files import text_of
from wellbeing.policies.checking import problems_of
from wellbeing.policies.shipped import parsed
from wellbeing.stepped_care import Policy, Problem


def run(arguments: argparse.Namespace) -> None:
    if arguments.files:
        _check(arguments.files)
        return
    with as_file(files("wellbeing.stepped_care") / "policies") as folder:
        _check(sorted(folder.glob("*.toml")))


def _check(chosen: list[Path]) -> None:
    wrong = 0
    for file in chosen:
        text = text_of(file)
        problems = (*_misnamed(file, text), *problems_of(text))
        wrong += bool(problems)
        for problem in problems:
            print(f"{file}: {problem}", file=sys.stderr)
        if not problems:
            print(f"{file}: nothing is wrong.")
    if wrong:
        raise CommandError(f"{wrong} of {len(chosen)} files cannot be used: see above.")


def _misnamed(file: Path, text: str) -> Iterator[Problem]:
    policy = parsed(text, file.name)
    if isinstance(policy, Policy) and file.stem != policy.in_force_from.isoformat():
        day = policy.in_force_from.isoformat()
        yield Problem("file name", f"is {file.name}; name it {day}.toml, after in_force_from")
