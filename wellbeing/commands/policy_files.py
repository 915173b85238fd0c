"""Reads policy files for the `wellbeing policy` commands."""

from pathlib import Path

from wellbeing.commands.common import BAD_USE, CommandError
from wellbeing.policies import shipped
from wellbeing.stepped_care import Policies, Policy, PolicyError


def text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file} cannot be read ({error.strerror}).", BAD_USE) from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} is not text in UTF-8. Save it as UTF-8.") from error


def policy_of(file: Path) -> Policy:
    """Read one policy; what is wrong with it becomes a few lines that say what to do."""
    found = shipped.parsed(text_of(file), str(file))
    if isinstance(found, Policy):
        return found
    raise CommandError(str(PolicyError(str(file), found)))


def policy_or_ours(file: Path | None) -> Policy:
    if file is not None:
        return policy_of(file)
    try:
        return shipped.every_policy()[-1]
    except PolicyError as error:
        raise CommandError(str(error)) from error


def policies_of_weeks(file: Path | None) -> Policies:
    """Return what decides each week: the file's policy alone, else that of the week."""
    return shipped.rulebook() if file is None else policy_of(file)
