"""What is written to the tables of the action log, always within the lock of the unit's log."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from wellbeing.actions.log import Action, Answer, Review
from wellbeing.actions.rows import ActionReviewRow, AnswerRow, PassedUpRow, TeamActionRow


def add(session: Session, new: Action) -> None:
    session.add(
        TeamActionRow(
            id=new.id,
            unit_id=new.unit_id,
            began_on=new.began_on,
            turn=_next_turn(session, new.unit_id),
            **_changing(new),
        )
    )
    session.flush()


def change(session: Session, changed: Action) -> None:
    """Write a later version over the newest, which nobody else can change meanwhile."""
    session.execute(
        update(TeamActionRow)
        .where(TeamActionRow.id == changed.id)
        .values(turn=_next_turn(session, changed.unit_id), **_changing(changed))
    )


def touch(session: Session, now: Action, on: date) -> None:
    """Let a log show that something happened with an action on a day."""
    session.execute(
        update(TeamActionRow)
        .where(TeamActionRow.id == now.id)
        .values(
            version=TeamActionRow.version + 1,
            changed_on=on,
            turn=_next_turn(session, now.unit_id),
        )
    )


def take_out(session: Session, action_id: str, parts: Iterable[str], on: date) -> None:
    """Remove words and keep only the day; it is no news, so the action keeps its place."""
    gone = {name: value for part in parts for name, value in ((part, ""), (f"{part}_out_on", on))}
    session.execute(
        update(TeamActionRow)
        .where(TeamActionRow.id == action_id)
        .values(version=TeamActionRow.version + 1, **gone)
    )


def take_out_reasons(session: Session, action_id: str, numbers: Iterable[int], on: date) -> None:
    """Remove the reasons of some answers; the answers themselves, their names and days stay."""
    session.execute(
        update(AnswerRow)
        .where(AnswerRow.action_id == action_id, AnswerRow.number.in_(tuple(numbers)))
        .values(why="", why_out_on=on)
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


def _next_turn(session: Session, unit_id: str) -> int:
    """Return the next number of a log; two cannot take the same, for each waits for the other."""
    last = session.scalar(
        select(func.max(TeamActionRow.turn)).where(TeamActionRow.unit_id == unit_id)
    )
    return (last or 0) + 1


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
