"""Reads a policy and, when it is wrong, says everything that is wrong and what to write instead."""

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from wellbeing.stepped_care.answers import HIGHEST_SCORE
from wellbeing.stepped_care.policy import Policy

# Each pair: the first number may not be greater than the second, and why.
_NOT_ABOVE = (
    ("baseline.weeks_min", "baseline.weeks_max", "a baseline needs room for its weeks"),
    ("reactive.high", "reactive.spike", "one check-in may not need less than several"),
    ("reactive.rise", "reactive.spike_rise", "one check-in may not need less than several"),
    ("event.n_consecutive", "reactive.n_consecutive", "an event may not ask for more check-ins"),
    ("event.window_weeks", "event.watch_reopen_weeks", "a watch ends before the next may open"),
    ("event.cumulative_n", "event.cumulative_weeks", "with one report a week E3 is never reached"),
    ("event.contact_first_day", "event.contact_last_day", "the first contact comes first"),
    ("reactive.high", "formal.severe", "formal support may not need less than reactive"),
    ("formal.severe_k", "formal.of_last", "F1 could never be reached"),
    ("formal.noresponse_k", "formal.of_last", "F2 could never be reached"),
    ("formal.min_weeks", "formal.noresponse_weeks", "the weaker sign may not need less time"),
    ("formal.impact", "formal.impact_severe", "severe is not below what F2 needs"),
    ("formal.event_from_weeks", "formal.event_to_weeks", "F3 could never be reached"),
    ("score.impact_from", "reactive.high", "F2 could not see what a high score affected"),
    ("down.min_weeks", "down.review_weeks", "a review would come before support may end"),
    ("action.missed_hello", "action.missed_pause", "a word comes before the offer of a pause"),
    ("sign_off_working_days.soon", "sign_off_working_days.routine", "soon is not later"),
    ("max_gap_weeks", "down.stale_weeks", "after so long a silence every run begins anew"),
)
# Each pair: the first number has to be below the second, or a rule could never decide anything.
_BELOW = (
    ("reactive.rise", "reactive.high", "U2 would offer nothing that U1 does not"),
    ("reactive.rise_floor", "reactive.high", "U2 would offer nothing that U1 does not"),
    ("reactive.spike_rise", "reactive.spike", "the second half of U3 could never be reached"),
    ("reactive.spike_floor", "reactive.spike", "the second half of U3 could never be reached"),
)


@dataclass(frozen=True)
class Problem:
    """One thing to put right in a policy file."""

    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.key}: {self.message}"


class PolicyError(ValueError):
    """A policy that cannot be used; names every problem at once."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        self.file = file
        self.problems = problems
        super().__init__("\n".join(f"{file}: {problem}" for problem in problems))


def parse_policy(text: str, file: str = "policy") -> Policy:
    """Read a whole policy; nothing has a default, so nothing can be forgotten unnoticed."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = Problem("TOML", f"cannot be read ({error}); correct the line it names")
        raise PolicyError(file, (problem,)) from error
    policy, problems = _validated(raw)
    named = {problem.key for problem in problems}
    numbers = {key: number for key, number in _numbers(raw) if key not in named}
    problems = (*problems, *_out_of_order(numbers), *_settled_too_high(numbers))
    if policy is None or problems:
        raise PolicyError(file, problems)
    return policy


def _validated(raw: Mapping[str, Any]) -> tuple[Policy | None, tuple[Problem, ...]]:
    try:
        return Policy.model_validate(raw), ()
    except ValidationError as error:
        return None, tuple(_problem(details) for details in error.errors())


def _problem(details: ErrorDetails) -> Problem:
    path = tuple(str(part) for part in details["loc"])
    key = ".".join(path)
    if details["type"] == "extra_forbidden":
        return Problem(key, f"is not a key of a policy; {_nearest(path)}")
    wanted = _wanted(path)
    if details["type"] == "missing":
        return Problem(key, f"is missing; add {wanted}")
    found = details["input"]
    shown = str(found).lower() if isinstance(found, bool) else str(found)
    shown = repr(found) if isinstance(found, str) else shown
    return Problem(key, f"is {shown}; write {wanted}")


def _part(path: tuple[str, ...]) -> type[BaseModel]:
    """Find the part of a policy that holds the last name of a path."""
    part: type[BaseModel] = Policy
    for name in path[:-1]:
        inner = part.model_fields[name].annotation
        assert isinstance(inner, type)  # noqa: S101  # only tables have names below them
        part = inner
    return part


def _wanted(path: tuple[str, ...]) -> str:
    described = _part(path).model_fields[path[-1]].description
    return described or f"the table [{path[-1]}] with {', '.join(_part((*path, '')).model_fields)}"


def _nearest(path: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(path[-1], _part(path).model_fields, n=1)
    return f"did you mean {near[0]}?" if near else "remove it"


def _numbers(raw: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Give every whole number of the file with its full key."""
    for name, value in raw.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{key}", one) for key, one in value.items() if type(one) is int)
        elif type(value) is int:
            yield name, value


def _out_of_order(numbers: Mapping[str, int]) -> Iterator[Problem]:
    """Compare numbers that must fit each other, also when others are wrong."""
    for low_key, high_key, why in _NOT_ABOVE:
        low, high = numbers.get(low_key), numbers.get(high_key)
        if low is not None and high is not None and low > high:
            yield Problem(
                low_key, f"is {low}, more than {high_key} ({high}): {why}; lower it or raise that"
            )
    for low_key, high_key, why in _BELOW:
        low, high = numbers.get(low_key), numbers.get(high_key)
        if low is not None and high is not None and low >= high:
            yield Problem(
                low_key, f"is {low}, not below {high_key} ({high}): {why}; lower it or raise that"
            )


def _settled_too_high(numbers: Mapping[str, int]) -> Iterator[Problem]:
    """The limit for stepping down may never reach the line for stepping up."""
    line = numbers.get("reactive.high", HIGHEST_SCORE + 1)
    settled = numbers.get("down.settled", 0)
    near_usual = numbers.get("down.baseline_cap", 0) + numbers.get("down.settled_above_baseline", 0)
    for key, how, limit in (
        ("down.settled", "", settled),
        ("down.baseline_cap", "with settled_above_baseline ", near_usual),
    ):
        if limit >= line:
            yield Problem(
                key,
                f"{how}allows {limit} as settled, but support is offered from {line} "
                "(reactive.high); lower it",
            )
