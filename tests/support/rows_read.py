"""Counts what is read from the ledger."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from wellbeing.database import LedgerRow


@contextmanager
def rows_read() -> Iterator[list[object]]:
    """Collect every row of the ledger that is read meanwhile."""
    read: list[object] = []

    def count(target: object, _: object) -> None:
        read.append(target)

    event.listen(LedgerRow, "load", count, propagate=True)
    try:
        yield read
    finally:
        event.remove(LedgerRow, "load", count)
