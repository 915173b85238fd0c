"""Reads the policy files that come with a release; none of them decides anything by itself."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from wellbeing.stepped_care import (
    InForce,
    Policy,
    PolicyError,
    Problem,
    Rulebook,
    parse_policy,
)
from wellbeing.week import Week


class NoPolicyError(Exception):
    """No policy can be read at all, neither a kept one nor one of this release."""


@dataclass(frozen=True)
class ShippedFile:
    """One policy file of this release; without a policy when it cannot be used."""

    name: str
    text: str
    policy: Policy | None
    problems: tuple[Problem, ...] = ()


def shipped(folder: Path | None = None) -> tuple[ShippedFile, ...]:
    """Return the policy files of this release, read anew: by their Monday, broken ones last."""
    found = [_read(file) for file in _files(folder or files("wellbeing.stepped_care") / "policies")]
    return tuple(sorted(found, key=lambda one: (one.policy is None, _monday(one), one.name)))


def good(folder: Path | None = None) -> tuple[ShippedFile, ...]:
    """Return the files that can be used, by their Monday."""
    return tuple(one for one in shipped(folder) if one.policy is not None)


def rulebook(folder: Path | None = None) -> Rulebook:
    """Return the policies of this release, each from its Monday on; raise NoPolicyError when none is good."""
    found = [one.policy for one in good(folder) if one.policy is not None]
    if not found:
        raise NoPolicyError("this release holds no policy file that can be read")
    return Rulebook(tuple(InForce(Week.of(policy.in_force_from), policy) for policy in found))


def every_policy(folder: Path | None = None) -> tuple[Policy, ...]:
    """Return the policies of this release, oldest first; raise PolicyError naming what is wrong."""
    found = shipped(folder)
    for one in found:
        if one.policy is None:
            raise PolicyError(one.name, one.problems)
    return tuple(one.policy for one in found if one.policy is not None)


@lru_cache(maxsize=64)
def parsed(text: str, name: str) -> Policy | tuple[Problem, ...]:
    """Read a text once: the policy, or everything that is wrong with it."""
    try:
        return parse_policy(text, file=name)
    except PolicyError as error:
        return error.problems
    except (RecursionError, ValueError):
        # What the TOML reader itself gives up on: brackets without end, numbers of a page's length.
        return (
            Problem("TOML", "cannot be read: it is nested too deeply, or a number is too long"),
        )


def _files(folder: Traversable) -> list[Traversable]:
    if not folder.is_dir():
        return []
    return sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda one: one.name
    )


def _read(file: Traversable) -> ShippedFile:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        problem = Problem("file", "cannot be read as text in UTF-8; install the release anew")
        return ShippedFile(file.name, "", None, (problem,))
    found = parsed(text, file.name)
    if isinstance(found, Policy):
        return ShippedFile(file.name, text, found)
    return ShippedFile(file.name, text, None, found)


def _monday(one: ShippedFile) -> str:
    return "" if one.policy is None else one.policy.in_force_from.isoformat()
