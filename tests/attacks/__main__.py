"""Runs every attack at its whole size, and writes what it found.

    python -m tests.attacks [--date 2026-03-04]

Takes about half an hour. Ends with an error when a mark is broken.
"""

import argparse
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.attacks import looking, results, suite
from tests.attacks.houses import premises
from tests.attacks.scenarios import SEED, Row
from tests.support.databases import on_sqlite
from tests.support.press import CALENDAR
from tests.support.source import PACKAGE, ROOT
from wellbeing.clock import SystemClock
from wellbeing.publishing.noise import discrete_gaussian

PAGE = ROOT / "docs" / "attack-results.md"
FIGURES = (ROOT / "docs" / "proofs" / "attacks.json", PACKAGE / "proofs" / "attacks.json")
ATTEMPTS, LOOKS, SIGMA_OF_A_TEAM = 1_000, 400, 17.32


def main() -> int:
    parser = argparse.ArgumentParser(description="Run every attack, and write what it found.")
    parser.add_argument("--date", type=date.fromisoformat, default=SystemClock().now().date())
    run = _run(parser.parse_args().date)
    PAGE.write_text(results.as_page(run), "utf-8")
    for path in FIGURES:
        path.parent.mkdir(exist_ok=True)
        path.write_text(results.as_json(run), "utf-8")
    return 0 if run.passes else 1


def _run(on: date) -> results.Run:
    chance = np.random.default_rng(SEED)
    windows = CALENDAR.windows(1)[:2]
    with (
        TemporaryDirectory(prefix="attacks-") as folder,
        premises(on_sqlite(Path(folder))) as house,
    ):
        for window in windows:
            house.publish(window, discrete_gaussian)
        before_and_after = looking.before_and_after(house, windows, chance, ATTEMPTS)
        answers = looking.again_and_again(house, "red", LOOKS)
    return results.Run(
        on=on,
        people=suite.WHOLE.people,
        rows=[_told(row) for row in suite.whole()],
        before_and_after=before_and_after,
        before_and_after_naive=looking.before_and_after_of_naive(chance, ATTEMPTS),
        subtraction_naive=looking.subtraction_of_naive(chance, ATTEMPTS),
        looks_at_one_page=LOOKS,
        different_answers=answers,
        redrawn=looking.redrawn(SIGMA_OF_A_TEAM, LOOKS, ATTEMPTS),
    )


def _told(row: Row) -> Row:
    """Show that the run goes on."""
    found = row.outcome
    print(
        f"{row.attack}, team of {row.team}, {row.year}, {row.span}, {row.helped_by}: "
        f"{found.advantage:.3f} named {found.named:.4f} {'kept' if row.passes else 'BROKEN'}",
        flush=True,
    )
    return row


if __name__ == "__main__":
    sys.exit(main())
