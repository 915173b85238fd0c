"""What the rest of the house may ask about action logs; `keeping` and its neighbours write them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from wellbeing.accounts import leading
from wellbeing.accounts import service as accounts
from wellbeing.actions import own_store, store, tied_store
from wellbeing.actions.log import Action, Answer, Decision, Helped, Passed, Review, State, Written
from wellbeing.actions.naming import named, with_owners
from wellbeing.actions.own_store import OwnEntry
from wellbeing.actions.tied_store import Tied

__all__ = [
    "Action",
    "Answer",
    "Decision",
    "Helped",
    "OwnEntry",
    "Passed",
    "Review",
    "State",
    "Tied",
    "Written",
]
# So many ended actions stand on a page of a log; the earlier ones are a page further.
LATEST = 10
# Nobody leads so many units; whoever acts for more, where nobody leads below, is told of these, and told so.
MOST_UNITS = 500


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


@dataclass(frozen=True)
class Agenda:
    """What asks for something now, the most urgent of it, and how much more there is."""

    first: tuple[Due, ...]
    more: int
    # Whether every unit was looked at that the person acts for.
    of_all: bool = True


@dataclass(frozen=True)
class LogPage:
    """One page of a unit's log, and the turn before which the next page goes on.

    The first one has what goes on and what asks for something; the others only what has ended.
    """

    actions: tuple[Action, ...]
    older: int | None = None
    is_first: bool = True


def first_page(session: Session, unit_id: str, on: date, most: int = LATEST) -> LogPage:
    """Return what goes on in a log, what is to be looked back on, and what ended last."""
    going_on = store.open_in(session, unit_id)
    to_review = store.ended_to_review(session, unit_id, on, most)
    ended = older_page(session, unit_id, on, None, most)
    known = {one.id for one in to_review}
    rest = (one for one in ended.actions if one.id not in known)
    found = (*named(session, (*going_on, *to_review), on), *rest)
    return LogPage(with_owners(session, found, on), ended.older)


def older_page(
    session: Session, unit_id: str, on: date, before: int | None, most: int = LATEST
) -> LogPage:
    """Return what ended in a log before a turn, what changed last first."""
    found = store.ended_in(session, unit_id, before, most + 1)
    shown = named(session, found[:most], on)
    return LogPage(shown, shown[-1].turn if len(found) > most else None, is_first=before is None)


def agenda(
    session: Session, person_id: str, on: date, most: int, *, with_home: bool = False
) -> Agenda:
    """Return what asks a person for something: in the logs they act for, and for their answer.

    With their home it tells also what is due in the log of their own unit, which they read.
    """
    found = leading.units_led(session, person_id, on, MOST_UNITS + 1)
    led = [unit.id for unit in found[:MOST_UNITS]]
    home = accounts.home_unit(session, person_id, on) if with_home else None
    units = tuple(dict.fromkeys([*led, *([home.id] if home else [])]))
    return replace(due(session, units, on, led, most), of_all=len(found) <= MOST_UNITS)


def due(
    session: Session,
    unit_ids: Sequence[str],
    on: date,
    answering: Sequence[str] = (),
    most: int = LATEST,
) -> Agenda:
    """Return what asks for something in some logs, and what waits for an answer of some units."""
    waits = _waiting(session, answering, on)
    doing = store.to_be_done(session, unit_ids, on, most)
    back = store.to_look_back_on(session, unit_ids, on, most)
    found = sorted((*_in_logs(doing, back), *waits), key=_most_urgent)
    first, count = found[:most], store.count_due(session, unit_ids, on) + len(waits)
    actions = named(session, [one.action for one in first], on)
    dues = zip(actions, first, strict=True)
    return Agenda(
        tuple(Due(action, one.what_for, one.on) for action, one in dues), count - len(first)
    )


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
    return with_owners(session, named(session, [found], on), on)[0]


def own_entries(session: Session, person_id: str, on: date) -> tuple[OwnEntry, ...]:
    """Return what stands in logs under a person's own name, for that person to read.

    Of a log they no longer see they are told what they did, and what they wrote as an answer; what
    the team wrote, also since then, is the team's.
    """
    found = own_store.own_entries(session, person_id)
    units = {one.unit_id for one in found}
    seen = {each for each in units if accounts.may_see_unit(session, person_id, each, on)}
    return tuple(one if one.unit_id in seen else one.without_the_team for one in found)


def tied_to(session: Session, unit_id: str) -> Tied:
    """Return how much hangs on a unit that is about to end: numbers and units, no words."""
    return tied_store.tied_to(session, unit_id)


def asked_of(session: Session, unit_id: str, action_id: str, on: date) -> Action | None:
    """Return an action that was passed up to a unit; None when it was not."""
    found = store.action(session, action_id)
    if found is None or found.passed is None or found.passed.to_unit_id != unit_id:
        return None
    return with_owners(session, named(session, [found], on), on)[0]


def _waiting(session: Session, unit_ids: Sequence[str], on: date) -> tuple[Due, ...]:
    return tuple(
        Due(one, DueFor.ANSWER, one.passed.since)
        for one in store.open_passed_to(session, unit_ids)
        if one.passed and one.passed.waits(on)
    )


def _in_logs(doing: Iterable[Action], back: Iterable[Action]) -> Iterable[Due]:
    for one in doing:
        yield Due(one, DueFor.DOING, one.written.due_on)
    for one in back:
        if one.review_on is not None:
            yield Due(one, DueFor.REVIEW, one.review_on)


def _most_urgent(one: Due) -> tuple[date, DueFor, str]:
    return one.on, one.what_for, one.action.id
