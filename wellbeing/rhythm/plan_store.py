"""Questions asked of the messages of a week, and what is written to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, delete, insert, literal, or_, select, update
from sqlalchemy.orm import Session, aliased

from wellbeing.database import in_chunks
from wellbeing.rhythm.rows import MomentRow, NudgeRow, PlannedWeekRow, RhythmRow
from wellbeing.rhythm.store import insert_into

WAITING, LEFT = "waiting", "left"
INVITATION, REMINDER = "invitation", "reminder"


@dataclass(frozen=True)
class Moment:
    """One message that people with a slot get: `day` is theirs, `second` counts from 1970."""

    slot: str
    kind: str
    day: date
    second: int


@dataclass(frozen=True)
class Nudge:
    """A message that was marked as leaving, and to whom it goes, sealed."""

    rhythm_id: bytes
    week: str
    kind: str
    tries: int
    person: bytes


def slots_without_moments(session: Session, week: str) -> tuple[str, ...]:
    """Return the slots of people for which this week's moments were not worked out yet."""
    worked_out = select(MomentRow.slot).where(MomentRow.week == week)
    wished = select(RhythmRow.slot).where(RhythmRow.slot.not_in(worked_out)).distinct()
    return tuple(session.scalars(wished))


def add_moments(session: Session, week: str, moments: Iterable[Moment]) -> None:
    rows = [
        {"week": week, "slot": each.slot, "kind": each.kind, "day": each.day, "second": each.second}
        for each in moments
    ]
    for chunk in in_chunks(rows):
        session.execute(insert_into(session, MomentRow).values(chunk).on_conflict_do_nothing())


def plan(session: Session, week: str, only: bytes | None = None, after: int = 0) -> int:
    """Plan a week's messages in one statement, each once; return how many are new.

    `after` leaves out those whose moment is before it; `only` means one person's.
    """
    due = MomentRow.second + RhythmRow.spread
    chosen = (
        select(
            RhythmRow.id,
            MomentRow.week,
            MomentRow.kind,
            RhythmRow.version,
            literal(WAITING),
            due,
            literal(0, Integer),
        )
        .join(MomentRow, and_(MomentRow.slot == RhythmRow.slot, MomentRow.week == week))
        .where(_is_there(MomentRow.day), due >= after)
    )
    if only is not None:
        chosen = chosen.where(RhythmRow.id == only)
    names = ["rhythm_id", "week", "kind", "version", "state", "due_second", "tries"]
    statement = insert_into(session, NudgeRow).from_select(names, chosen).on_conflict_do_nothing()
    return _count(session, statement)


def mark_planned(session: Session, week: str) -> None:
    session.execute(insert(PlannedWeekRow).values(week=week))


def is_planned(session: Session, week: str) -> bool:
    return (
        session.scalar(select(PlannedWeekRow.week).where(PlannedWeekRow.week == week)) is not None
    )


def unplan(session: Session, rhythm_id: bytes, week: str) -> None:
    """Forget what still waits for one person: it is planned anew from another wish."""
    session.execute(delete(NudgeRow).where(NudgeRow.rhythm_id == rhythm_id, *_waiting(week)))


def outdated(session: Session, week: str) -> tuple[bytes, ...]:
    """Return whose messages wait that were planned by a wish which changed at that moment."""
    changed = (
        select(NudgeRow.rhythm_id)
        .join(RhythmRow, RhythmRow.id == NudgeRow.rhythm_id)
        .where(NudgeRow.version != RhythmRow.version, *_waiting(week))
        .distinct()
    )
    return tuple(session.scalars(changed))


def late(session: Session, week: str, before: int) -> Mapping[str, int]:
    """Return the slots with messages that should have left before a moment, and how many."""
    found: dict[str, int] = {}
    rows = session.scalars(
        select(RhythmRow.slot)
        .join(NudgeRow, RhythmRow.id == NudgeRow.rhythm_id)
        .where(NudgeRow.due_second < before, *_waiting(week))
    )
    for slot in rows:
        found[slot] = found.get(slot, 0) + 1
    return found


def put_off(session: Session, week: str, slot: str, before: int, to: int | None) -> None:
    """Move what is late for one slot to another moment; without one it is left out for good."""
    theirs = select(RhythmRow.id).where(RhythmRow.slot == slot)
    held = and_(NudgeRow.rhythm_id.in_(theirs), NudgeRow.due_second < before, *_waiting(week))
    if to is None:
        session.execute(delete(NudgeRow).where(held))
    else:
        session.execute(update(NudgeRow).where(held).values(due_second=to))


def drop_crowded_reminders(session: Session, week: str, apart: int) -> None:
    """Leave out reminders that would follow an invitation which still waits by fewer seconds."""
    other = aliased(NudgeRow)
    crowded = (
        select(other.rhythm_id)
        .where(other.rhythm_id == NudgeRow.rhythm_id, other.week == week)
        .where(other.kind == INVITATION, other.state == WAITING)
        .where(other.due_second > NudgeRow.due_second - apart)
        .exists()
    )
    session.execute(
        delete(NudgeRow)
        .where(NudgeRow.kind == REMINDER, crowded, *_waiting(week))
        .execution_options(synchronize_session=False)
    )


def claim(session: Session, week: str, now: datetime, today: date, most: int) -> tuple[Nudge, ...]:
    """Mark messages that are due as left, so that nobody sends them twice, and return them."""
    second = int(now.timestamp())
    waiting = (
        select(NudgeRow.rhythm_id, NudgeRow.kind)
        .join(RhythmRow, RhythmRow.id == NudgeRow.rhythm_id)
        .where(NudgeRow.due_second <= second, *_waiting(week))
        # What was late may have been moved to a day away.
        .where(NudgeRow.version == RhythmRow.version, _is_there(literal(today)))
        .order_by(NudgeRow.due_second)
        .limit(most)
        .with_for_update(skip_locked=True, of=NudgeRow)
    )
    found = session.execute(waiting).all()
    nudges: list[Nudge] = []
    for kind in sorted({row.kind for row in found}):
        ids = [row.rhythm_id for row in found if row.kind == kind]
        marked = session.execute(
            update(NudgeRow)
            .where(NudgeRow.rhythm_id.in_(ids), NudgeRow.kind == kind, *_waiting(week))
            .values(state=LEFT)
            .returning(NudgeRow.rhythm_id, NudgeRow.tries)
        ).all()
        people = _people(session, [row.rhythm_id for row in marked])
        nudges += [
            Nudge(row.rhythm_id, week, kind, row.tries, people[row.rhythm_id]) for row in marked
        ]
    return tuple(nudges)


def give_back(session: Session, nudge: Nudge, due_second: int) -> None:
    """Let a message wait again that the relay surely did not take."""
    session.execute(
        update(NudgeRow)
        .where(
            NudgeRow.rhythm_id == nudge.rhythm_id,
            NudgeRow.week == nudge.week,
            NudgeRow.kind == nudge.kind,
        )
        .values(state=WAITING, due_second=due_second, tries=nudge.tries + 1)
    )


def forget_before(session: Session, week: str) -> None:
    """Remove what belongs to weeks before this one."""
    session.execute(delete(NudgeRow).where(NudgeRow.week < week))
    session.execute(delete(MomentRow).where(MomentRow.week < week))
    session.execute(delete(PlannedWeekRow).where(PlannedWeekRow.week < week))


def _people(session: Session, ids: Sequence[bytes]) -> dict[bytes, bytes]:
    found = session.execute(select(RhythmRow.id, RhythmRow.person).where(RhythmRow.id.in_(ids)))
    return {row.id: row.person for row in found}


def _waiting(week: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return NudgeRow.week == week, NudgeRow.state == WAITING


def _is_there(day: ColumnElement[date] | Any) -> ColumnElement[bool]:
    return or_(RhythmRow.away_from.is_(None), day < RhythmRow.away_from, day > RhythmRow.away_until)


def _count(session: Session, statement: Any) -> int:
    counted = statement.execution_options(preserve_rowcount=True)
    return int(session.connection().execute(counted).rowcount)
