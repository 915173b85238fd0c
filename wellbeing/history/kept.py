"""What is kept of a person, and the drawer that seals it on the way in and opens it on the way out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from wellbeing.history import store
from wellbeing.history.indicators import WeekIndicators
from wellbeing.sealed import Label, Vault
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
from wellbeing.stepped_care.canonical import EXACT
from wellbeing.week import Week

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Answers:
    """A check-in as the person sent it; with whom and how to talk is nothing the rules see."""

    check_in: CheckIn
    talk_with: str | None = None
    talk_how: str | None = None

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class SentCheckIn:
    """Answers with their receipt and the mark of the form that brought them."""

    answers: Answers
    receipt: str
    form: str

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Placed:
    """A week of the engine, whole: it can be replayed and explained without any other row."""

    before: State  # as it stood after the last week with data
    given: WeekInput
    after: State
    placement: Placement

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Care:
    """Where a person stands after their last week with data, and the values releases need."""

    state: State = START
    indicators: tuple[WeekIndicators, ...] = ()

    __pydantic_config__ = EXACT


_SENT = TypeAdapter(SentCheckIn)
_PLACED = TypeAdapter(Placed)
CARE = TypeAdapter(Care)
CARE_STATE = "care state"


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
        label = self._label("check-in", week)
        sealed = store.check_in(self._session, label.row)
        return None if sealed is None else self._opened(_SENT, sealed, label)

    def sent_weeks(self, weeks: Iterable[Week]) -> frozenset[Week]:
        """Return those of these weeks for which a check-in was sent."""
        by_row = {self._label("check-in", week).row: week for week in weeks}
        return frozenset(by_row[row] for row in store.check_ins_there(self._session, list(by_row)))

    def keep_check_in(self, week: Week, sent: SentCheckIn, *, replaces: bool) -> None:
        label = self._label("check-in", week)
        sealed = self._box.seal(_SENT.dump_json(sent), label)
        if replaces:
            store.change_check_in(self._session, label.row, sealed)
        else:
            store.add_check_in(self._session, label.row, week, sealed)

    def placed(self, weeks: Iterable[Week]) -> tuple[Placed, ...]:
        """Return those of these weeks that have a placement, in their order."""
        labels = [self._label("placement", week) for week in weeks]
        found = store.placements(self._session, [label.row for label in labels])
        return tuple(
            self._opened(_PLACED, found[label.row], label) for label in labels if label.row in found
        )

    def keep_placed(self, kept: Placed, *, replaces: bool) -> None:
        label = self._label("placement", kept.given.week)
        sealed = self._box.seal(_PLACED.dump_json(kept), label)
        if replaces:
            store.change_placement(self._session, label.row, sealed)
        else:
            store.add_placement(self._session, label.row, kept.given.week, sealed)

    def care(self) -> Care:
        label = care_label(self._vault, self._person_id)
        sealed = store.care_states(self._session, [label.row]).get(label.row)
        return Care() if sealed is None else self._opened(CARE, sealed, label)

    def care_to_change(self) -> Care:
        label = care_label(self._vault, self._person_id)
        sealed = store.care_state_to_change(self._session, label.row)
        return Care() if sealed is None else self._opened(CARE, sealed, label)

    def keep_care(self, care: Care) -> None:
        label = care_label(self._vault, self._person_id)
        store.keep_care_state(self._session, label.row, self._box.seal(CARE.dump_json(care), label))

    def _label(self, kind: str, week: Week) -> Label:
        row_id = self._vault.row_key(kind, self._person_id, str(week))
        return Label(kind, row_id, str(week))

    def _opened(self, adapter: TypeAdapter[Kept], sealed: bytes, label: Label) -> Kept:
        return adapter.validate_json(self._box.open(sealed, label))


def placement_label(vault: Vault, person_id: str, week: Week) -> Label:
    return Label("placement", vault.row_key("placement", person_id, str(week)), str(week))


def care_label(vault: Vault, person_id: str) -> Label:
    return Label(CARE_STATE, vault.row_key(CARE_STATE, person_id))
