"""Questions asked of the messages of a week, and how they are planned, moved and forgotten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    and_,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from wellbeing.database import in_chunks
from wellbeing.rhythm.rows import MomentRow, NudgeRow, PlannedWeekRow, RhythmRow
from wellbeing.rhythm.store import insert_into
from wellbeing.rhythm.wishes import Channel

WAITING, LEFT = "waiting", "left"
INVITATION, REMINDER = "invitation", "reminder"
NUDGE = (
    "rhythm_id", "week", "kind", "version", "channel", "state", "due_second", "until_second", "day",
    "tries", "refused",
)  # fmt: skip
NOT_TRIED = literal(0, Integer), literal(0, Integer)


@dataclass(frozen=True)
class Moment:
    """One message that people with a slot get: `day` is theirs, seconds count from 1970."""

    slot: str
    kind: str
    day: date
    second: int
    until: int


def slots_without_moments(session: Session, week: str) -> tuple[str, ...]:
    """Return the slots of people for which this week's moments were not worked out yet."""
    worked_out = select(MomentRow.slot).where(MomentRow.week == week)
    wished = select(RhythmRow.slot).where(RhythmRow.slot.not_in(worked_out)).distinct()
    return tuple(session.scalars(wished))


def add_moments(session: Session, week: str, moments: Iterable[Moment]) -> None:
    rows = [
        {"week": week, "slot": each.slot, "kind": each.kind, "day": each.day}
        | {"second": each.second, "until_second": each.until}
        for each in moments
    ]
    for chunk in in_chunks(rows):
        session.execute(insert_into(session, MomentRow).values(chunk).on_conflict_do_nothing())


def plan(session: Session, week: str) -> int:
    """Plan a week's messages in one statement, each once; return how many are new."""
    due = MomentRow.second + RhythmRow.spread
    chosen = (
        select(
            RhythmRow.id,
            MomentRow.week,
            MomentRow.kind,
            RhythmRow.version,
            RhythmRow.channel,
            literal(WAITING),
            due,
            MomentRow.until_second,
            MomentRow.day,
            *NOT_TRIED,
        )
        .join(MomentRow, and_(MomentRow.slot == RhythmRow.slot, MomentRow.week == week))
        .where(_is_there(MomentRow.day))
    )
    return _insert(session, chosen)


def plan_moments(
    session: Session, week: str, moments: Sequence[Moment], only: bytes | None = None
) -> int:
    """Plan these messages of one slot for everybody who has none at all in this week.

    With `only` they are one person's, who may have others.
    """
    if not moments:
        return 0
    has_one = select(NudgeRow.rhythm_id).where(
        NudgeRow.rhythm_id == RhythmRow.id, NudgeRow.week == week
    )
    whose = ~has_one.exists() if only is None else RhythmRow.id == only
    parts = [
        select(
            RhythmRow.id,
            literal(week),
            literal(each.kind),
            RhythmRow.version,
            RhythmRow.channel,
            literal(WAITING),
            literal(each.second, BigInteger) + RhythmRow.spread,
            literal(each.until, BigInteger),
            literal(each.day, Date),
            *NOT_TRIED,
        ).where(RhythmRow.slot == each.slot, whose, _is_there(literal(each.day, Date)))
        for each in moments
    ]
    both = union_all(*parts).subquery()
    # SQLite takes ON CONFLICT for a join's ON unless a condition stands before it.
    return _insert(session, select(both).where(both.c.id.is_not(None)))


def slots_without_messages(session: Session, week: str) -> tuple[str, ...]:
    """Return the slots of people for whom nothing was planned in a week."""
    has_one = select(NudgeRow.rhythm_id).where(
        NudgeRow.rhythm_id == RhythmRow.id, NudgeRow.week == week
    )
    return tuple(session.scalars(select(RhythmRow.slot).where(~has_one.exists()).distinct()))


def mark_planned(session: Session, week: str) -> None:
    session.execute(insert(PlannedWeekRow).values(week=week, is_open=True))


def close(session: Session, week: str) -> None:
    """Leave out what still waits in a week, and let nothing more be planned in it."""
    closed = insert_into(session, PlannedWeekRow).values(week=week, is_open=False)
    session.execute(closed.on_conflict_do_update(index_elements=["week"], set_={"is_open": False}))
    session.execute(delete(NudgeRow).where(*waiting(week)))


def is_planned(session: Session, week: str) -> bool:
    return session.get(PlannedWeekRow, week, populate_existing=True) is not None


def is_open(session: Session, week: str) -> bool:
    """Say whether a week is planned and its messages are still here."""
    row = session.get(PlannedWeekRow, week, populate_existing=True)
    return row is not None and row.is_open


def is_any_closed(session: Session, since: str) -> bool:
    """Say whether a week from this one on was closed before its time, as after a restore."""
    closed = PlannedWeekRow.week >= since, PlannedWeekRow.is_open.is_(False)
    return session.scalar(select(PlannedWeekRow.week).where(*closed).limit(1)) is not None


def highest_planned(session: Session, until: str) -> str | None:
    """Return the last week that was planned, of those until one."""
    found = select(func.max(PlannedWeekRow.week)).where(PlannedWeekRow.week <= until)
    return session.scalar(found)


def unplan(session: Session, rhythm_id: bytes, week: str) -> None:
    """Forget what still waits for one person: it is planned anew from another wish."""
    session.execute(delete(NudgeRow).where(NudgeRow.rhythm_id == rhythm_id, *waiting(week)))


def messages_of(session: Session, rhythm_id: bytes, week: str, state: str) -> dict[str, int]:
    """Return one person's messages that wait or left in a week: kind → second."""
    rows = session.execute(
        select(NudgeRow.kind, NudgeRow.due_second).where(
            NudgeRow.rhythm_id == rhythm_id, NudgeRow.week == week, NudgeRow.state == state
        )
    )
    return {row.kind: row.due_second for row in rows}


def outdated(session: Session, week: str) -> tuple[bytes, ...]:
    """Return whose messages wait that were planned by a wish which changed at that moment."""
    changed = (
        select(NudgeRow.rhythm_id)
        .join(RhythmRow, RhythmRow.id == NudgeRow.rhythm_id)
        .where(NudgeRow.version != RhythmRow.version, *waiting(week))
        .distinct()
    )
    return tuple(session.scalars(changed))


def late(session: Session, week: str, now: int) -> tuple[tuple[str, str], ...]:
    """Return slot and kind of messages whose hour has passed; it reads what is due, and no more."""
    rows = session.execute(
        select(RhythmRow.slot, NudgeRow.kind)
        .join(NudgeRow, RhythmRow.id == NudgeRow.rhythm_id)
        .where(*_late(week, now))
        .distinct()
    )
    return tuple((row.slot, row.kind) for row in rows)


def put_off(session: Session, week: str, late: tuple[str, str], now: int, to: Moment | None) -> int:
    """Move what is late for a slot and kind to another moment, spread; without one it is left out.

    Returns how many were late.
    """
    slot, kind = late
    theirs = select(RhythmRow.id).where(RhythmRow.slot == slot)
    held = and_(NudgeRow.rhythm_id.in_(theirs), NudgeRow.kind == kind, *_late(week, now))
    if to is None:
        return _changed(session, delete(NudgeRow).where(held))
    spread = select(RhythmRow.spread).where(RhythmRow.id == NudgeRow.rhythm_id).scalar_subquery()
    moved = {"due_second": to.second + spread, "until_second": to.until, "day": to.day}
    return _changed(session, update(NudgeRow).where(held).values(**moved))


def forget_before(session: Session, week: str) -> None:
    """Remove what belongs to weeks before this one; that they were planned stays known."""
    session.execute(delete(NudgeRow).where(NudgeRow.week < week))
    session.execute(delete(MomentRow).where(MomentRow.week < week))
    session.execute(
        update(PlannedWeekRow)
        .where(PlannedWeekRow.week < week, PlannedWeekRow.is_open)
        .values(is_open=False)
    )


def waiting(week: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return NudgeRow.week == week, NudgeRow.state == WAITING


def _late(week: str, now: int) -> tuple[ColumnElement[bool], ...]:
    # By whichever channel: named, so that its index leads to what is due.
    is_any = NudgeRow.channel.in_([each.value for each in Channel])
    return *waiting(week), is_any, NudgeRow.due_second <= now, NudgeRow.until_second <= now


def _is_there(day: ColumnElement[date] | Any) -> ColumnElement[bool]:
    return or_(RhythmRow.away_from.is_(None), day < RhythmRow.away_from, day > RhythmRow.away_until)


def _insert(session: Session, chosen: Any) -> int:
    statement = (
        insert_into(session, NudgeRow).from_select(list(NUDGE), chosen).on_conflict_do_nothing()
    )
    return _changed(session, statement)


def _changed(session: Session, statement: Any) -> int:
    counted = statement.execution_options(preserve_rowcount=True)
    return int(session.connection().execute(counted).rowcount)
