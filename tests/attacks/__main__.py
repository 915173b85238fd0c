"""Runs every attack at its whole size, and writes what it found.

    python -m tests.attacks [--date 2026-03-04] [--workers N]

Takes about ten minutes on two free cores. Ends with an error when a mark is broken.
"""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context

from tests.attacks import quoted, results, suite
from tests.attacks.visits import visits
from tests.support.source import PACKAGE, ROOT
from wellbeing.clock import SystemClock

PAGE = ROOT / "docs" / "attack-results.md"
FIGURES = (ROOT / "docs" / "proofs" / "attacks.json", PACKAGE / "proofs" / "attacks.json")


def main() -> int:
    parser = argparse.ArgumentParser(description="Run every attack, and write what it found.")
    parser.add_argument("--date", type=date.fromisoformat, default=SystemClock().now().date())
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N")
    asked = parser.parse_args()
    run = _run(asked.date, asked.workers)
    PAGE.write_text(results.as_page(run), "utf-8")
    for path in FIGURES:
        path.parent.mkdir(exist_ok=True)
        path.write_text(quoted.as_json(run), "utf-8")
    return 0 if run.passes else 1


def _run(on: date, workers: int) -> results.Run:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as beside:
        looks = beside.submit(visits)
        parts = [beside.submit(suite.of_part, number) for number in range(len(suite.WHOLE_SUITE))]
        rows = [row for part in parts for row in part.result()]
        return results.Run(on=on, people=suite.WHOLE.people, rows=rows, looks=looks.result())


if __name__ == "__main__":
    sys.exit(main())
