"""Marks messages that are due as left, each for one process alone, and lets them wait again."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, Select, Subquery, and_, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from wellbeing.rhythm.plan_store import INVITATION, LEFT, WAITING, waiting
from wellbeing.rhythm.rows import NudgeRow, RhythmRow
from wellbeing.rhythm.wishes import Channel

# So many times as many are looked at as are taken, and then so many times as many again.
LOOKED_AT = 2


@dataclass(frozen=True)
class Nudge:
    """A message that was marked as leaving, and to whom it goes, sealed."""

    rhythm_id: bytes
    week: str
    kind: str
    tries: int
    person: bytes


@dataclass(frozen=True)
class Due:
    """What may leave now by one channel: messages of a week, `apart` seconds from each other."""

    week: str
    now: int
    apart: int
    channel: Channel = Channel.MAIL


def is_any(session: Session, due: Due) -> bool:
    return bool(_first(session, due, 1, hold=False))


def claim(session: Session, due: Due, most: int) -> tuple[Nudge, ...]:
    """Mark messages that are due as left now, so that nobody sends them twice, and return them."""
    found = _first(session, due, most, hold=True)
    people = {row.rhythm_id: row.person for row in found}
    nudges: list[Nudge] = []
    for kind in sorted({row.kind for row in found}):
        ids = [row.rhythm_id for row in found if row.kind == kind]
        marked = session.execute(
            update(NudgeRow)
            .where(NudgeRow.rhythm_id.in_(ids), NudgeRow.kind == kind, *waiting(due.week))
            .values(state=LEFT, due_second=due.now)
            .returning(NudgeRow.rhythm_id, NudgeRow.tries)
        ).all()
        nudges += [
            Nudge(row.rhythm_id, due.week, kind, row.tries, people[row.rhythm_id]) for row in marked
        ]
    return tuple(nudges)


def give_back(session: Session, nudge: Nudge, due_second: int, tries: int) -> None:
    """Let a message wait again that the relay surely did not take; one that waits stays as it is."""
    session.execute(
        update(NudgeRow)
        .where(
            NudgeRow.rhythm_id == nudge.rhythm_id,
            NudgeRow.week == nudge.week,
            NudgeRow.kind == nudge.kind,
            NudgeRow.state == LEFT,
        )
        .values(state=WAITING, due_second=due_second, tries=tries)
    )


def _first(
    session: Session, due: Due, most: int, *, hold: bool
) -> Sequence[Row[bytes, str, bytes]]:
    """Return the first that may leave; to be held, those that nobody else holds.

    It looks at the head of the queue, and further down only while too few there may leave: what
    the database guesses of the conditions must not make it sort everything that is due each time.
    """
    window = LOOKED_AT * most
    while True:
        head = _head(due, window)
        wanted = _due(due, head).order_by(NudgeRow.due_second).limit(most)
        if hold:
            wanted = wanted.with_for_update(skip_locked=True, of=NudgeRow)
        found = session.execute(wanted).all()
        if len(found) == most or _count(session, head) < window:
            return found
        window *= LOOKED_AT


def _head(due: Due, window: int) -> Subquery:
    return (
        select(NudgeRow.rhythm_id, NudgeRow.kind)
        .where(*waiting(due.week))
        .where(NudgeRow.due_second <= due.now, NudgeRow.until_second > due.now)
        .order_by(NudgeRow.due_second)
        .limit(window)
        .subquery()
    )


def _count(session: Session, head: Subquery) -> int:
    return session.scalar(select(func.count()).select_from(head)) or 0


def _due(due: Due, head: Subquery) -> Select[bytes, str, bytes]:
    return (
        select(NudgeRow.rhythm_id, NudgeRow.kind, RhythmRow.person)
        .join(head, and_(head.c.rhythm_id == NudgeRow.rhythm_id, head.c.kind == NudgeRow.kind))
        .join(RhythmRow, RhythmRow.id == NudgeRow.rhythm_id)
        .where(*waiting(due.week))
        # A wish that changed while the week was planned; and what was late may have been moved
        # to a day away.
        .where(NudgeRow.version == RhythmRow.version, _is_there())
        .where(RhythmRow.channel == due.channel.value)
        .where(~_is_crowded(due))
    )


def _is_there() -> ColumnElement[bool]:
    first, last = RhythmRow.away_from, RhythmRow.away_until
    return or_(first.is_(None), NudgeRow.day < first, NudgeRow.day > last)


def _is_crowded(due: Due) -> ColumnElement[bool]:
    """Say whether the other message left a short time ago, or is an invitation that comes first."""
    other = aliased(NudgeRow)
    return (
        select(other.rhythm_id)
        .where(other.rhythm_id == NudgeRow.rhythm_id, other.week == due.week)
        .where(other.kind != NudgeRow.kind, other.due_second > due.now - due.apart)
        .where(or_(other.state == LEFT, other.kind == INVITATION))
        .exists()
    )
