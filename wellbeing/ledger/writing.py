"""Adds to the ledger, inside the publisher's one transaction; nothing is ever changed in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, cast

from sqlalchemy import Table, insert
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from wellbeing.database import CHUNK
from wellbeing.disclosure import CyclePlan, ReleasedCell, Window
from wellbeing.ledger import chain, store, written
from wellbeing.ledger.rows import LedgerNoteRow, NoteKind, ReleaseCellRow, ReleaseCycleRow
from wellbeing.ledger.store import Head

# Of the table and not of objects: there may be a hundred thousand in one window.
_ADD_CELLS = insert(cast(Table, ReleaseCellRow.__table__))


class StalePublisherError(Exception):
    """A publisher with a later lease has written already: this one must stop."""


class NotWrittenError(Exception):
    """The database refused an entry. Names no value: it was drawn and is not published."""


@dataclass(frozen=True)
class Stamp:
    """When something was published, and under which lease."""

    published_at: datetime
    fence: int


@dataclass(frozen=True)
class Drawn:
    """A window's figures as they will stand in the chain: in memory, not in any database yet."""

    head: Head
    before: Head
    plan: CyclePlan = field(repr=False)
    window: Window
    cells: Sequence[ReleasedCell] = field(repr=False)
    stamp: Stamp

    def rows(self) -> Iterator[dict[str, Any]]:
        """Chain the figures to the entry before. Made anew when asked: there may be a hundred thousand."""
        return _chained(self.before, self.plan, self.window, self.cells, self.stamp)


def begin(session: Session, fence: int) -> None:
    """Make this the only publisher that writes; raise StalePublisherError when its lease is over."""
    store.lock(session)
    if store.highest_fence(session) > fence:
        raise StalePublisherError(f"lease {fence} is over")


def add_cycle(session: Session, plan: CyclePlan, starts_on: date, fence: int) -> None:
    """Fix a cycle's plan for good, as the next entry of the chain."""
    head = store.head(session)
    config = written.config_of(plan)
    row = ReleaseCycleRow(
        id=plan.cycle,
        entry=head.entry + 1,
        starts_on=starts_on,
        config_json=config,
        config_sha256=chain.sha256_of(config),
        fence=fence,
        prev_sha256=head.sha256,
    )
    lines = [written.as_line(plan.cycle, unit) for unit in plan.units]
    row.row_sha256 = chain.hash_of_cycle(row, lines)
    session.add(row)
    # A line of the plan needs its cycle to be there.
    session.flush()
    session.add_all(lines)
    session.flush()


def add_window(
    session: Session, plan: CyclePlan, window: Window, cells: Sequence[ReleasedCell], stamp: Stamp
) -> None:
    """Add a window's figures to the chain."""
    add_drawn(session, drawn(session, plan, window, cells, stamp))


def drawn(
    session: Session, plan: CyclePlan, window: Window, cells: Sequence[ReleasedCell], stamp: Stamp
) -> Drawn:
    """Chain a window's figures to the ledger's newest entry, and write nothing."""
    before = store.head(session)
    sha256 = before.sha256
    for row in _chained(before, plan, window, cells, stamp):
        sha256 = row["row_sha256"]
    head = Head(before.entry + len(cells), sha256)
    return Drawn(head, before, plan, window, cells, stamp)


def _chained(
    head: Head, plan: CyclePlan, window: Window, cells: Sequence[ReleasedCell], stamp: Stamp
) -> Iterator[dict[str, Any]]:
    before = head.sha256
    for place, cell in enumerate(cells, start=1):
        row: dict[str, Any] = {
            "id": head.entry + place,
            "cycle_id": plan.cycle,
            "rhythm": str(window.rhythm),
            "window_index": window.index,
            "starts_on": window.starts_on,
            "ends_on": window.ends_on,
            "level": str(plan.by_key[cell.unit_key].level),
            "unit_key": cell.unit_key,
            "kind": str(cell.kind),
            "indicator": str(cell.indicator),
            "cohort_n": cell.people,
            "centre": cell.centre,
            "clip": cell.clip,
            "sigma": cell.sigma,
            "released_int": cell.released,
            "published_at": stamp.published_at,
            "fence": stamp.fence,
            "prev_sha256": before,
        }
        row["row_sha256"] = before = chain.hash_of_cell(row)
        yield row


def add_drawn(session: Session, found: Drawn) -> None:
    """Add these figures; raise NotWrittenError, which tells none of them, when they are refused."""
    refused = ""
    try:
        rows = found.rows()
        while some := list(islice(rows, CHUNK)):
            session.execute(_ADD_CELLS, some)
    except (DataError, IntegrityError) as error:
        refused = type(error).__name__
    # Not inside the handler: what the database said may hold the row.
    if refused:
        raise NotWrittenError(f"the ledger refused a window: {refused}")


def add_note(session: Session, kind: NoteKind, subject: str, stamp: Stamp) -> None:
    """Add a note to the chain."""
    head = store.head(session)
    row = LedgerNoteRow(
        id=head.entry + 1,
        kind=str(kind),
        subject=subject,
        noted_at=stamp.published_at,
        fence=stamp.fence,
        prev_sha256=head.sha256,
    )
    row.row_sha256 = chain.hash_of_note(row)
    session.add(row)
    session.flush()
