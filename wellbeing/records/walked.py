"""Walks the ledger for the report, and keeps the outcome: a page must not cost its length each time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from sqlalchemy.orm import Session

from wellbeing.ledger import service as ledger
from wellbeing.records.facts import Chain


@dataclass(frozen=True)
class Walked:
    """What one walk over the whole ledger found."""

    chain: Chain
    # Cycle → what the costliest line of its cohort has spent.
    most_spent: Mapping[int, float] = field(default_factory=dict)


def walk(released: Session) -> Walked:
    """Check every entry, and add up what was spent; of a broken ledger nothing is added up."""
    try:
        found = ledger.verify(released)
    except ledger.LedgerBrokenError as error:
        return Walked(Chain(str(error)))
    most: dict[int, float] = {}
    for line in ledger.spending(released):
        most[line.cycle] = max(line.spent, most.get(line.cycle, 0.0))
    return Walked(Chain("", found.entries, found.windows, found.head), most)


class Walks:
    """Keeps the last walk until the ledger grows, for a day at most; a broken one is walked again."""

    def __init__(self) -> None:
        """Begin without a walk."""
        self._lock = Lock()
        self._of: tuple[ledger.Head, date] | None = None
        self._walked = Walked(Chain("not read yet"))

    def latest(self, released: Session, today: date) -> Walked:
        """Return what a walk found, of today and of the ledger that ends as it ends now."""
        of = ledger.head(released), today
        with self._lock:
            if of != self._of or not self._walked.chain.is_whole:
                self._walked, self._of = walk(released), of
            return self._walked


WALKS = Walks()
