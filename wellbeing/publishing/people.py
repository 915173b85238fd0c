"""Reads a cohort's weeks, a few hundred people at a time: the only place that sees exact answers."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.disclosure import Crowd, CyclePlan, Kind, Rhythm, Standing, Window, values_of
from wellbeing.history import service as history
from wellbeing.publishing import store
from wellbeing.sealed import Vault
from wellbeing.week import Week

PLACES = tuple(Standing)


def crowds(session: Session, vault: Vault, plan: CyclePlan, window: Window) -> Iterator[Crowd]:
    """Yield everybody who enters a figure; who answered nothing and who left are there too.

    The cohort is frozen, so each page is read in a transaction of its own: on SQLite one that
    stayed open for a million people would keep everybody else from writing until it ends.
    """
    for crowd in _pages(session, vault, plan, window):
        session.rollback()
        yield crowd
    session.rollback()


def _pages(session: Session, vault: Vault, plan: CyclePlan, window: Window) -> Iterator[Crowd]:
    parts = plan.parts_by_rhythm.get(window.rhythm, ())
    looking_back = {each for part in parts if part.kind is Kind.PULSE for each in part.indicators}
    past = window.weeks_before(plan.parameters.past_weeks) if looking_back else ()
    weeks = (*past, *window.weeks)
    # How many weeks each indicator needs: most of them only the window's own.
    needed = {each: len(window.weeks) for part in parts for each in part.indicators}
    needed |= dict.fromkeys(looking_back, len(weeks))
    for cohort in store.cohort(session, plan.cycle):
        entering = {home for home in set(cohort.values()) if plan.enters(home, window.rhythm)}
        homes = {one: home for one, home in cohort.items() if home in entering}
        if not homes:
            continue
        is_counted = window.rhythm is Rhythm.CYCLE
        inputs = history.release_inputs(session, vault, list(homes), weeks, steps=is_counted)
        if is_counted:
            standing = _standing(inputs.sent, inputs.steps)
            yield Crowd(list(homes.values()), weeks, {}, standing=standing)
            continue
        values = {each: values_of(inputs.items[:, -count:], each) for each, count in needed.items()}
        yield Crowd(list(homes.values()), weeks, values, _was_in(session, homes, window))


def _standing(sent: NDArray[np.bool_], steps: Sequence[str | None]) -> NDArray[np.int64]:
    """Say where everybody stood; who sent no check-in in the cycle took no part in it."""
    places = [PLACES.index(Standing(step or Standing.PREVENTION)) for step in steps]
    took_part = sent.any(axis=1)
    return np.where(took_part, np.array(places, dtype=np.int64), PLACES.index(Standing.NO_PART))


def _was_in(
    session: Session, homes: dict[str, str], window: Window
) -> Mapping[int, Mapping[Week, str]]:
    """Say where those were, week by week, who were not at home from the first day to the last."""
    until = window.last.plus(1).monday
    ids = next(iter(homes)), next(reversed(homes))
    throughout = accounts.members_throughout(session, ids, window.starts_on, until)
    away = [person_id for person_id, home in homes.items() if throughout.get(person_id) != home]
    weeks = _weeks_away(session, away, window)
    places = {person_id: place for place, person_id in enumerate(homes)}
    return {places[person_id]: weeks.get(person_id, {}) for person_id in away}


def _weeks_away(
    session: Session, person_ids: Sequence[str], window: Window
) -> Mapping[str, Mapping[Week, str]]:
    """Say in which unit each person was from the Monday to the Sunday of each week."""
    was_in: dict[str, dict[Week, str]] = {}
    if not person_ids:
        return was_in
    until = window.last.plus(1).monday
    for membership in accounts.memberships_of(session, person_ids, window.starts_on, until):
        for week in window.weeks:
            if membership.holds(week.monday) and membership.holds(week.sunday):
                was_in.setdefault(membership.person_id, {})[week] = membership.unit_id
    return was_in
