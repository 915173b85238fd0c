"""What the rest of the house may ask of the ledger of released figures."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from wellbeing.disclosure import Book, CyclePlan
from wellbeing.ledger import chain, store
from wellbeing.ledger.rows import ReleaseCycleRow, ReleasePlanRow
from wellbeing.ledger.store import Head
from wellbeing.ledger.writing import StalePublisherError, Stamp, add_cycle, add_window, begin

__all__ = [
    "Head",
    "LedgerBrokenError",
    "StalePublisherError",
    "Stamp",
    "Verified",
    "add_cycle",
    "add_window",
    "begin",
    "book",
    "has_cycle",
    "head",
    "holds",
    "plan",
    "verify",
    "windows",
]


class LedgerBrokenError(Exception):
    """An entry of the ledger is not what was published; says which."""


@dataclass(frozen=True)
class Verified:
    """A ledger whose every entry is as it was written."""

    entries: int
    cycles: int
    windows: int
    head: str


def book(session: Session) -> Book:
    """Return everything that was published, ready for the reader."""
    lines = store.lines(session)
    return Book(
        plans=tuple(store.as_plan(row, lines.get(row.id, [])) for row in store.cycles(session)),
        cells=tuple(store.as_cell(row) for row in store.cells(session)),
    )


def has_cycle(session: Session, cycle: int) -> bool:
    """Say whether a cycle's plan is fixed."""
    return store.cycle(session, cycle) is not None


def plan(session: Session, cycle: int) -> CyclePlan | None:
    """Return what a cycle publishes; None before its plan is fixed."""
    row = store.cycle(session, cycle)
    return None if row is None else store.as_plan(row, store.lines(session, cycle)[cycle])


def head(session: Session) -> Head:
    """Return the newest entry: equal heads mean equal ledgers."""
    return store.head(session)


def holds(session: Session, entry: Head) -> bool:
    """Say whether an entry seen earlier is still part of the ledger."""
    return entry.entry == 0 or store.sha256_at(session, entry.entry) == entry.sha256


def windows(session: Session) -> frozenset[int]:
    """Return the running numbers of the windows that have been published."""
    return store.windows(session)


def verify(session: Session) -> Verified:
    """Walk the whole chain; raise LedgerBrokenError at the first entry that was tampered with."""
    lines = store.lines(session)
    entries = store.entries(session)
    before = Head()
    for row in entries:
        before = _check(row, before, lines)
    if lines:
        raise LedgerBrokenError(f"the plan of cycle {min(lines)} belongs to no cycle")
    return Verified(
        entries=len(entries),
        cycles=sum(isinstance(row, ReleaseCycleRow) for row in entries),
        windows=len(store.windows(session)),
        head=before.sha256,
    )


def _check(row: store.Entry, before: Head, lines: dict[int, list[ReleasePlanRow]]) -> Head:
    """Check one entry against the one before; takes the plan of a cycle from the lines."""
    place = store.entry_of(row)
    if place != before.entry + 1:
        raise LedgerBrokenError(f"entry {before.entry + 1} of the ledger is missing")
    if row.prev_sha256 != before.sha256:
        raise LedgerBrokenError(f"entry {place} of the ledger does not follow the one before")
    if isinstance(row, ReleaseCycleRow):
        expected = chain.hash_of_cycle(row, lines.pop(row.id, []))
    else:
        expected = chain.hash_of_cell(row)
    if row.row_sha256 != expected:
        raise LedgerBrokenError(f"entry {place} of the ledger was changed")
    return Head(place, row.row_sha256)
