"""What the rest of the house may ask about action logs; writing is done by `keeping` and `passing_up`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.actions import store
from wellbeing.actions.log import Action, Answer, Decision, Helped, Passed, Review, State, Written
from wellbeing.actions.naming import named

__all__ = [
    "Action",
    "Answer",
    "Decision",
    "Helped",
    "Passed",
    "Review",
    "State",
    "Written",
]


class DueFor(StrEnum):
    """What has to happen with an action: be done, be looked back on, or be answered above."""

    DOING = "doing"
    REVIEW = "review"
    ANSWER = "answer"


@dataclass(frozen=True)
class Due:
    """An action that asks for something now, what for, and by which day."""

    action: Action
    what_for: DueFor
    on: date


def of_unit(session: Session, unit_id: str, on: date) -> tuple[Action, ...]:
    """Return a unit's whole log, what is due first; names as they hold on a day."""
    return named(session, store.of_units(session, [unit_id]), on)


def due(
    session: Session, unit_ids: Sequence[str], on: date, answering: Sequence[str] | None = None
) -> tuple[Due, ...]:
    """Return what asks for something in these units' logs, and what waits for their answer.

    Somebody who reads more logs than they lead names the units they answer for.
    """
    asked = unit_ids if answering is None else answering
    found = [
        one
        for action in named(session, store.of_units(session, unit_ids), on)
        for one in _due(action, on)
    ]
    found += [
        Due(one, DueFor.ANSWER, one.passed.since)
        for one in waiting(session, asked, on)
        if one.passed
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.what_for, one.action.id)))


def waiting(session: Session, unit_ids: Sequence[str], on: date) -> tuple[Action, ...]:
    """Return what was passed up to these units and waits for an answer."""
    asked = store.passed_to(session, unit_ids)
    found = [one for one in asked if one.is_open and one.passed and one.passed.waits(on)]
    return named(session, found, on)


def latest_for(session: Session, person_id: str, on: date) -> Action | None:
    """Return what changed last in the log of a person's own unit."""
    home = accounts.home_unit(session, person_id, on)
    newest = None if home is None else store.newest_of(session, home.id)
    return None if newest is None else named(session, [newest], on)[0]


def action(session: Session, unit_id: str, action_id: str, on: date) -> Action | None:
    """Return one action of a unit's log; None when it is not in that log."""
    found = store.action(session, action_id)
    if found is None or found.unit_id != unit_id:
        return None
    return named(session, [found], on)[0]


def asked_of(session: Session, unit_id: str, action_id: str, on: date) -> Action | None:
    """Return an action that was passed up to a unit; None when it was not."""
    found = store.action(session, action_id)
    if found is None or found.passed is None or found.passed.to_unit_id != unit_id:
        return None
    return named(session, [found], on)[0]


def _due(action: Action, on: date) -> Iterable[Due]:
    if action.is_due(on):
        yield Due(action, DueFor.DOING, action.written.due_on)
    elif action.is_to_review(on) and action.review_on is not None:
        yield Due(action, DueFor.REVIEW, action.review_on)
