"""Questions asked of the tables of the action log; each reads no more than a page shows."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, not_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from wellbeing.actions.log import (
    OPEN,
    SOON,
    Action,
    Answer,
    Decision,
    Helped,
    Passed,
    Review,
    State,
    TakenOut,
    Written,
)
from wellbeing.actions.rows import ActionReviewRow, AnswerRow, PassedUpRow, TeamActionRow
from wellbeing.database import in_chunks

Found = Select[TeamActionRow]
Condition = ColumnElement[bool]
IS_OPEN = TeamActionRow.state.in_(sorted(OPEN))


def action(session: Session, action_id: str) -> Action | None:
    found = _actions(session, select(TeamActionRow).where(TeamActionRow.id == action_id))
    return found[0] if found else None


def open_in(session: Session, unit_id: str) -> tuple[Action, ...]:
    """Return everything that is open in a log, what is due first."""
    order = (TeamActionRow.due_on, TeamActionRow.began_on, TeamActionRow.id)
    return _actions(session, _of(unit_id).where(IS_OPEN).order_by(*order))


def ended_in(session: Session, unit_id: str, before: int | None, most: int) -> tuple[Action, ...]:
    """Return some of what has ended in a log, what changed last first; all of it before a turn."""
    asked = _of(unit_id).where(not_(IS_OPEN))
    if before is not None:
        asked = asked.where(TeamActionRow.turn < before)
    return _actions(session, asked.order_by(TeamActionRow.turn.desc()).limit(most))


def ended_to_review(session: Session, unit_id: str, on: date, most: int) -> tuple[Action, ...]:
    """Return some of what has ended and is to be looked back on, what waits longest first."""
    asked = _of(unit_id).where(not_(IS_OPEN), TeamActionRow.review_on <= on)
    return _actions(session, asked.order_by(TeamActionRow.review_on, TeamActionRow.id).limit(most))


def to_be_done(
    session: Session, unit_ids: Sequence[str], on: date, most: int
) -> tuple[Action, ...]:
    """Return some of what is to be done in some logs within a week, or should be done by now."""
    return _first(session, unit_ids, (_is_due(on), TeamActionRow.due_on, most))


def to_look_back_on(
    session: Session, unit_ids: Sequence[str], on: date, most: int
) -> tuple[Action, ...]:
    """Return some of what is to be looked back on in some logs; what is due as well comes first."""
    return _first(session, unit_ids, (_is_to_review(on), TeamActionRow.review_on, most))


def count_due(session: Session, unit_ids: Sequence[str], on: date) -> int:
    """Count what asks for something in some logs."""
    asks = _is_due(on) | _is_to_review(on)
    return sum(
        session.scalar(select(func.count()).select_from(TeamActionRow).where(_within(chunk), asks))
        or 0
        for chunk in in_chunks(unit_ids)
    )


def open_passed_to(session: Session, unit_ids: Sequence[str]) -> tuple[Action, ...]:
    """Return what was passed up to some units and has not ended."""
    return tuple(
        one
        for chunk in in_chunks(unit_ids)
        for one in _actions(
            session,
            select(TeamActionRow)
            .join(PassedUpRow, PassedUpRow.action_id == TeamActionRow.id)
            .where(PassedUpRow.to_unit_id.in_(chunk), IS_OPEN)
            .order_by(TeamActionRow.id),
        )
    )


def newest_of(session: Session, unit_id: str) -> Action | None:
    """Return what changed last in a unit's log."""
    found = _actions(session, _of(unit_id).order_by(TeamActionRow.turn.desc()).limit(1))
    return found[0] if found else None


def _of(unit_id: str) -> Found:
    return select(TeamActionRow).where(TeamActionRow.unit_id == unit_id)


def _within(unit_ids: Sequence[str]) -> Condition:
    return TeamActionRow.unit_id.in_(unit_ids)


def _is_due(on: date) -> Condition:
    return and_(IS_OPEN, TeamActionRow.due_on <= on + SOON)


def _is_to_review(on: date) -> Condition:
    return and_(TeamActionRow.review_on <= on, not_(_is_due(on)))


def _first(
    session: Session,
    unit_ids: Sequence[str],
    asked: tuple[Condition, InstrumentedAttribute[date] | InstrumentedAttribute[date | None], int],
) -> tuple[Action, ...]:
    """Return the first of each part of the units; whoever asked takes the first of all."""
    which, day, most = asked
    return tuple(
        one
        for chunk in in_chunks(unit_ids)
        for one in _actions(
            session,
            select(TeamActionRow)
            .where(_within(chunk), which)
            .order_by(day, TeamActionRow.id)
            .limit(most),
        )
    )


def _actions(session: Session, asked: Found) -> tuple[Action, ...]:
    rows = session.scalars(asked).all()
    ids = [row.id for row in rows]
    reviews, passed = _reviews(session, ids), _passed(session, ids)
    return tuple(_as_action(row, reviews.get(row.id, ()), passed.get(row.id)) for row in rows)


def _reviews(session: Session, ids: Sequence[str]) -> dict[str, tuple[Review, ...]]:
    found: dict[str, tuple[Review, ...]] = {}
    for chunk in in_chunks(ids):
        rows = session.scalars(
            select(ActionReviewRow)
            .where(ActionReviewRow.action_id.in_(chunk))
            .order_by(ActionReviewRow.said_on)
        )
        for row in rows:
            said = Review(row.said_on, Helped(row.helped))
            found[row.action_id] = (*found.get(row.action_id, ()), said)
    return found


def _passed(session: Session, ids: Sequence[str]) -> dict[str, Passed]:
    found: dict[str, Passed] = {}
    for chunk in in_chunks(ids):
        answers = _answers(session, chunk)
        for row in session.scalars(select(PassedUpRow).where(PassedUpRow.action_id.in_(chunk))):
            said = tuple(_as_answer(each) for each in answers if each.action_id == row.action_id)
            found[row.action_id] = Passed(row.to_unit_id, row.passed_on, said)
    return found


def _answers(session: Session, ids: Iterable[str]) -> Sequence[AnswerRow]:
    return session.scalars(
        select(AnswerRow).where(AnswerRow.action_id.in_(ids)).order_by(AnswerRow.number)
    ).all()


def _as_answer(row: AnswerRow) -> Answer:
    return Answer(
        number=row.number,
        decision=Decision(row.decision),
        by_on=row.by_on,
        why=row.why,
        answered_by=row.answered_by,
        answered_on=row.answered_on,
        why_out_on=row.why_out_on,
    )


def _as_action(row: TeamActionRow, reviews: tuple[Review, ...], passed: Passed | None) -> Action:
    return Action(
        id=row.id,
        unit_id=row.unit_id,
        written=Written(row.area, row.heard, row.does, row.due_on, row.owner_id, row.idea),
        state=State(row.state),
        did=row.did,
        began_on=row.began_on,
        changed_on=row.changed_on,
        ended_on=row.ended_on,
        review_on=row.review_on,
        version=row.version,
        reviews=reviews,
        passed=passed,
        taken_out=TakenOut(row.heard_out_on, row.does_out_on, row.did_out_on),
        turn=row.turn,
    )
