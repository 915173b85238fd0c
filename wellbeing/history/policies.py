"""Reads the policy files and says which one decides a week."""

from functools import cache
from importlib.resources import files

from wellbeing.stepped_care import InForce, Policy, Rulebook, parse_policy
from wellbeing.week import Week


def in_force(week: Week) -> Policy:
    """Return the policy of a week: the latest that began on or before its Monday.

    Weeks before the first policy, which only a simulated past can have, get the first.
    """
    return rulebook().at(week)


@cache
def rulebook() -> Rulebook:
    """Return the policies that come with the house, each from its Monday on."""
    return Rulebook(
        tuple(InForce(Week.of(policy.in_force_from), policy) for policy in every_policy())
    )


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
