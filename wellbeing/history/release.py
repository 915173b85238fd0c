"""What a release may read of people: a few values of past weeks, and nothing else about them."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from wellbeing.database import in_chunks
from wellbeing.history import store
from wellbeing.history.indicators import WeekIndicators
from wellbeing.history.kept import CARE, care_label
from wellbeing.sealed import Vault
from wellbeing.week import Week


def release_inputs(
    session: Session, vault: Vault, person_ids: Sequence[str], weeks: Sequence[Week]
) -> dict[str, tuple[WeekIndicators, ...]]:
    """Return each person's indicators of these weeks, in order of time, with one read per person.

    A week without a check-in is left out; so is a person about whom nothing is kept.
    """
    wanted = frozenset(weeks)
    return {
        person_id: tuple(one for one in indicators if one.week in wanted)
        for chunk in in_chunks(person_ids)
        for person_id, indicators in _indicators(session, vault, chunk)
    }


def _indicators(
    session: Session, vault: Vault, person_ids: Sequence[str]
) -> Iterator[tuple[str, tuple[WeekIndicators, ...]]]:
    labels = {person_id: care_label(vault, person_id) for person_id in person_ids}
    found = store.care_states(session, [label.row for label in labels.values()])
    # Somebody whose key was destroyed has no box, and so no values any more.
    for person_id, box in vault.boxes(person_ids).items():
        label = labels[person_id]
        if label.row in found:
            care = CARE.validate_json(box.open(found[label.row], label))
            yield person_id, care.indicators
