"""`wellbeing simulate demand`: how many of 1000 people would need somebody in a week, on made-up people."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from wellbeing.clock import Clock, SystemClock
from wellbeing.commands.common import BAD_USE, CommandError
from wellbeing.commands.policy_files import policy_or_ours
from wellbeing.simulation.demand import BUSY_WEEKS, demand_of, total
from wellbeing.simulation.rehearsal import blocks
from wellbeing.stepped_care import Policy

FEWEST_WEEKS, MOST_WEEKS, MOST_PEOPLE = 2 * BUSY_WEEKS, 520, 100_000
FILE = "demand.json"


def run(arguments: argparse.Namespace) -> None:
    act(arguments, SystemClock())


def act(arguments: argparse.Namespace, clock: Clock) -> None:
    """Count, and print the figures or write them where the page "Going live" reads them."""
    people, weeks = arguments.people, arguments.weeks
    if not (0 < people <= MOST_PEOPLE and FEWEST_WEEKS <= weeks <= MOST_WEEKS):
        raise CommandError(
            f"--people goes from 1 to {MOST_PEOPLE} and --weeks from {FEWEST_WEEKS} to {MOST_WEEKS}.",
            BAD_USE,
        )
    run_on = clock.now().date().isoformat()
    figures = measured(policy_or_ours(arguments.policy), people, weeks, arguments.seed)
    text = json.dumps({"proof": "demand", "run_on": run_on, **figures}, indent=2) + "\n"
    folder: Path | None = arguments.write
    if folder is None:
        print(text, end="")
        return
    try:
        (folder / FILE).write_text(text, "utf-8")
    except OSError as error:
        raise CommandError(f"{folder} cannot be written ({error.strerror}).") from error
    print(f"Written: {folder / FILE}")


def measured(policy: Policy, people: int, weeks: int, seed: int) -> dict[str, object]:
    """Return the rates under a policy, and by which policy and how many made-up people."""
    found = total(demand_of(block, policy) for block in blocks(people, weeks, seed))
    return {
        "policy_sha256": policy.sha256,
        "people": found.people,
        "weeks": found.weeks,
        "seed": seed,
        "of_1000_people_a_week": asdict(found.rates()),
    }
