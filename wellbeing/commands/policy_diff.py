"""`wellbeing policy diff`: what a new policy changes, in numbers and in words."""

import argparse

from wellbeing.commands.policy_files import policy_of
from wellbeing.policies.differing import difference


def run(arguments: argparse.Namespace) -> None:
    old, new = policy_of(arguments.old), policy_of(arguments.new)
    if old.sha256 == new.sha256:
        print("The two policies are the same: only comments can differ.")
        return
    found = difference(old, new)
    print("Numbers:")
    for one in found.numbers:
        print(f"  {one.name}: {one.before} -> {one.after}")
    print("Rules:" if found.rules else "No rule reads differently.")
    for one in found.rules:
        print(f"  {one.name} before: {one.before}\n  {one.name} now:    {one.after}")
