"""Months of tests in words and tables: the same for everybody who reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wellbeing.accounts.people import Role
from wellbeing.cover.showing import role_in_words
from wellbeing.promise_tests.service import ROLES, Tally

HEADINGS = (
    "Month",
    "Tests",
    "Taken in time",
    "Taken late",
    "Not taken",
    "Longest wait",
    "Days with somebody there",
)
# Where one person holds the role.
THEIRS = "Not shown"
AN_HOUR = 60
Line = tuple[str, ...]


@dataclass(frozen=True)
class ShownRole:
    """One role with its months, the latest first."""

    name: str
    lines: tuple[Line, ...]
    # One person held the role in one of these months.
    is_alone: bool


def shown_roles(months: Sequence[tuple[str, Sequence[Tally]]]) -> tuple[ShownRole, ...]:
    return tuple(_shown(role, months) for role in ROLES)


def month_in_words(month: str) -> str:
    """Return `March 2026` for `2026-03`."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"


def _shown(role: Role, months: Sequence[tuple[str, Sequence[Tally]]]) -> ShownRole:
    found = [one for _, tallies in months for one in tallies if one.role is role]
    return ShownRole(
        role_in_words(role),
        tuple(_line(one) for one in found),
        any(one.is_alone for one in found),
    )


def _line(one: Tally) -> Line:
    counts = (one.tests, one.in_time, one.late, one.not_taken)
    days = f"{one.covered_days} of {one.staffed_days}"
    return (
        month_in_words(one.month),
        *(str(each) for each in counts),
        THEIRS if one.is_alone else _wait(one),
        THEIRS if one.is_alone else days,
    )


def _wait(one: Tally) -> str:
    """Return the longest wait of those that were taken, in staffed time."""
    if not one.in_time + one.late:
        return "None was taken"
    hours, minutes = divmod(one.longest_minutes, AN_HOUR)
    return f"{hours} h {minutes} min"
