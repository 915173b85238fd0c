"""Tells a person why: every rule of one of their weeks, whether it held, and what it looked at."""

from dataclasses import dataclass, replace

from wellbeing.history.desk import Desk
from wellbeing.history.kept import Drawer, Placed
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
    """Replay a week by the policy its kept placement names; a missed week by the one it has now.

    None for a week that is not over or not kept, and for one that cannot be made again.
    """
    drawer = Drawer(desk.session, desk.vault, person_id)
    kept = _kept(drawer, week)
    if kept is not None:
        return _made_again(desk, kept)
    state = _before_missed(desk, drawer, week)
    if state is None:
        return None
    return _replayed(desk, state, WeekInput(week), desk.policies.at(week))


def placement_of(desk: Desk, person_id: str, week: Week) -> Placement | None:
    """Return the placement of a week as it was kept, whether or not it can be made again."""
    kept = _kept(Drawer(desk.session, desk.vault, person_id), week)
    return None if kept is None else kept.placement


def _made_again(desk: Desk, kept: Placed) -> WeekTrace | None:
    """Tell a kept week by its own rules, with its sentences as they were said."""
    policy = desk.policies.by_hash(kept.placement.policy_hash)
    if policy is None:
        return None
    found = _replayed(desk, kept.before, kept.given, policy)
    if _without_words(found.placement) != _without_words(kept.placement):
        return None
    return replace(found, placement=kept.placement)


def _replayed(desk: Desk, state: State, given: WeekInput, policy: Policy) -> WeekTrace:
    caught_up, _ = catch_up(state, given.week.plus(-1), desk.policies)
    _, placement, rules = advance_traced(caught_up, given, policy)
    return WeekTrace(caught_up, given, placement, policy, rules)


def _without_words(placement: Placement) -> Placement:
    """A later program may say the same in other words."""
    return replace(
        placement, reasons=tuple(replace(reason, sentence="") for reason in placement.reasons)
    )


def _kept(drawer: Drawer, week: Week) -> Placed | None:
    return next(iter(drawer.placed([week])), None)


def _before_missed(desk: Desk, drawer: Drawer, week: Week) -> State | None:
    """Find the state a missed week began with, or that of an earlier week."""
    later = drawer.placed(week.plus(count) for count in range(1, desk.kept_weeks + 1))
    state = later[0].before if later else drawer.care().state
    missed = state.week is not None and state.week < week < desk.this_week
    return state if missed else None
