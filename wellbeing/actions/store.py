"""Questions asked of the tables of the action log, and what is written to them."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from wellbeing.actions.log import (
    Action,
    Answer,
    Decision,
    Helped,
    Passed,
    Review,
    State,
    Written,
)
from wellbeing.actions.rows import ActionReviewRow, AnswerRow, PassedUpRow, TeamActionRow
from wellbeing.database import in_chunks


def of_units(session: Session, unit_ids: Sequence[str]) -> tuple[Action, ...]:
    """Return everything in some units' logs, what is due first."""
    return _found(session, TeamActionRow.unit_id, unit_ids)


def passed_to(session: Session, unit_ids: Sequence[str]) -> tuple[Action, ...]:
    """Return everything that was passed up to some units."""
    ids: list[str] = []
    for chunk in in_chunks(unit_ids):
        ids += session.scalars(
            select(PassedUpRow.action_id).where(PassedUpRow.to_unit_id.in_(chunk))
        )
    return _found(session, TeamActionRow.id, ids)


def action(session: Session, action_id: str) -> Action | None:
    return next(iter(_found(session, TeamActionRow.id, [action_id])), None)


def newest_of(session: Session, unit_id: str) -> Action | None:
    """Return what changed last in a unit's log."""
    newest = session.scalar(
        select(TeamActionRow.id)
        .where(TeamActionRow.unit_id == unit_id)
        .order_by(TeamActionRow.changed_on.desc(), TeamActionRow.version.desc(), TeamActionRow.id)
        .limit(1)
    )
    return None if newest is None else action(session, newest)


def add(session: Session, new: Action) -> None:
    session.add(
        TeamActionRow(id=new.id, unit_id=new.unit_id, began_on=new.began_on, **_changing(new))
    )
    session.flush()


def change(session: Session, changed: Action) -> bool:
    """Write a later version; False when the one it was made from is no longer the newest."""
    found = session.execute(
        update(TeamActionRow)
        .where(TeamActionRow.id == changed.id, TeamActionRow.version == changed.version - 1)
        .values(**_changing(changed))
        .returning(TeamActionRow.id)
    )
    return found.first() is not None


def touch(session: Session, action_id: str, on: date) -> None:
    """Let a log show that something happened with an action on a day."""
    session.execute(
        update(TeamActionRow)
        .where(TeamActionRow.id == action_id)
        .values(version=TeamActionRow.version + 1, changed_on=on)
    )


def put_review(session: Session, action_id: str, review: Review) -> None:
    """Write down what the team said on a day; said again on that day it replaces the first."""
    row = session.get(ActionReviewRow, (action_id, review.said_on))
    if row is None:
        session.add(
            ActionReviewRow(action_id=action_id, said_on=review.said_on, helped=review.helped)
        )
    else:
        row.helped = review.helped
    session.flush()


def pass_up(session: Session, action_id: str, to_unit_id: str, by: str, on: date) -> None:
    row = session.get(PassedUpRow, action_id)
    if row is None:
        session.add(
            PassedUpRow(action_id=action_id, to_unit_id=to_unit_id, passed_by=by, passed_on=on)
        )
    else:
        row.to_unit_id, row.passed_by, row.passed_on = to_unit_id, by, on
    session.flush()


def add_answer(session: Session, action_id: str, answer: Answer) -> None:
    session.add(
        AnswerRow(
            action_id=action_id,
            number=answer.number,
            decision=answer.decision,
            by_on=answer.by_on,
            why=answer.why,
            answered_by=answer.answered_by,
            answered_on=answer.answered_on,
        )
    )
    session.flush()


def _changing(one: Action) -> dict[str, object]:
    return {
        "area": one.written.area,
        "idea": one.written.idea,
        "heard": one.written.heard,
        "does": one.written.does,
        "owner_id": one.written.owner_id,
        "due_on": one.written.due_on,
        "did": one.did,
        "state": one.state,
        "changed_on": one.changed_on,
        "ended_on": one.ended_on,
        "review_on": one.review_on,
        "version": one.version,
    }


def _found(
    session: Session, column: InstrumentedAttribute[str], values: Sequence[str]
) -> tuple[Action, ...]:
    rows: list[TeamActionRow] = []
    for chunk in in_chunks(values):
        rows += session.scalars(select(TeamActionRow).where(column.in_(chunk)))
    ids = [row.id for row in rows]
    reviews, passed = _reviews(session, ids), _passed(session, ids)
    actions = [_as_action(row, reviews.get(row.id, ()), passed.get(row.id)) for row in rows]
    return tuple(sorted(actions, key=lambda one: (one.written.due_on, one.began_on, one.id)))


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
        row.number, Decision(row.decision), row.by_on, row.why, row.answered_by, row.answered_on
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
    )
