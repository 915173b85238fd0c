"""The engine: one week after another, in a fixed order, with a reason for every step."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from wellbeing.stepped_care import memory
from wellbeing.stepped_care.acts import after_act
from wellbeing.stepped_care.answers import Act, WeekInput
from wellbeing.stepped_care.facts import Facts, facts_of
from wellbeing.stepped_care.kept import why_kept
from wellbeing.stepped_care.placement import Placement, Reason, Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.rules_down import DOWN_RULES
from wellbeing.stepped_care.rules_silence import no_current_information
from wellbeing.stepped_care.rules_up import UP_RULES
from wellbeing.stepped_care.state import START, State
from wellbeing.week import Week

Rule = Callable[[Facts, Policy], Reason | None]


class WeekOrderError(ValueError):
    """Weeks must follow one another; a missed week is an input too."""


def advance(state: State, given: WeekInput, policy: Policy) -> tuple[State, Placement]:
    """Take one week in and say where it leaves the person."""
    if state.week is not None and given.week != state.week.plus(1):
        raise WeekOrderError(f"after {state.week} comes {state.week.plus(1)}, not {given.week}")
    before = memory.returning(state, given, policy)
    facts = facts_of(before, given, policy)
    up = _holding(UP_RULES, facts, policy)
    down = () if up else _holding(DOWN_RULES, facts, policy)
    moved = _moved(memory.answers_taken_in(before, facts, policy), facts, up, down)
    acted, closings = _acted(moved, given.acts)
    after = memory.week_closed(acted, given, facts, policy)
    silence = no_current_information(after, policy)
    reasons = (*up, *closings, *down, *((silence,) if silence else ()))
    placement = Placement(
        week=given.week,
        step=None if silence else after.step,
        formal_suggested=False,
        w=facts.w,
        baseline=facts.baseline,
        rise=facts.rise,
        reasons=reasons or (why_kept(after.step, facts, policy),),
        review_week=None if silence else _review_week(after, policy),
        policy_hash=policy.sha256,
    )
    return after, placement


def place(inputs: Iterable[WeekInput], policy: Policy) -> tuple[Placement, ...]:
    """Place every week of a history, those without an input included, from the first on."""
    state = START
    placements: list[Placement] = []
    for given in inputs:
        state, missed = catch_up(state, given.week.plus(-1), policy)
        state, placement = advance(state, given, policy)
        placements += [*missed, placement]
    return tuple(placements)


def catch_up(
    state: State, through_week: Week, policy: Policy
) -> tuple[State, tuple[Placement, ...]]:
    """Take in the missed weeks up to and including this one; before a first week there are none."""
    placements: list[Placement] = []
    while state.week is not None and state.week < through_week:
        state, placement = advance(state, WeekInput(state.week.plus(1)), policy)
        placements.append(placement)
    return state, tuple(placements)


def _holding(rules: Iterable[Rule], facts: Facts, policy: Policy) -> tuple[Reason, ...]:
    return tuple(reason for rule in rules if (reason := rule(facts, policy)))


def _moved(state: State, facts: Facts, up: tuple[Reason, ...], down: tuple[Reason, ...]) -> State:
    """Weigh what the rules said: up from Prevention only, else down."""
    if up and state.step is Step.PREVENTION:
        return replace(state, step=Step.REACTIVE, stay_began=facts.week)
    if down:
        return replace(state, step=Step.PREVENTION, stay_began=None)
    return state


def _acted(state: State, acts: tuple[Act, ...]) -> tuple[State, tuple[Reason, ...]]:
    reasons: list[Reason] = []
    for act in acts:
        state, reason = after_act(state, act)
        reasons += [reason] if reason else []
    return state, tuple(reasons)


def _review_week(state: State, policy: Policy) -> Week | None:
    return state.stay_began and state.stay_began.plus(policy.down.review_weeks)
