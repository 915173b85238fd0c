"""Prints what closing a month costs, against the floor of reading and unsealing the same rows.

    python benchmarks/publishing.py                  100,000 and 1,000,000 people, 26 weeks each
    python benchmarks/publishing.py --people 10000 40000   other sizes; nothing is kept of them then

The floor opens every row a month needs with the bare driver: the cohort, where everybody was, the
sealed records and the wrapped keys, each key unwrapped and each record decrypted. Closing also reads
what is in them, bounds, sums, adds noise, hashes and writes to the ledger. Both take turns on the
same databases, three months in a row. So do, in one process, an organisation of a few weeks and one
of a year, with as many people. Seconds are those of the processor, the system's included: the machine
may be shared. Only ratios of one run mean anything.

Memory is counted in a process that closes and does nothing else, of an organisation that another
process wrote and whose cohort a third one froze. At its end it freezes the next cycle: everybody's
home is written down, compared with the cohort before, and the plan is made.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

import memory
from crowded import FIRST_MONDAY, ZONE, fill, opened, settings_of
from floor import read_and_unseal
from sqlalchemy.orm import Session

from wellbeing.disclosure import ADOPTED, Calendar, Window
from wellbeing.key_ring import KeyRing
from wellbeing.ledger import service as ledger
from wellbeing.publishing import service
from wellbeing.publishing.freezing import frozen
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.service import Press
from wellbeing.publishing.timetable import publication_moment
from wellbeing.publishing.witness import Unwitnessed

WHOLE = (100_000, 1_000_000)
WEEKS = 26
HISTORY_PEOPLE, HISTORY_WEEKS = 20_000, (4, 52)
# Closing takes at most so many times the floor; and with a year of history so many times as with a
# few weeks, where everything but chance would be a fault.
MOST_RATIO, MOST_LONGER = 1.5, 1.1
# People are streamed. What is held is a few thousand of them, and the figures that come out: a
# megabyte holds so many of these.
MOST_MEMORY_MB, FIGURES_IN_A_MB = 32, 300
MONTHS = Calendar(FIRST_MONDAY).windows(1)
PROOF = Path(__file__).parents[1] / "docs" / "proofs" / "publishing.json"


@dataclass(frozen=True)
class Measured:
    """Closing a month: how long, against which floor, and the memory it took beyond a process."""

    people: int
    weeks_of_history: int
    figures: int
    floor_seconds: float
    closing_seconds: float
    quickest_closing_seconds: float
    ratio: float
    memory_before_mb: int
    most_memory_mb: int
    freezing_seconds: float
    freezing_memory_mb: int

    @property
    def growth_mb(self) -> int:
        return self.most_memory_mb - self.memory_before_mb

    @property
    def may_grow_mb(self) -> float:
        return MOST_MEMORY_MB + self.figures / FIGURES_IN_A_MB

    def __str__(self) -> str:
        return (
            f"{self.people:,} people, {self.weeks_of_history} weeks: closing a month "
            f"{self.closing_seconds:.2f} s, floor {self.floor_seconds:.2f} s, ratio "
            f"{self.ratio:.2f}, {self.figures:,} figures, {self.memory_before_mb} MB before and "
            f"{self.most_memory_mb} MB at most: {self.growth_mb} MB more, of "
            f"{self.may_grow_mb:.0f} at most; freezing the next cycle {self.freezing_seconds:.2f} s "
            f"and {self.freezing_memory_mb} MB more"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, nargs="*", default=[])
    parser.add_argument("--fill", nargs=3, metavar=("FOLDER", "PEOPLE", "WEEKS"))
    parser.add_argument("--freeze", metavar="FOLDER")
    parser.add_argument("--measure", nargs="+", metavar="FOLDER")
    asked = parser.parse_args()
    if asked.fill:
        fill(Path(asked.fill[0]), int(asked.fill[1]), int(asked.fill[2]))
    elif asked.freeze:
        freeze(Path(asked.freeze))
    elif asked.measure:
        print(json.dumps(measure(tuple(map(Path, asked.measure)))))
    else:
        compare(tuple(asked.people))


def compare(people: tuple[int, ...]) -> None:
    sizes = [told((each, WEEKS))[0] for each in people or WHOLE]
    many = min(HISTORY_PEOPLE, *(people or WHOLE))
    short, long = told(*((many, weeks) for weeks in HISTORY_WEEKS))
    # The quickest of three: what else runs on the machine can only make one slower.
    longer = long.quickest_closing_seconds / short.quickest_closing_seconds
    print(
        f"with {long.weeks_of_history} weeks of history {longer:.2f} times as long as with "
        f"{short.weeks_of_history}, of {MOST_LONGER} at most"
    )
    if not people:
        PROOF.write_text(json.dumps(_proof(sizes, longer), indent=2) + "\n", "utf-8")
    _require(
        max(one.ratio for one in sizes) <= MOST_RATIO, f"more than {MOST_RATIO} times the floor"
    )
    _require(longer <= MOST_LONGER, "a longer history costs more")
    _require(all(one.growth_mb <= one.may_grow_mb for one in sizes), "memory grows with people")


def told(*organisations: tuple[int, int]) -> list[Measured]:
    """Fill and freeze each, so many people with so many weeks, and let them take turns at closing."""
    with tempfile.TemporaryDirectory(prefix="wellbeing-publishing-") as folder:
        folders = [f"{folder}/{number}" for number in range(len(organisations))]
        for data, (people, weeks) in zip(folders, organisations, strict=True):
            _process("--fill", data, str(people), str(weeks))
            _process("--freeze", data)
        found = json.loads(_process("--measure", *folders))
    measured = [
        Measured(people=people, weeks_of_history=weeks, **one)
        for (people, weeks), one in zip(organisations, found, strict=True)
    ]
    print(*measured, sep="\n", flush=True)
    return measured


def _process(*what: str) -> bytes:
    command = [sys.executable, __file__, *what]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def freeze(folder: Path) -> None:
    with ExitStack() as until_the_end:
        press = _Closing(folder, until_the_end).press
        service.publish_due(press, publication_moment(MONTHS[0], ZONE) - timedelta(days=20))


def measure(folders: Sequence[Path]) -> list[dict[str, float]]:
    """Close three months of each organisation, in turn."""
    # Loading the library of the noise is no part of a month: the timetable does it once.
    discrete_gaussian([0], 1.0)
    with ExitStack() as until_the_end:
        all_of_them = [_Closing(folder, until_the_end) for folder in folders]
        for month in MONTHS:
            # Who goes first changes every month.
            in_turn = all_of_them if month.index % 2 else all_of_them[::-1]
            for one in in_turn:
                one.close(month)
        for one in all_of_them:
            one.freeze_next()
        return [one.found() for one in all_of_them]


class _Closing:
    """One organisation whose months are closed, and what that took."""

    def __init__(self, folder: Path, until_the_end: ExitStack) -> None:
        settings = settings_of(folder)
        vault, main, book = until_the_end.enter_context(opened(settings))
        session, released = (until_the_end.enter_context(Session(each)) for each in (main, book))
        witness = Unwitnessed()
        self.press = Press(session, released, vault, fence=1, place="benchmark", witness=witness)
        self._folder, self._ring = folder, KeyRing.read(settings.key_file)
        self._floors: list[float] = []
        self._closings: list[float] = []
        self._before: list[float] = []
        self._most: list[float] = []
        self._freezing = (0.0, 0.0)

    def close(self, month: Window) -> None:
        days = month.starts_on, month.ends_on
        floor = _seconds(read_and_unseal, self._folder, self.press.vault, self._ring, days)
        memory.begin()
        self._before.append(memory.held_mb())
        # The month by itself: the week that ends with it has figures of its own.
        when = month.last.plus(1), publication_moment(month, ZONE)
        self._closings.append(_seconds(service._close, self.press, month, *when))  # noqa: SLF001
        self._most.append(memory.most_mb())
        self._floors.append(floor)

    def freeze_next(self) -> None:
        book = ledger.book_before(self.press.ledger, 2)
        memory.begin()
        before = memory.held_mb()
        about = self.press.session, Calendar(FIRST_MONDAY), 2, book, ADOPTED
        self._freezing = _seconds(frozen, *about), memory.most_mb() - before

    def found(self) -> dict[str, float]:
        floor, closing = median(self._floors), median(self._closings)
        return {
            "figures": ledger.printed(self.press.ledger)[-1].figures,
            "floor_seconds": round(floor, 2),
            "closing_seconds": round(closing, 2),
            "quickest_closing_seconds": round(min(self._closings), 3),
            "ratio": round(closing / floor, 2),
            # Before the first, and the most of all: what one leaves behind counts as well.
            "memory_before_mb": round(self._before[0]),
            "most_memory_mb": round(max(self._most)),
            "freezing_seconds": round(self._freezing[0], 2),
            "freezing_memory_mb": round(self._freezing[1]),
        }


def _seconds(work: Callable[..., object], *arguments: object) -> float:
    started = time.process_time()
    work(*arguments)
    return time.process_time() - started


def _require(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - it is what the call is about
    if not holds:
        sys.exit(otherwise)


def _proof(sizes: list[Measured], longer: float) -> dict[str, object]:
    few, many = HISTORY_WEEKS
    return {
        "proof": "publishing",
        "months": [{**asdict(one), "memory_growth_mb": one.growth_mb} for one in sizes],
        f"{many} weeks of history against {few}": round(longer, 2),
    }


if __name__ == "__main__":
    main()
