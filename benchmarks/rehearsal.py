"""Rehearses a policy on more and more made-up people: what a person-week costs, and how much memory.

    python benchmarks/rehearsal.py [--people 10000 100000 1000000] [--weeks 4] [--write]

Each size runs in a process of its own, on all cores, so that its peak memory is its own: the most
that any worker held, and the most that the process held which shares the work out. Only the ratios
between the sizes of one run mean anything; `--write` keeps them in docs/proofs/rehearsal.json.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

KEPT = Path(__file__).parent.parent / "docs" / "proofs" / "rehearsal.json"
MEGABYTE = 1024  # ru_maxrss counts in kilobytes


def main() -> None:
    parser = argparse.ArgumentParser(description="Rehearse on more and more made-up people.")
    parser.add_argument("--people", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--weeks", type=int, default=4)
    parser.add_argument("--write", action="store_true", help="keep the figures")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(_measured(arguments.one, arguments.weeks)))
        return
    sizes = [_in_its_own_process(people, arguments.weeks) for people in arguments.people]
    ratios = {
        what: round(float(sizes[-1][what]) / float(sizes[0][what]), 2)
        for what in ("us_a_person_week", "cpu_us_a_person_week", "worker_mb", "sharing_mb")
    }
    print(f"the largest against the smallest, times: {ratios}")
    if arguments.write:
        told = {"cores": os.cpu_count(), "python": platform.python_version()}
        told |= {"sizes": sizes, "largest_to_smallest": ratios}
        KEPT.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def _in_its_own_process(people: int, weeks: int) -> dict[str, float]:
    here = [sys.executable, __file__, "--one", str(people), "--weeks", str(weeks)]
    ran = subprocess.run(here, check=True, stdout=subprocess.PIPE)
    measured: dict[str, float] = json.loads(ran.stdout)
    told = ", ".join(f"{name} {value:g}" for name, value in measured.items())
    print(told, flush=True)
    return measured


def _measured(people: int, weeks: int) -> dict[str, float]:
    from wellbeing.commands.policy_rehearse import of_made_up
    from wellbeing.simulation.rehearsal import Pair
    from wellbeing.stepped_care import parse_policy

    folder = files("wellbeing.stepped_care") / "policies"
    text = max(one.read_text(encoding="utf-8") for one in folder.iterdir())
    new = text.replace("n_consecutive = 2 ", "n_consecutive = 3 ")
    begun = time.perf_counter()
    tally = of_made_up(people, weeks, 1, Pair(parse_policy(text), parse_policy(new)))
    seconds = time.perf_counter() - begun
    own, workers = (
        resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    cpu = sum(one.ru_utime + one.ru_stime for one in (own, workers))
    return {
        "people": tally.people,
        "person_weeks": tally.weeks,
        "seconds": round(seconds, 1),
        "us_a_person_week": round(seconds / tally.weeks * 1e6, 1),
        "cpu_us_a_person_week": round(cpu / tally.weeks * 1e6, 1),
        "cores_used": round(cpu / seconds, 2),
        "worker_mb": round(workers.ru_maxrss / MEGABYTE, 1),
        "sharing_mb": round(own.ru_maxrss / MEGABYTE, 1),
    }


if __name__ == "__main__":
    main()
