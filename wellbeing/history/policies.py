"""Reads the policy files and says which one decides a week."""

from functools import cache
from importlib.resources import files

from wellbeing.stepped_care import Policy, parse_policy
from wellbeing.week import Week


def in_force(week: Week) -> Policy:
    """Return the policy of a week: the latest that began on or before its Monday.

    Weeks before the first policy, which only a simulated past can have, get the first.
    """
    known = every_policy()
    begun = [policy for policy in known if policy.in_force_from <= week.monday]
    return begun[-1] if begun else known[0]


@cache
def every_policy() -> tuple[Policy, ...]:
    """Return all policies, oldest first; raise PolicyError naming what is wrong in which file."""
    folder = files("wellbeing.stepped_care") / "policies"
    read = (
        parse_policy(file.read_text(encoding="utf-8"), file=file.name)
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    )
    return tuple(sorted(read, key=lambda policy: policy.in_force_from))
