"""Reads a cohort's weeks, a few hundred people at a time: the only place that sees exact answers."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.disclosure import CyclePlan, PersonWeeks, Window
from wellbeing.history import service as history
from wellbeing.publishing import store
from wellbeing.sealed import Vault
from wellbeing.week import Week


def people_weeks(
    session: Session, vault: Vault, plan: CyclePlan, window: Window
) -> Iterator[PersonWeeks]:
    """Yield every person of the cohort; who answered nothing and who left are there too."""
    weeks = (*window.weeks_before(plan.parameters.past_weeks), *window.weeks)
    for homes in store.cohort(session, plan.cycle):
        was_in = _was_in(session, list(homes), window)
        inputs = history.release_inputs(session, vault, list(homes), weeks)
        for person_id, home in homes.items():
            yield PersonWeeks(
                home=home,
                values={
                    one.week: one.conditions
                    for one in inputs.get(person_id, ())
                    if one.conditions is not None
                },
                was_in=was_in.get(person_id, {}),
            )


def _was_in(
    session: Session, person_ids: Sequence[str], window: Window
) -> Mapping[str, Mapping[Week, str]]:
    """Say in which unit each person was from the Monday to the Sunday of each week."""
    was_in: dict[str, dict[Week, str]] = {}
    until = window.last.plus(1).monday
    for membership in accounts.memberships_of(session, person_ids, window.starts_on, until):
        for week in window.weeks:
            if membership.holds(week.monday) and membership.holds(week.sunday):
                was_in.setdefault(membership.person_id, {})[week] = membership.unit_id
    return was_in
