"""Tells a person why: every rule of one of their weeks, whether it held, and what it looked at."""

from dataclasses import dataclass

from wellbeing.history.desk import KEPT_WEEKS, Desk
from wellbeing.history.kept import Drawer
from wellbeing.stepped_care import (
    Judged,
    Placement,
    Policy,
    State,
    WeekInput,
    advance_traced,
    catch_up,
)
from wellbeing.week import Week


@dataclass(frozen=True)
class WeekTrace:
    """A week judged once more, by the policy of that week."""

    before: State  # as the week began, missed weeks before it taken in
    given: WeekInput
    placement: Placement
    policy: Policy
    rules: tuple[Judged, ...]


def trace_of(desk: Desk, person_id: str, week: Week) -> WeekTrace | None:
    """Replay a week from what is kept of it; None for a week that is not over or not kept."""
    found = _before(desk, Drawer(desk.session, desk.vault, person_id), week)
    if found is None:
        return None
    state, given = found
    caught_up, _ = catch_up(state, week.plus(-1), desk.policies)
    policy = desk.policies.at(week)
    _, placement, rules = advance_traced(caught_up, given, policy)
    return WeekTrace(caught_up, given, placement, policy, rules)


def _before(desk: Desk, drawer: Drawer, week: Week) -> tuple[State, WeekInput] | None:
    """Find the state a week began with, or that of an earlier week, and what the week brought."""
    later = drawer.placed(week.plus(count) for count in range(KEPT_WEEKS + 1))
    if later and later[0].given.week == week:
        return later[0].before, later[0].given
    state = later[0].before if later else drawer.care().state
    missed = state.week is not None and state.week < week < desk.this_week
    return (state, WeekInput(week)) if missed else None
