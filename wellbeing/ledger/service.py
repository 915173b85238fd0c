"""What the rest of the house may ask of the ledger of released figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from wellbeing.disclosure import Book, CyclePlan, Parameters, WindowName
from wellbeing.disclosure.beginnings import cycles_apart
from wellbeing.ledger import store, written
from wellbeing.ledger.closed import closed_windows
from wellbeing.ledger.narrow import book_of
from wellbeing.ledger.others import Known
from wellbeing.ledger.rows import NoteKind
from wellbeing.ledger.spending import Spent, spending
from wellbeing.ledger.store import Head, Noted, Printed, lock
from wellbeing.ledger.verifying import LedgerBrokenError, Verified, verify
from wellbeing.ledger.writing import (
    Drawn,
    NotWrittenError,
    StalePublisherError,
    Stamp,
    add_cycle,
    add_drawn,
    add_note,
    add_window,
    begin,
    drawn,
)

__all__ = [
    "Drawn",
    "Fixed",
    "Head",
    "Known",
    "LedgerBrokenError",
    "NotWrittenError",
    "NoteKind",
    "Noted",
    "Printed",
    "Spent",
    "StalePublisherError",
    "Stamp",
    "Verified",
    "add_cycle",
    "add_drawn",
    "add_note",
    "add_window",
    "begin",
    "book",
    "book_before",
    "book_of",
    "cycles",
    "drawn",
    "everybody",
    "fixed",
    "has_cycle",
    "has_window",
    "head",
    "highest_fence",
    "holds",
    "holds_plan",
    "lock",
    "not_released",
    "noted",
    "parameters_before",
    "place",
    "plan",
    "printed",
    "spending",
    "verify",
    "windows",
    "windows_after",
]


@dataclass(frozen=True)
class Fixed:
    """The parameters of one cycle as they were fixed, and the hash the ledger holds of them."""

    cycle: int
    starts_on: date
    parameters: Parameters
    sha256: str


def fixed(session: Session) -> Iterator[Fixed]:
    """Give the parameters of every cycle, the first one first."""
    for row in store.cycles(session):
        yield Fixed(row.id, row.starts_on, written.parameters_of(row), row.config_sha256)


def noted(session: Session, kind: NoteKind) -> tuple[Noted, ...]:
    """Return the notes of a kind with the moment they were written, the latest last."""
    return tuple(store.noted(session, kind))


def book(session: Session) -> Book:
    """Return everything that was published, to check it. Pages and plans read a few units."""
    lines = store.lines(session)
    return Book(
        plans=tuple(written.as_plan(row, lines.get(row.id, [])) for row in store.cycles(session)),
        cells=tuple(written.as_cell(row) for row in store.cells(session)),
        closed=closed_windows(session),
    )


def book_before(session: Session, cycle: int) -> Book:
    """Return what a cycle's plan is made from, which is little: the whole book may have millions of numbers.

    That is the plans of the year before, and what the last cycle said of the whole organisation.
    """
    earlier = cycles_apart(cycle)
    rows = [row for row in store.cycles(session) if row.id in earlier]
    return Book(
        plans=tuple(written.as_plan(row, store.lines(session, row.id)[row.id]) for row in rows),
        cells=tuple(map(written.as_cell, store.cells_of_organisation(session, cycle - 1))),
        closed=closed_windows(session),
    )


def everybody(session: Session) -> dict[int, int]:
    """Return how many people were on the whole roster as each cycle began: cycle → people."""
    return store.everybody(session)


def cycles(session: Session) -> frozenset[int]:
    """Return the cycles whose plan is fixed."""
    return frozenset(row.id for row in store.cycles(session))


def has_cycle(session: Session, cycle: int) -> bool:
    """Say whether a cycle's plan is fixed."""
    return store.cycle(session, cycle) is not None


def plan(session: Session, cycle: int) -> CyclePlan | None:
    """Return what a cycle publishes; None before its plan is fixed."""
    row = store.cycle(session, cycle)
    return None if row is None else written.as_plan(row, store.lines(session, cycle)[cycle])


def parameters_before(session: Session, cycle: int | None) -> tuple[int, Parameters] | None:
    """Return the last fixed cycle before this one, or of all, and the parameters it was fixed with."""
    rows = [row for row in store.cycles(session) if cycle is None or row.id < cycle]
    last = max(rows, key=lambda row: row.id, default=None)
    return None if last is None else (last.id, written.parameters_of(last))


def holds_plan(session: Session, plan: CyclePlan) -> bool:
    """Say whether the plan's cycle was fixed with it."""
    row = store.cycle(session, plan.cycle)
    return row is not None and written.is_plan_of(row, plan)


def head(session: Session) -> Head:
    """Return the newest entry: equal heads mean equal ledgers."""
    return store.head(session)


def highest_fence(session: Session) -> int:
    """Return the highest number of a lease that ever wrote."""
    return store.highest_fence(session)


def holds(session: Session, entry: Head) -> bool:
    """Say whether an entry seen earlier is still part of the ledger."""
    return entry.entry == 0 or store.sha256_at(session, entry.entry) == entry.sha256


def has_window(session: Session, cycle: int, window: WindowName) -> bool:
    """Say whether figures of a window have been published."""
    return store.has_window(session, cycle, window)


def windows(session: Session) -> frozenset[WindowName]:
    """Return the windows that have been published."""
    return store.windows(session)


def windows_after(session: Session, entry: int) -> frozenset[WindowName]:
    """Return the windows whose figures came after an entry of the chain."""
    return store.windows(session, entry)


def not_released(session: Session) -> frozenset[WindowName]:
    """Return the windows that are closed for good without figures."""
    return closed_windows(session)


def came_out(session: Session, cycle: int, window: WindowName) -> datetime | None:
    """Return when a window's figures were published; None when it has none."""
    return store.came_out(session, cycle, window)


def printed(session: Session) -> tuple[Printed, ...]:
    """Return every published window with the number of its figures."""
    return tuple(store.printed(session))


def place(session: Session) -> str:
    """Return the place that publishes; empty before the first."""
    return (store.notes(session, NoteKind.PLACE) or [""])[-1]
