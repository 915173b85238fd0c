"""`wellbeing policy diff`: what a new policy changes, in numbers and in words."""

import argparse
from collections.abc import Iterator

from wellbeing.commands.policy_files import policy_of
from wellbeing.stepped_care import Policy
from wellbeing.stepped_care.plain_english import chapters


def run(arguments: argparse.Namespace) -> None:
    old, new = policy_of(arguments.old), policy_of(arguments.new)
    if old.sha256 == new.sha256:
        print("The two policies are the same: only comments can differ.")
        return
    print("Numbers:")
    for key, before, after in changed_numbers(old, new):
        print(f"  {key}: {before} -> {after}")
    told = list(changed_rules(old, new))
    print("Rules:" if told else "No rule reads differently.")
    for rule, before, after in told:
        print(f"  {rule} before: {before}\n  {rule} now:    {after}")


def changed_numbers(old: Policy, new: Policy) -> Iterator[tuple[str, str, str]]:
    before, after = dict(_numbers(old)), dict(_numbers(new))
    return ((key, before[key], after[key]) for key in before if before[key] != after[key])


def changed_rules(old: Policy, new: Policy) -> Iterator[tuple[str, str, str]]:
    before, after = _rules(old), _rules(new)
    return ((rule, before[rule], after[rule]) for rule in before if before[rule] != after[rule])


def _numbers(policy: Policy) -> Iterator[tuple[str, str]]:
    for name, value in policy.model_dump(mode="json").items():
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", _shown(one)) for key, one in value.items())
        else:
            yield name, _shown(value)


def _shown(value: object) -> str:
    """Write a value as it stands in the file."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _rules(policy: Policy) -> dict[str, str]:
    return {
        one.rule: f"when {one.when}: {one.then}."
        for chapter in chapters(policy)
        for one in chapter.rules
    }
