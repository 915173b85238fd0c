"""Marks messages that are due as left, each for one process alone, and lets them wait again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    bindparam,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from wellbeing.rhythm.plan_store import INVITATION, LEFT, WAITING, waiting
from wellbeing.rhythm.rows import NudgeRow, RhythmRow
from wellbeing.rhythm.wishes import Channel

# As many are looked at as are asked for, and so many times as many where too few of them may leave.
MORE = 2


@dataclass(frozen=True)
class Nudge:
    """A message that was marked as leaving, and to whom it goes, sealed."""

    rhythm_id: bytes
    week: str
    kind: str
    tries: int
    person: bytes
    refused: int


@dataclass(frozen=True)
class Due:
    """What may leave now by one channel: messages of a week, `apart` seconds from each other."""

    week: str
    now: int
    apart: int
    channel: Channel = Channel.MAIL


def is_any(session: Session, due: Due) -> bool:
    window = 1
    while True:
        asked = _asked(due, window, 1)
        if session.execute(_ANY, asked).first() is not None:
            return True
        if _count(session, asked) < window:
            return False
        window *= MORE


def claim(session: Session, due: Due, most: int) -> tuple[Nudge, ...]:
    """Mark messages that are due as left now, so that nobody sends them twice, and return them.

    It looks at the head of the queue, and further down only while too few there may leave: what
    the database guesses of the conditions must not make it sort everything that is due each time.
    """
    taken: tuple[Nudge, ...] = ()
    window = most
    while True:
        asked = _asked(due, window, most - len(taken))
        marked = tuple(Nudge(*row) for row in session.execute(_MARK, asked))
        taken += marked
        if len(taken) == most or _count(session, asked) + len(marked) < window:
            return taken
        window *= MORE


def give_back(session: Session, nudge: Nudge, due_second: int) -> None:
    """Let a message wait again that the relay surely did not take; one that waits stays as it is."""
    session.execute(
        update(NudgeRow)
        .where(
            NudgeRow.rhythm_id == nudge.rhythm_id,
            NudgeRow.week == nudge.week,
            NudgeRow.kind == nudge.kind,
            NudgeRow.state == LEFT,
        )
        .values(state=WAITING, due_second=due_second, tries=nudge.tries, refused=nudge.refused)
    )


def _asked(due: Due, window: int, most: int) -> dict[str, object]:
    since = due.now - due.apart
    asked = {
        "this_week": due.week,
        "now": due.now,
        "since": since,
        "this_channel": due.channel.value,
    }
    return asked | {"window": window, "most": most}


def _count(session: Session, asked: dict[str, object]) -> int:
    return session.scalar(_COUNTED, asked) or 0


def _head() -> Select[bytes, str, int, date, int]:
    return (
        select(
            NudgeRow.rhythm_id, NudgeRow.kind, NudgeRow.version, NudgeRow.day, NudgeRow.due_second
        )
        .where(*waiting(_WEEK), NudgeRow.channel == bindparam("this_channel", type_=String))
        .where(NudgeRow.due_second <= _NOW, NudgeRow.until_second > _NOW)
        .order_by(NudgeRow.due_second)
        .limit(bindparam("window", type_=Integer))
    )


def _due(head: FromClause) -> Select[bytes, str]:
    return (
        select(head.c.rhythm_id, head.c.kind)
        .join(RhythmRow, RhythmRow.id == head.c.rhythm_id)
        # A wish that changed while the week was planned, its channel too; and what was late may have
        # been moved to a day away.
        .where(head.c.version == RhythmRow.version, _is_there(head.c.day))
        .where(~_is_crowded(head))
        .order_by(head.c.due_second)
        .limit(bindparam("most", type_=Integer))
    )


def _is_there(day: ColumnElement[date]) -> ColumnElement[bool]:
    first, last = RhythmRow.away_from, RhythmRow.away_until
    return or_(first.is_(None), day < first, day > last)


def _is_crowded(head: FromClause) -> ColumnElement[bool]:
    """Say whether the other message left a short time ago, or is an invitation that comes first."""
    return (
        select(NudgeRow.rhythm_id)
        .where(NudgeRow.rhythm_id == head.c.rhythm_id, NudgeRow.week == _WEEK)
        .where(NudgeRow.kind != head.c.kind)
        .where(NudgeRow.due_second > bindparam("since", type_=BigInteger))
        .where(or_(NudgeRow.state == LEFT, NudgeRow.kind == INVITATION))
        .exists()
    )


def _marking() -> ReturningUpdate[bytes, str, str, int, bytes, int]:
    """Mark the first that may leave and that nobody else holds, in one statement."""
    # By a name of its own it is worked out once, whatever the plan: each time it would hold others.
    held = _head().with_for_update(skip_locked=True).cte("held")
    chosen = _due(held).cte("chosen")
    person = select(RhythmRow.person).where(RhythmRow.id == NudgeRow.rhythm_id).scalar_subquery()
    return (
        update(NudgeRow)
        # They are held, so they wait still; asked for it again, the database may read all that wait.
        .where(tuple_(NudgeRow.rhythm_id, NudgeRow.kind).in_(select(chosen)))
        .where(NudgeRow.week == _WEEK)
        .values(state=LEFT, due_second=_NOW)
        .returning(
            NudgeRow.rhythm_id,
            NudgeRow.week,
            NudgeRow.kind,
            NudgeRow.tries,
            person,
            NudgeRow.refused,
        )
        .execution_options(synchronize_session=False)
    )


# Made once: a batch is taken in less time than it takes to make its statement.
_WEEK: Any = bindparam("this_week", type_=String)
_NOW: Any = bindparam("now", type_=BigInteger)
_ANY, _MARK = _due(_head().subquery()), _marking()
_COUNTED = select(func.count()).select_from(_head().subquery())
