"""Questions asked of the ledger's tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from wellbeing.disclosure import Level, Rhythm, WindowName
from wellbeing.ledger import chain
from wellbeing.ledger.rows import (
    LedgerNoteRow,
    NoteKind,
    ReleaseCellRow,
    ReleaseCycleRow,
    ReleasePlanRow,
)

# One number for "the ledger", so that two publishers on PostgreSQL wait for each other.
LOCK = 7_203_114
Entry = ReleaseCycleRow | ReleaseCellRow | LedgerNoteRow
# Where the entries of the chain lie: their place in it, and their hash.
_PLACES = (
    (ReleaseCycleRow.entry, ReleaseCycleRow.row_sha256),
    (ReleaseCellRow.id, ReleaseCellRow.row_sha256),
    (LedgerNoteRow.id, LedgerNoteRow.row_sha256),
)
FETCHED = 1000


@dataclass(frozen=True)
class Head:
    """The newest entry of the chain."""

    entry: int = 0
    sha256: str = chain.BEGINNING


@dataclass(frozen=True)
class Printed:
    """A window whose figures are out."""

    cycle: int
    rhythm: str
    starts_on: date
    ends_on: date
    published_at: datetime
    figures: int


@dataclass(frozen=True)
class Noted:
    """A note: what it is about, and when it was written."""

    subject: str
    noted_at: datetime


def lock(session: Session) -> None:
    """Let one publisher at a time write; on SQLite the writing transaction does that already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def head(session: Session) -> Head:
    heads = [
        Head(row.entry, row.row_sha256)
        for entry, sha256 in _PLACES
        for row in session.execute(
            select(entry.label("entry"), sha256.label("row_sha256")).order_by(entry.desc()).limit(1)
        )
    ]
    return max(heads, key=lambda one: one.entry, default=Head())


def highest_fence(session: Session) -> int:
    """Return the highest fence that ever wrote."""
    fences = (ReleaseCycleRow.fence, ReleaseCellRow.fence, LedgerNoteRow.fence)
    return max(session.scalar(select(func.max(fence))) or 0 for fence in fences)


def entries(session: Session) -> Iterator[Entry]:
    """Give all entries in the order of the chain, a few at a time."""
    few = [*cycles(session), *session.scalars(select(LedgerNoteRow))]
    return merge(sorted(few, key=entry_of), _all_cells(session), key=entry_of)


def entry_of(row: Entry) -> int:
    return row.entry if isinstance(row, ReleaseCycleRow) else row.id


def cycles(session: Session) -> Sequence[ReleaseCycleRow]:
    return session.scalars(select(ReleaseCycleRow).order_by(ReleaseCycleRow.id)).all()


def cycle(session: Session, cycle: int) -> ReleaseCycleRow | None:
    return session.get(ReleaseCycleRow, cycle)


def sha256_at(session: Session, entry: int) -> str | None:
    """Return the hash of one entry of the chain."""
    found = (session.scalar(select(sha256).where(place == entry)) for place, sha256 in _PLACES)
    return next((sha256 for sha256 in found if sha256), None)


def has_window(session: Session, cycle: int, window: WindowName) -> bool:
    """Say whether figures of a window are in the ledger."""
    found = (
        select(ReleaseCellRow.id)
        .where(ReleaseCellRow.cycle_id == cycle)
        .where(ReleaseCellRow.rhythm == str(window.rhythm))
        .where(ReleaseCellRow.window_index == window.index)
    )
    return session.scalar(found.limit(1)) is not None


def everybody(session: Session) -> dict[int, int]:
    """Return how many people were on the whole roster: cycle → people."""
    asked = select(ReleasePlanRow.cycle_id, ReleasePlanRow.cohort_n)
    rows = session.execute(asked.where(ReleasePlanRow.level == str(Level.ORGANISATION)))
    return {row.cycle_id: row.cohort_n for row in rows}


def noted(session: Session, kind: NoteKind) -> list[Noted]:
    """Return all notes of a kind, the latest last."""
    ordered = select(LedgerNoteRow.subject, LedgerNoteRow.noted_at).order_by(LedgerNoteRow.id)
    rows = session.execute(ordered.where(LedgerNoteRow.kind == str(kind)))
    return [Noted(*row) for row in rows]


def notes(session: Session, kind: NoteKind) -> list[str]:
    """Return what all notes of a kind are about, the latest last."""
    return list(
        session.scalars(
            select(LedgerNoteRow.subject)
            .where(LedgerNoteRow.kind == str(kind))
            .order_by(LedgerNoteRow.id)
        )
    )


def lines(session: Session, cycle: int | None = None) -> dict[int, list[ReleasePlanRow]]:
    """Return the lines of every cycle's plan, or of one cycle's."""
    by_cycle: dict[int, list[ReleasePlanRow]] = {} if cycle is None else {cycle: []}
    ordered = select(ReleasePlanRow).order_by(ReleasePlanRow.cycle_id, ReleasePlanRow.unit_key)
    if cycle is not None:
        ordered = ordered.where(ReleasePlanRow.cycle_id == cycle)
    for row in session.scalars(ordered):
        by_cycle.setdefault(row.cycle_id, []).append(row)
    return by_cycle


def cells(session: Session) -> Sequence[ReleaseCellRow]:
    return session.scalars(select(ReleaseCellRow).order_by(ReleaseCellRow.id)).all()


def cells_of_organisation(session: Session, cycle: int) -> Sequence[ReleaseCellRow]:
    """Return a cycle's figures about the whole organisation."""
    # By its key, which has an index.
    whole = select(ReleasePlanRow.unit_key).where(
        ReleasePlanRow.cycle_id == cycle, ReleasePlanRow.level == str(Level.ORGANISATION)
    )
    asked = select(ReleaseCellRow).where(
        ReleaseCellRow.cycle_id == cycle, ReleaseCellRow.unit_key.in_(whole)
    )
    return session.scalars(asked.order_by(ReleaseCellRow.id)).all()


def printed(session: Session) -> list[Printed]:
    """Return every published window in the order of the chain."""
    columns = (
        ReleaseCellRow.cycle_id,
        ReleaseCellRow.rhythm,
        ReleaseCellRow.starts_on,
        ReleaseCellRow.ends_on,
        ReleaseCellRow.published_at,
    )
    counted = select(*columns, func.count()).group_by(*columns)
    rows = session.execute(counted.order_by(func.min(ReleaseCellRow.id)))
    return [Printed(*row) for row in rows]


def came_out(session: Session, cycle: int, window: WindowName) -> datetime | None:
    """Return when a window's figures were published; None when it has none."""
    return session.scalar(
        select(ReleaseCellRow.published_at)
        .where(
            ReleaseCellRow.cycle_id == cycle,
            ReleaseCellRow.rhythm == str(window.rhythm),
            ReleaseCellRow.window_index == window.index,
        )
        .limit(1)
    )


def windows(session: Session, after: int = 0) -> frozenset[WindowName]:
    """Return all windows that have figures after an entry of the chain."""
    found = select(ReleaseCellRow.rhythm, ReleaseCellRow.window_index).distinct()
    rows = session.execute(found.where(ReleaseCellRow.id > after))
    return frozenset(WindowName(Rhythm(row.rhythm), row.window_index) for row in rows)


def _all_cells(session: Session) -> Iterator[ReleaseCellRow]:
    """Give the figures piece by piece: there may be millions."""
    last = 0
    ordered = select(ReleaseCellRow).order_by(ReleaseCellRow.id).limit(FETCHED)
    while rows := session.scalars(ordered.where(ReleaseCellRow.id > last)).all():
        last = rows[-1].id
        yield from rows
        session.expunge_all()
