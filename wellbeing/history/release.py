"""What a release may read of people: a few answers of past weeks, and nothing else about them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from pydantic_core import from_json
from sqlalchemy.orm import Session

from wellbeing.at_once import PEOPLE
from wellbeing.database import in_chunks
from wellbeing.history import store
from wellbeing.history.indicators import NOTHING, SKIPPED, WEEK_LENGTH, WeekIndicators
from wellbeing.history.kept import care_label, placement_label
from wellbeing.sealed import Vault
from wellbeing.stepped_care import HIGHEST_ANSWER, Step
from wellbeing.week import Week

NO_ANSWER = -1
ITEMS = len(NOTHING)
WHOLE_WEEK = f"V{ITEMS}"
# How a state ends: its weeks, each of one length, in quotes and with a comma between them.
BEFORE_WEEKS, AFTER_WEEKS = b'},"indicators":[', b"]}"
QUOTED = WEEK_LENGTH + ITEMS + len('"",')


@dataclass(frozen=True)
class ReleaseInputs:
    """What some people said in some weeks: a line for each person, a column for each week."""

    # Person by week by item, 0 to 3 and higher is better; -1 where no answer counts.
    items: NDArray[np.int8] = field(repr=False)
    # Person by week: whether there was a check-in.
    sent: NDArray[np.bool_] = field(repr=False)
    # The step after the last week with data, if it was asked for and something is kept.
    steps: tuple[Step | None, ...] = field(repr=False)


def release_inputs(
    session: Session,
    vault: Vault,
    person_ids: Sequence[str],
    weeks: Sequence[Week],
    *,
    steps: bool = False,
) -> ReleaseInputs:
    """Return what these people said in these weeks, given in order of time; one read a person.

    Steps are those after the last of these weeks, if nobody's state is more than a week past it.
    """
    places = {person_id: place for place, person_id in enumerate(person_ids)}
    standing: list[Step | None] = [None] * len(places)
    lines: list[int] = []
    went_on: list[str] = []
    written: list[bytes] = []
    for person_id, opened in _opened(session, vault, person_ids):
        lines.append(places[person_id])
        written.append(_weeks_in(opened))
        if steps:
            state = from_json(opened)["state"]
            standing[places[person_id]] = Step(state["step"])
            went_on += [person_id] if (state["week"] or "") > str(weeks[-1]) else []
    for person_id, step in _steps_before(session, vault, went_on, weeks[-1].plus(1)):
        standing[places[person_id]] = step
    counts = [len(weeks_of) // QUOTED for weeks_of in written]
    text = np.frombuffer(b"".join(written), dtype=np.uint8).reshape(-1, QUOTED)
    columns, wanted = _columns(text[:, 1 : 1 + WEEK_LENGTH], weeks)
    people = np.repeat(np.array(lines, dtype=np.intp), counts)[wanted]
    answered = people * len(weeks) + columns
    sent = np.zeros(len(places) * len(weeks), dtype=np.bool_)
    sent[answered] = True
    items = _items(text[wanted, 1 + WEEK_LENGTH : -2], answered, len(sent))
    shape = len(places), len(weeks)
    return ReleaseInputs(items.reshape(*shape, ITEMS), sent.reshape(shape), tuple(standing))


def _steps_before(
    session: Session, vault: Vault, person_ids: Sequence[str], week: Week
) -> Iterator[tuple[str, Step]]:
    """Say where those stood before this week whose state has taken it in already."""
    for chunk in in_chunks(person_ids, PEOPLE):
        labels = {person_id: placement_label(vault, person_id, week) for person_id in chunk}
        found = store.placements(session, [label.row for label in labels.values()])
        for person_id, box in vault.boxes(chunk).items():
            label = labels[person_id]
            if label.row in found:
                opened = box.open(found[label.row], label)
                yield person_id, Step(from_json(opened)["before"]["step"])


def _items(written: NDArray[np.uint8], at: NDArray[np.intp], size: int) -> NDArray[np.int8]:
    """Put the answers of each written week in its place; what is no answer from 0 to 3 is none."""
    placed = np.full((size, ITEMS), ord(SKIPPED), dtype=np.uint8)
    # A week's answers move as one piece.
    placed.view(WHOLE_WEEK)[at, 0] = np.ascontiguousarray(written).view(WHOLE_WEEK)[:, 0]
    answers = placed.astype(np.int8) - ord("0")
    return np.where((answers < 0) | (answers > HIGHEST_ANSWER), NO_ANSWER, answers).astype(np.int8)


def _weeks_in(opened: bytes) -> bytes:
    """Cut out the weeks of a state, a comma after each; reading all of it would take longest."""
    start = opened.rfind(BEFORE_WEEKS) + len(BEFORE_WEEKS)
    weeks = opened[start : -len(AFTER_WEEKS)]
    if not weeks or (weeks[0:1] == b'"' and (len(weeks) + 1) % QUOTED == 0):
        return weeks + b"," if weeks else b""
    read = (WeekIndicators.parse(one) for one in from_json(opened)["indicators"])
    return "".join(f'"{one}",' for one in read).encode("ascii")


def _columns(
    text: NDArray[np.uint8], weeks: Sequence[Week]
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Find the column of each written week that is asked for, and which these are.

    Weeks as they are written sort by time.
    """
    asked = _as_numbers(np.array([list(str(week).encode("ascii")) for week in weeks], np.uint8))
    found = _as_numbers(text)
    columns = np.minimum(np.searchsorted(asked, found), len(asked) - 1)
    wanted = asked[columns] == found
    return columns[wanted], wanted


def _as_numbers(text: NDArray[np.uint8]) -> NDArray[np.uint64]:
    return np.ascontiguousarray(text).view(">u8")[:, 0].astype(np.uint64)


def _opened(
    session: Session, vault: Vault, person_ids: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    for chunk in in_chunks(person_ids, PEOPLE):
        labels = {person_id: care_label(vault, person_id) for person_id in chunk}
        found = store.all_care_states(session, [label.row for label in labels.values()])
        # Somebody whose key was destroyed has no box, and so no values any more.
        for person_id, box in vault.boxes(chunk).items():
            label = labels[person_id]
            if label.row in found:
                yield person_id, box.open(found[label.row], label)
