"""`wellbeing policy show`: a policy as a page of plain English and as a decision table."""

import argparse

from wellbeing.commands.policy_files import policy_or_ours
from wellbeing.stepped_care import Policy
from wellbeing.stepped_care.plain_english import chapters


def run(arguments: argparse.Namespace) -> None:
    print(page(policy_or_ours(arguments.file)))


def page(policy: Policy) -> str:
    """Return Markdown: every rule as a sentence, then all of them in one table."""
    lines = [
        f"# The policy in force from {policy.in_force_from.isoformat()} (version {policy.version})",
        "",
        f"Known by {policy.sha256[:12]}. It says what is offered, never how ill or well anyone is.",
    ]
    table = ["| Rule | When | Then |", "|---|---|---|"]
    for chapter in chapters(policy):
        lines += ["", f"## {chapter.title}", ""]
        lines += [chapter.lead, ""] if chapter.lead else []
        lines += [f"- **{one.rule}** When {one.when}: {one.then}." for one in chapter.rules]
        table += [f"| {one.rule} | {one.when} | {one.then} |" for one in chapter.rules]
    return "\n".join([*lines, "", "## Decision table", "", *table])
