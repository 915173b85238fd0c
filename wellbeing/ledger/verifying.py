"""Walks the whole ledger: every entry is as it was written, and nobody spent too much."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from wellbeing.ledger import chain, spending, store, written
from wellbeing.ledger.rows import LedgerNoteRow, ReleaseCycleRow, ReleasePlanRow
from wellbeing.ledger.store import Head


class LedgerBrokenError(Exception):
    """An entry of the ledger is not what was published; says which."""


@dataclass(frozen=True)
class Verified:
    """A ledger whose every entry is as it was written, within everybody's budget."""

    entries: int
    cycles: int
    windows: int
    head: str
    # What the costliest line of any cohort has spent in a cycle, and what it may.
    most_spent: float
    limit: float


def verify(session: Session) -> Verified:
    """Check chain, plans, sizes and budget; raise LedgerBrokenError at the first thing wrong."""
    lines = store.lines(session)
    entries = cycles = 0
    before = Head()
    try:
        for row in store.entries(session):
            before = _check(row, before, lines)
            entries += 1
            cycles += isinstance(row, ReleaseCycleRow)
    # A column that cannot even be read, such as a date that is none.
    except (ValueError, TypeError) as error:
        raise LedgerBrokenError(
            f"what follows entry {before.entry} of the ledger cannot be read"
        ) from error
    if lines:
        raise LedgerBrokenError(f"the plan of cycle {min(lines)} belongs to no cycle")
    costliest = _check_budget(session)
    return Verified(
        entries=entries,
        cycles=cycles,
        windows=len(store.windows(session)),
        head=before.sha256,
        most_spent=costliest.spent if costliest else 0.0,
        limit=costliest.limit if costliest else 0.0,
    )


def _check(row: store.Entry, before: Head, lines: dict[int, list[ReleasePlanRow]]) -> Head:
    """Check one entry against the one before; takes the plan of a cycle from the lines."""
    place = store.entry_of(row)
    if place != before.entry + 1:
        raise LedgerBrokenError(f"entry {before.entry + 1} of the ledger is missing")
    if row.prev_sha256 != before.sha256:
        raise LedgerBrokenError(f"entry {place} of the ledger does not follow the one before")
    if row.row_sha256 != _expected(row, lines):
        raise LedgerBrokenError(f"entry {place} of the ledger was changed")
    return Head(place, row.row_sha256)


def _expected(row: store.Entry, lines: dict[int, list[ReleasePlanRow]]) -> str:
    try:
        return _hash_of(row, lines)
    # A value that no plan can have: a menu that does not exist, parameters out of bounds.
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        place = store.entry_of(row)
        raise LedgerBrokenError(
            f"entry {place} of the ledger holds what was never written"
        ) from error


def _hash_of(row: store.Entry, lines: dict[int, list[ReleasePlanRow]]) -> str:
    if isinstance(row, LedgerNoteRow):
        return chain.hash_of_note(row)
    if not isinstance(row, ReleaseCycleRow):
        return chain.hash_of_cell(chain.values_of_cell(row))
    if row.config_sha256 != chain.sha256_of(row.config_json):
        raise LedgerBrokenError(
            f"entry {row.entry} of the ledger holds other parameters than those of its cycle"
        )
    plan = lines.pop(row.id, [])
    if written.plan_sha256(row) != chain.sha256_of(written.plan_as_fixed(row, plan)):
        raise LedgerBrokenError(f"entry {row.entry} of the ledger holds another plan than its own")
    return chain.hash_of_cycle(row, plan)


def _check_budget(session: Session) -> spending.Spent | None:
    """Return the line that spent most."""
    for cycle, unit_key in spending.too_small(session):
        raise LedgerBrokenError(f"cycle {cycle} has a figure of too small a group: {unit_key}")
    costliest: spending.Spent | None = None
    for line in spending.spending(session):
        if line.is_over:
            raise LedgerBrokenError(
                f"in cycle {line.cycle} the people of {line.label} spent {line.spent:.4f} "
                f"of {line.limit:.4f}"
            )
        if costliest is None or line.spent > costliest.spent:
            costliest = line
    return costliest
