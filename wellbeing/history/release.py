"""What a release may read of people: a few answers of past weeks, and nothing else about them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from wellbeing.at_once import PEOPLE
from wellbeing.database import in_chunks
from wellbeing.history import store
from wellbeing.history.indicators import (
    A_STEP,
    ITEMS,
    KEPT_WEEKS,
    NO_WEEKS,
    NUMBER,
    PLACE,
    SENT,
    number_of,
)
from wellbeing.history.kept import weeks_label
from wellbeing.sealed import Vault
from wellbeing.stepped_care import HIGHEST_ANSWER, Step
from wellbeing.week import Week

NO_ANSWER = -1
HALF = 0b1111
STEPS: tuple[Step | None, ...] = (None, *Step)

Written = NDArray[np.uint8]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class ReleaseInputs:
    """What some people said in some weeks: a line for each person, a column for each week."""

    # Person by week by item, 0 to 3 and higher is better; -1 where no answer counts.
    items: NDArray[np.int8] = field(repr=False)
    # Person by week: whether there was a check-in.
    sent: NDArray[np.bool_] = field(repr=False)
    # The step after the last week with data up to these, if it was asked for and one is kept.
    steps: tuple[Step | None, ...] = field(repr=False)


def release_inputs(
    session: Session,
    vault: Vault,
    person_ids: Sequence[str],
    weeks: Sequence[Week],
    *,
    steps: bool = False,
) -> ReleaseInputs:
    """Return what these people said in these weeks; one read a person."""
    lines = {person_id: line for line, person_id in enumerate(person_ids)}
    # Somebody of whom nothing is kept or nothing opens any more has said nothing.
    records = [NO_WEEKS] * len(lines)
    for person_id, opened in _opened(session, vault, person_ids):
        records[lines[person_id]] = opened
    return inputs_of(records, weeks, steps=steps)


def inputs_of(records: Sequence[bytes], weeks: Sequence[Week], *, steps: bool) -> ReleaseInputs:
    """Read some weeks, the last of them last, out of people's records."""
    newest, places = _parts(b"".join(records))
    asked = _places_of(newest, places, weeks)
    return ReleaseInputs(
        items=_items(asked[..., 1:]),
        sent=asked[..., 0] & SENT > 0,
        steps=_steps(newest, places, weeks[-1]) if steps else (None,) * len(records),
    )


def _parts(written: bytes) -> tuple[Numbers, Written]:
    """Tell the number of each record's newest week from its places: person by age by byte."""
    records = np.frombuffer(written, dtype=np.uint8).reshape(-1, len(NO_WEEKS))
    newest = np.ascontiguousarray(records[:, :NUMBER]).view(">u2")[:, 0].astype(np.int64)
    return newest, records[:, NUMBER:].reshape(-1, KEPT_WEEKS, PLACE)


def _places_of(newest: Numbers, places: Written, weeks: Sequence[Week]) -> Written:
    """Find the place of each week for each person; an empty one where a record does not reach."""
    ages = newest[:, None] - np.array([number_of(week) for week in weeks])
    is_kept = (ages >= 0) & (ages < KEPT_WEEKS)
    people = np.arange(len(newest))[:, None]
    return np.where(is_kept[..., None], places[people, np.where(is_kept, ages, 0)], np.uint8(0))


def _items(written: Written) -> NDArray[np.int8]:
    """Take the answers apart; what is no answer from 0 to 3 is none."""
    halves = np.stack((written >> 4, written & HALF), axis=-1)
    answers = halves.reshape(*written.shape[:-1], ITEMS).astype(np.int8) - 1
    return np.where(answers > HIGHEST_ANSWER, np.int8(NO_ANSWER), answers)


def _steps(newest: Numbers, places: Written, last: Week) -> tuple[Step | None, ...]:
    """Say where each person stood after a week: as after their last one with data until then."""
    ages = newest[:, None] - np.arange(KEPT_WEEKS)
    known = np.where(ages <= number_of(last), places[..., 0] & A_STEP, 0)
    latest = known[np.arange(len(known)), (known > 0).argmax(axis=1)]
    return tuple(STEPS[step] for step in latest)


def _opened(
    session: Session, vault: Vault, person_ids: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    for chunk in in_chunks(person_ids, PEOPLE):
        labels = {person_id: weeks_label(vault, person_id) for person_id in chunk}
        found = store.weeks_for_releases(session, [label.row for label in labels.values()])
        # Somebody whose key was destroyed has no box, and so no values any more.
        for person_id, box in vault.boxes(chunk).items():
            label = labels[person_id]
            if label.row in found:
                yield person_id, box.open(found[label.row], label)
