"""What is kept of a person, and the drawer that seals it on the way in and opens it on the way out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from wellbeing.history import store
from wellbeing.history.indicators import NO_WEEKS
from wellbeing.history.store import SealedState
from wellbeing.sealed import BLOCK, LENGTH_BYTES, Label, Vault
from wellbeing.stepped_care import (
    START,
    CheckIn,
    Placement,
    Policies,
    State,
    WeekInput,
    advance,
    catch_up,
)
from wellbeing.stepped_care.canonical import EXACT, WrittenWeek
from wellbeing.week import Week

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Armour:
    """The answer to the optional question of a week: which one was asked, and how many days."""

    asked: str
    answer: int

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Answers:
    """A check-in as the person sent it; what stands beside `check_in` is nothing the rules see."""

    check_in: CheckIn
    talk_with: str | None = None
    talk_how: str | None = None
    armour: Armour | None = None

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class SentCheckIn:
    """Answers with their receipt and the mark of the form that brought them.

    `by_link_on` is the day on which they came by the link of a message, without a sign-in. `about` is
    what the person ticked afterwards about their pressures, for themself alone; None until they did
    or said that they would not.
    """

    answers: Answers
    receipt: str
    form: str
    by_link_on: date | None = None
    about: tuple[str, ...] | None = None

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Placed:
    """A week of the engine, whole: it can be replayed and explained without any other row."""

    before: State  # as it stood after the last week with data
    given: WeekInput
    after: State
    placement: Placement

    __pydantic_config__ = EXACT

    def is_told(self, this_week: Week) -> bool:
        """A week is missed only when it is over, also one in which nothing but a fresh start stands."""
        return self.given.has_data or self.given.week < this_week


@dataclass(frozen=True)
class Care:
    """Where a person stands after their last week with data, and which week they answered last.

    Whoever is `left_out` checks in as before, and nothing of it is ever kept for figures.
    """

    state: State = START
    answered: WrittenWeek | None = None
    left_out: bool = False

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Whole:
    """All that the one row of a person holds: their care, and the record that releases read."""

    care: Care = Care()
    weeks: bytes = NO_WEEKS


_SENT = TypeAdapter(SentCheckIn)
_PLACED = TypeAdapter(Placed)
_CARE = TypeAdapter(Care)
CHECK_IN, PLACEMENT = "check-in", "placement"
CARE_STATE, RELEASED_WEEKS = "care state", "released weeks"
# How long each kind is written, so that a length says nothing of weeks, answers or reasons. No policy
# can make a state that is longer; a placement that is takes twice as much.
LENGTHS = {
    kind: blocks * BLOCK - LENGTH_BYTES
    for kind, blocks in ((CHECK_IN, 4), (PLACEMENT, 16), (CARE_STATE, 12))
}


def placed(before: State, given: WeekInput, policies: Policies) -> Placed:
    """Run the engine for one week, through the weeks missed before it, each by its own policy."""
    caught_up, _ = catch_up(before, given.week.plus(-1), policies)
    after, placement = advance(caught_up, given, policies.at(given.week))
    return Placed(before, given, after, placement)


class Drawer:
    """The sealed rows of one person."""

    def __init__(self, session: Session, vault: Vault, person_id: str) -> None:
        """Open nothing yet; the person's data key is made when they have none."""
        self._session = session
        self._vault = vault
        self._person_id = person_id
        self._box = vault.box(person_id)

    def check_in(self, week: Week) -> SentCheckIn | None:
        label = self._label(CHECK_IN, week)
        sealed = store.check_in(self._session, label.row)
        return None if sealed is None else self._opened(_SENT, sealed, label)

    def sent_weeks(self, weeks: Iterable[Week]) -> frozenset[Week]:
        """Return those of these weeks for which a check-in was sent."""
        by_row = {self._label(CHECK_IN, week).row: week for week in weeks}
        return frozenset(by_row[row] for row in store.check_ins_there(self._session, list(by_row)))

    def check_ins(self, weeks: Iterable[Week]) -> dict[Week, SentCheckIn]:
        """Return the check-ins of those of these weeks for which one was sent, in their order."""
        labels = {week: self._label(CHECK_IN, week) for week in weeks}
        found = store.check_ins(self._session, [label.row for label in labels.values()])
        return {
            week: self._opened(_SENT, found[label.row], label)
            for week, label in labels.items()
            if label.row in found
        }

    def keep_check_in(self, week: Week, sent: SentCheckIn, *, replaces: bool) -> None:
        label = self._label(CHECK_IN, week)
        sealed = self._sealed(_SENT, sent, label)
        if replaces:
            store.change_check_in(self._session, label.row, sealed)
        else:
            store.add_check_in(self._session, label.row, week, sealed)

    def placed(self, weeks: Iterable[Week]) -> tuple[Placed, ...]:
        """Return those of these weeks that have a placement, in their order."""
        labels = [self._label(PLACEMENT, week) for week in weeks]
        found = store.placements(self._session, [label.row for label in labels])
        return tuple(
            self._opened(_PLACED, found[label.row], label) for label in labels if label.row in found
        )

    def keep_placed(self, kept: Placed, *, replaces: bool) -> None:
        label = self._label(PLACEMENT, kept.given.week)
        sealed = self._sealed(_PLACED, kept, label)
        if replaces:
            store.change_placement(self._session, label.row, sealed)
        else:
            store.add_placement(self._session, label.row, kept.given.week, sealed)

    def remove_placed(self, week: Week) -> None:
        store.remove_placement(self._session, self._label(PLACEMENT, week).row)

    def care(self) -> Care:
        label = care_label(self._vault, self._person_id)
        sealed = store.care_states(self._session, [label.row]).get(label.row)
        return Care() if sealed is None else self._opened(_CARE, sealed, label)

    def whole_to_change(self) -> Whole:
        label = care_label(self._vault, self._person_id)
        sealed = store.care_state_to_change(self._session, label.row)
        if sealed is None:
            return Whole()
        care = self._opened(_CARE, sealed.care, label)
        return Whole(care, self._box.open(sealed.weeks, weeks_label(self._vault, self._person_id)))

    def keep_whole(self, whole: Whole) -> None:
        label = care_label(self._vault, self._person_id)
        # Releases read this record alone: to them it is that of somebody who has not answered.
        kept = NO_WEEKS if whole.care.left_out else whole.weeks
        weeks = self._box.seal(kept, weeks_label(self._vault, self._person_id))
        care = self._sealed(_CARE, whole.care, label)
        store.keep_care_state(self._session, label.row, SealedState(weeks, care))

    def _label(self, kind: str, week: Week) -> Label:
        row_id = self._vault.row_key(kind, self._person_id, str(week))
        return Label(kind, row_id, str(week))

    def _opened(self, adapter: TypeAdapter[Kept], sealed: bytes, label: Label) -> Kept:
        return adapter.validate_json(self._box.open(sealed, label))

    def _sealed(self, adapter: TypeAdapter[Kept], value: Kept, label: Label) -> bytes:
        return self._box.seal(_of_one_length(adapter.dump_json(value), label.kind), label)


def care_label(vault: Vault, person_id: str) -> Label:
    return Label(CARE_STATE, vault.row_key(CARE_STATE, person_id))


def weeks_label(vault: Vault, person_id: str) -> Label:
    return Label(RELEASED_WEEKS, vault.row_key(CARE_STATE, person_id))


def written_care(care: Care) -> bytes:
    """Write a care down as it is sealed."""
    return _of_one_length(_CARE.dump_json(care), CARE_STATE)


def _of_one_length(written: bytes, kind: str) -> bytes:
    """Lengthen with spaces, which the reader passes over; what is longer takes twice as much."""
    length = LENGTHS[kind]
    return written.ljust(-(-len(written) // length) * length)
