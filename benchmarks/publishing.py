"""Prints what closing a month costs, against the floor of reading and unsealing the same rows.

    python benchmarks/publishing.py                  100,000 and 1,000,000 people, 26 weeks each
    python benchmarks/publishing.py --people 10000   another size; nothing is kept of it then

The floor opens every row a month needs with the bare driver: the cohort, where everybody was, the
sealed states and the wrapped keys, each key unwrapped and each state decrypted. Closing also reads
what is in them, bounds, sums, adds noise, hashes and writes to the ledger. Both take turns on the
same databases, three months in a row. Seconds are those of the processor, the system's included:
the machine may be shared. Only ratios of one run mean anything.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

from crowded import FIRST_MONDAY, ZONE, fill, opened, settings_of
from floor import read_and_unseal
from sqlalchemy.orm import Session

from wellbeing.disclosure import Calendar
from wellbeing.history.service import RELEASED_WEEKS
from wellbeing.key_ring import KeyRing
from wellbeing.ledger import service as ledger
from wellbeing.publishing import service
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.timetable import publication_moment
from wellbeing.publishing.witness import Unwitnessed

WHOLE = (100_000, 1_000_000)
WEEKS = 26
# A state keeps the weeks that a month reads, and no more: that many cost more than a few, and a
# longer history costs as much as they do.
HISTORY_PEOPLE, HISTORY_WEEKS = 20_000, (4, RELEASED_WEEKS, 52)
MOST_RATIO = 1.5
MONTHS = Calendar(FIRST_MONDAY).windows(1)
PROOF = Path(__file__).parents[1] / "docs" / "proofs" / "publishing.json"


@dataclass(frozen=True)
class Measured:
    """Closing a month: how long, against which floor, and the most memory it took."""

    people: int
    weeks_of_history: int
    figures: int
    floor_seconds: float
    closing_seconds: float
    ratio: float
    memory_before_mb: int
    most_memory_mb: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, nargs="*", default=[])
    parser.add_argument("--fill", nargs=3, metavar=("FOLDER", "PEOPLE", "WEEKS"))
    parser.add_argument("--measure", nargs=3, metavar=("FOLDER", "PEOPLE", "WEEKS"))
    asked = parser.parse_args()
    if asked.fill:
        fill(Path(asked.fill[0]), int(asked.fill[1]), int(asked.fill[2]))
    elif asked.measure:
        folder, people, weeks = asked.measure
        print(json.dumps(asdict(measure(Path(folder), int(people), int(weeks)))))
    else:
        compare(tuple(asked.people))


def compare(people: tuple[int, ...]) -> None:
    sizes = [told(each, WEEKS) for each in people or WHOLE]
    histories = [told(min(HISTORY_PEOPLE, *(people or WHOLE)), weeks) for weeks in HISTORY_WEEKS]
    longest = histories[-1]
    longer = {
        one.weeks_of_history: longest.closing_seconds / one.closing_seconds
        for one in histories[:-1]
    }
    for weeks, times in longer.items():
        print(
            f"with {longest.weeks_of_history} weeks of history {times:.2f} times as long as with "
            f"{weeks}"
        )
    if not people:
        PROOF.write_text(json.dumps(_proof(sizes, longer), indent=2) + "\n", "utf-8")
    if max(one.ratio for one in sizes) > MOST_RATIO:
        sys.exit(f"more than {MOST_RATIO} times the floor")


def told(people: int, weeks: int) -> Measured:
    """Fill and measure in a process of its own each, so that memory is that of closing alone."""
    with tempfile.TemporaryDirectory(prefix="wellbeing-publishing-") as folder:
        for what in ("--fill", "--measure"):
            command = [sys.executable, __file__, what, f"{folder}/data", str(people), str(weeks)]
            found = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    one = Measured(**json.loads(found.stdout))
    print(
        f"{one.people:,} people, {one.weeks_of_history} weeks: closing a month "
        f"{one.closing_seconds:.1f} s, floor {one.floor_seconds:.1f} s, ratio {one.ratio:.2f}, "
        f"{one.figures:,} figures, {one.memory_before_mb} MB before, {one.most_memory_mb} MB at most",
        flush=True,
    )
    return one


def measure(folder: Path, people: int, weeks: int) -> Measured:
    settings = settings_of(folder)
    ring = KeyRing.read(settings.key_file)
    floors, closings = [], []
    # Loading the library of the noise is no part of a month: the timetable does it once.
    discrete_gaussian([0], 1.0)
    with (
        opened(settings) as (vault, main, book),
        Session(main) as session,
        Session(book) as released,
    ):
        press = service.Press(
            session, released, vault, fence=1, place="benchmark", witness=Unwitnessed()
        )
        service.publish_due(press, publication_moment(MONTHS[0], ZONE) - timedelta(days=20))
        before = _megabytes()
        for month in MONTHS:
            days = month.starts_on, month.ends_on
            floors.append(_seconds(read_and_unseal, folder, vault, ring, days))
            # The month by itself: the week that ends with it has figures of its own.
            when = month.last.plus(1), publication_moment(month, ZONE)
            closings.append(_seconds(service._close, press, month, *when))  # noqa: SLF001
        figures = ledger.printed(released)[-1].figures
    return Measured(
        people=people,
        weeks_of_history=weeks,
        figures=figures,
        floor_seconds=round(median(floors), 2),
        closing_seconds=round(median(closings), 2),
        ratio=round(median(closings) / median(floors), 2),
        memory_before_mb=before,
        most_memory_mb=_megabytes(),
    )


def _seconds(work: Callable[..., object], *arguments: object) -> float:
    started = time.process_time()
    work(*arguments)
    return time.process_time() - started


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _proof(sizes: list[Measured], longer: dict[int, float]) -> dict[str, object]:
    against = {
        f"{HISTORY_WEEKS[-1]} weeks of history against {weeks}": round(times, 2)
        for weeks, times in longer.items()
    }
    return {"proof": "publishing", "months": [asdict(one) for one in sizes], **against}


if __name__ == "__main__":
    main()
