"""The values of an action log: what was heard, what is done about it, what came of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wellbeing.disclosure import Calendar

# An action is looked at again when a cycle ends, but not before it had this much time.
TIME_TO_WORK = timedelta(weeks=4)
SOON = timedelta(days=7)
WORDS_ARE_GONE = "An action whose words were taken out"


class State(StrEnum):
    """Where an action stands."""

    HEARD = "heard"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


OPEN = frozenset({State.HEARD, State.DOING})


class Helped(StrEnum):
    """What the team says itself when it looks back."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    EARLY = "early"
    GOES_ON = "goes_on"


class Decision(StrEnum):
    """What a manager answers to an action that was passed up."""

    YES = "yes"
    NO = "no"
    BY = "by"


@dataclass(frozen=True)
class Written:
    """What those who lead a unit write about an action; without an owner it is the team's."""

    area: str
    heard: str
    does: str
    due_on: date
    owner_id: str | None = None
    idea: str = ""


@dataclass(frozen=True)
class TakenOut:
    """The days on which words of an action were taken out; what they said is kept nowhere."""

    heard: date | None = None
    does: date | None = None
    did: date | None = None


@dataclass(frozen=True)
class Review:
    """What the team said on a day about whether it helped."""

    said_on: date
    helped: Helped


@dataclass(frozen=True)
class Answer:
    """What the manager above answered; a later answer never takes an earlier one away."""

    number: int
    decision: Decision
    by_on: date | None
    why: str
    answered_by: str
    answered_on: date
    name: str = ""
    # On this day the reason was taken out.
    why_out_on: date | None = None


@dataclass(frozen=True)
class Passed:
    """That an action is beyond the team's power, to whom it went, and what was answered."""

    to_unit_id: str
    passed_on: date
    answers: tuple[Answer, ...] = ()
    to_unit: str = ""
    # A unit that was closed answers no more; the action can be passed up anew.
    is_there: bool = True

    @property
    def answer(self) -> Answer | None:
        """Return the newest answer since it was passed up; passed up anew, it waits again."""
        newest = self.answers[-1] if self.answers else None
        return newest if newest and newest.answered_on >= self.passed_on else None

    @property
    def since(self) -> date:
        """Return since when an answer is awaited: from the passing up, or from a promised day."""
        answer = self.answer
        return answer.by_on if answer and answer.by_on else self.passed_on

    def waits(self, on: date) -> bool:
        """Say whether the manager has something to say: nothing yet, or a promised day has come."""
        answer = self.answer
        return answer is None or (answer.by_on is not None and answer.by_on <= on)


@dataclass(frozen=True)
class Action:
    """One line of a unit's action log."""

    id: str
    unit_id: str
    written: Written
    state: State
    did: str
    began_on: date
    changed_on: date
    ended_on: date | None
    review_on: date | None
    version: int
    reviews: tuple[Review, ...] = ()
    passed: Passed | None = None
    unit: str = ""
    # Empty where nobody who may own it does: the team itself, or somebody who has gone elsewhere.
    owner: str = ""
    taken_out: TakenOut = TakenOut()
    # Its place among all that ever changed in this log; the highest changed last.
    turn: int = 0

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def said(self) -> str:
        """Return its own words in one line: what is done about it, else what was heard."""
        return self.written.does or self.written.heard or WORDS_ARE_GONE

    @property
    def needs_owner(self) -> bool:
        """Say whether somebody was to look after it who can do so no more."""
        return self.is_open and self.written.owner_id is not None and not self.owner

    def state_with(self, written: Written) -> State:
        """Return where it stands with these words; taken out, a decision is still a decision."""
        if written.does or (self.taken_out.does and not self.written.does):
            return State.DOING
        return State.HEARD

    @property
    def helped(self) -> Review | None:
        """Return what the team said last."""
        return self.reviews[-1] if self.reviews else None

    def is_late(self, on: date) -> bool:
        return self.is_open and self.written.due_on < on

    def is_due(self, on: date) -> bool:
        """Say whether it is to be done within a week, or should be done by now."""
        return self.is_open and self.written.due_on <= on + SOON

    def is_to_review(self, on: date) -> bool:
        return self.review_on is not None and self.review_on <= on


def review_day(calendar: Calendar, on: date) -> date:
    """Return the end of the first cycle that leaves an action time to work."""
    earliest = on + TIME_TO_WORK
    cycle = max(1, calendar.cycle_at(earliest))
    return calendar.starts_on(cycle + 1) - timedelta(days=1)
