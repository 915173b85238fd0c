"""Marks messages that are due as left, each for one process alone, and lets them wait again."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy.orm import Session, aliased

from wellbeing.rhythm.plan_store import INVITATION, LEFT, WAITING, waiting
from wellbeing.rhythm.rows import NudgeRow, RhythmRow
from wellbeing.rhythm.wishes import Channel


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
    return session.execute(_due(due).limit(1)).first() is not None


def claim(session: Session, due: Due, most: int) -> tuple[Nudge, ...]:
    """Mark messages that are due as left now, so that nobody sends them twice, and return them."""
    wanted = _due(due).order_by(NudgeRow.due_second).limit(most)
    found = session.execute(wanted.with_for_update(skip_locked=True, of=NudgeRow)).all()
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


def _due(due: Due) -> Select[bytes, str, bytes]:
    return (
        select(NudgeRow.rhythm_id, NudgeRow.kind, RhythmRow.person)
        .join(RhythmRow, RhythmRow.id == NudgeRow.rhythm_id)
        .where(*waiting(due.week))
        .where(NudgeRow.due_second <= due.now, NudgeRow.until_second > due.now)
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
