"""An action in words, as the log shows it: what was heard, what is done, by when, and what came of it."""

from dataclasses import dataclass
from datetime import date

from wellbeing.actions.log import Action, Answer, Decision, Helped, Passed, State
from wellbeing.actions.service import Due, DueFor, LogPage
from wellbeing.content.action_models import Library

HELPED = {
    Helped.YES: "Yes, it helped",
    Helped.PARTLY: "In part",
    Helped.NO: "No, it did not help",
    Helped.EARLY: "Too early to say",
    Helped.GOES_ON: "It goes on",
}
DECISIONS = {Decision.YES: "Yes", Decision.NO: "No"}
STATES = {
    State.HEARD: "Heard, not decided yet",
    State.DOING: "In hand",
    State.DONE: "Done",
    State.DROPPED: "Let go",
}
FOR = {
    DueFor.DOING: "To be done",
    DueFor.REVIEW: "To look back on, whether it helped",
    DueFor.ANSWER: "Passed up to you: your answer is awaited",
}


@dataclass(frozen=True)
class ShownAnswer:
    """What a manager answered, why, who and when."""

    decision: str
    why: str
    # The day on which the reason was taken out, in words; empty where it stands.
    why_out: str
    name: str
    on: str


@dataclass(frozen=True)
class ShownPassed:
    """Where an action was passed up to, and every answer, the newest first."""

    to: str
    on: str
    answers: tuple[ShownAnswer, ...]
    is_answered: bool
    is_there: bool


@dataclass(frozen=True)
class ShownAction:
    """One action, ready for a page."""

    id: str
    unit_id: str
    unit: str
    area_id: str
    area: str
    heard: str
    does: str
    did: str
    # The days on which words were taken out, in words; new ones may stand there since.
    heard_out: str
    does_out: str
    did_out: str
    said: str
    state: str
    is_open: bool
    is_done: bool
    is_late: bool
    owner: str
    needs_owner: bool
    due: str
    ended: str
    review: str
    is_to_review: bool
    helped: tuple[tuple[str, str], ...]
    passed: ShownPassed | None
    version: int


@dataclass(frozen=True)
class ShownDue:
    """One thing that waits for somebody who leads a unit."""

    action: ShownAction
    what_for: str
    on: str
    is_past: bool
    is_answer: bool
    is_review: bool
    to_unit_id: str


@dataclass(frozen=True)
class ShownLog:
    """A unit's log in three parts: what is due now, what goes on, what has ended."""

    due: tuple[ShownAction, ...]
    going_on: tuple[ShownAction, ...]
    ended: tuple[ShownAction, ...]
    # Where the page before begins; None at the end of the log.
    older: int | None = None

    @property
    def shown_first(self) -> tuple[ShownAction, ...]:
        """Return what a first page shows: all that goes on, and what ended last."""
        return (*self.due, *self.going_on, *self.ended[:1])

    @property
    def is_empty(self) -> bool:
        return not (self.due or self.going_on or self.ended)


def day_in_words(day: date | None) -> str:
    return "" if day is None else f"{day:%A} {day.day} {day:%B %Y}"


def shown(library: Library, action: Action, on: date) -> ShownAction:
    written, area = action.written, library.area(action.written.area)
    return ShownAction(
        id=action.id,
        unit_id=action.unit_id,
        unit=action.unit,
        area_id=area.id if area else "",
        area=area.name if area else "",
        heard=written.heard,
        does=written.does,
        did=action.did,
        heard_out=day_in_words(action.taken_out.heard),
        does_out=day_in_words(action.taken_out.does),
        did_out=day_in_words(action.taken_out.did),
        said=action.said,
        state=STATES[action.state],
        is_open=action.is_open,
        is_done=action.state is State.DONE,
        is_late=action.is_late(on),
        owner=_owner(action),
        needs_owner=action.needs_owner,
        due=day_in_words(written.due_on),
        ended=day_in_words(action.ended_on),
        review=day_in_words(action.review_on),
        is_to_review=action.is_to_review(on),
        helped=tuple(
            (HELPED[one.helped], day_in_words(one.said_on)) for one in reversed(action.reviews)
        ),
        passed=None if action.passed is None else _passed(action.passed),
        version=action.version,
    )


def shown_log(library: Library, page: LogPage, on: date) -> ShownLog:
    """Sort a log: what is due or to look back on first, then what goes on, then the newest end."""
    asks = [one for one in page.actions if one.is_due(on) or one.is_to_review(on)]
    due = asks if page.is_first else []
    rest = [one for one in page.actions if one not in due]
    ended = sorted((one for one in rest if not one.is_open), key=lambda one: one.turn, reverse=True)
    parts = (due, [one for one in rest if one.is_open], ended)
    first, second, third = (tuple(shown(library, one, on) for one in part) for part in parts)
    return ShownLog(first, second, third, page.older)


def shown_due(library: Library, due: Due, on: date) -> ShownDue:
    return ShownDue(
        action=shown(library, due.action, on),
        what_for=FOR[due.what_for],
        on=day_in_words(due.on),
        is_past=due.on < on,
        is_answer=due.what_for is DueFor.ANSWER,
        is_review=due.what_for is DueFor.REVIEW,
        to_unit_id=due.action.passed.to_unit_id if due.action.passed else "",
    )


def _owner(action: Action) -> str:
    if action.written.owner_id is None:
        return "The whole team"
    return action.owner or "Nobody now: whoever leads the unit chooses somebody"


def _passed(passed: Passed) -> ShownPassed:
    return ShownPassed(
        passed.to_unit,
        day_in_words(passed.passed_on),
        tuple(_answer(one) for one in reversed(passed.answers)),
        is_answered=passed.answer is not None,
        is_there=passed.is_there,
    )


def _answer(answer: Answer) -> ShownAnswer:
    decision = DECISIONS.get(answer.decision, "")
    if answer.by_on is not None:
        decision = f"Yes, by {day_in_words(answer.by_on)}"
    return ShownAnswer(
        decision=decision,
        why=answer.why,
        why_out=day_in_words(answer.why_out_on),
        name=answer.name,
        on=day_in_words(answer.answered_on),
    )
