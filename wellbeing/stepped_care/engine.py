"""The engine: one week after another, in a fixed order, with a reason for every step."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from wellbeing.stepped_care import memory
from wellbeing.stepped_care.acts import after_acts
from wellbeing.stepped_care.answers import WeekInput
from wellbeing.stepped_care.facts import Facts, facts_of
from wellbeing.stepped_care.judging import PLAINLY, Judge, Reasons
from wellbeing.stepped_care.kept import why_kept
from wellbeing.stepped_care.offering import offers_of
from wellbeing.stepped_care.placement import Placement, Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.rulebook import Policies
from wellbeing.stepped_care.rules_down import DOWN_RULES
from wellbeing.stepped_care.rules_event import EVENT_RULES, UNNAMED_EVENT_RULES
from wellbeing.stepped_care.rules_formal import FORMAL_RULES, why_silent
from wellbeing.stepped_care.rules_silence import CLOSING_OF_WEEK
from wellbeing.stepped_care.rules_up import UP_RULES
from wellbeing.stepped_care.state import START, State
from wellbeing.week import Week

# The order in which reasons are told: up, events, formal, down, decided by people, the usual level.
ORDER = "UEFDHB"
# Which rules by themselves explain where a person stands at the end of a week.
EXPLAINS = {
    Step.PREVENTION: ("D0", "D1"),
    Step.REACTIVE: ("U", "H2"),
    Step.FORMAL: ("H1",),
    None: ("D4",),
}
ANOTHER_HOLDS = "Not judged: another rule holds in this week, and support does not end then."


class WeekOrderError(ValueError):
    """Weeks must follow one another; a missed week is an input too."""


def advance(state: State, given: WeekInput, policy: Policy) -> tuple[State, Placement]:
    """Take one week in and say where it leaves the person."""
    return judged_by(PLAINLY, state, given, policy)


def judged_by(
    judge: Judge, state: State, given: WeekInput, policy: Policy
) -> tuple[State, Placement]:
    """Take one week in; the judge asks the rules and may note what they look at."""
    if state.week is not None and given.week.since(state.week) != 1:
        raise WeekOrderError(f"after {state.week} comes {state.week.plus(1)}, not {given.week}")
    before = memory.returning(state, given, policy)
    facts = facts_of(before, given, policy)
    up, formal, down = verdicts(facts, policy, judge)
    moved = _moved(memory.answers_taken_in(before, facts, policy), facts, up, down)
    suggested = _suggested(moved, formal)
    acted, done = after_acts(suggested, given.acts, facts, policy, judge)
    after = memory.week_closed(acted, given, facts, policy)
    noticed = _noticed(after, facts, policy, judge)
    return after, _placement(after, facts, (*up, *formal, *down, *done, *noticed), policy)


def verdicts(
    facts: Facts, policy: Policy, judge: Judge = PLAINLY
) -> tuple[Reasons, Reasons, Reasons]:
    """Say which rules hold: those for reactive support, for formal support, and for stepping down."""
    up = judge.holding(UP_RULES, facts, policy)
    why_silent_now = why_silent(facts)
    formal = (
        judge.passes_over(FORMAL_RULES, why_silent_now)
        if why_silent_now
        else judge.holding(FORMAL_RULES, facts, policy)
    )
    down = (
        judge.passes_over(DOWN_RULES, ANOTHER_HOLDS)
        if up or formal
        else judge.holding(DOWN_RULES, facts, policy)
    )
    return up, formal, down


def place(inputs: Iterable[WeekInput], policies: Policies) -> tuple[Placement, ...]:
    """Place every week of a history by the policy of that week, in whatever order they came.

    Weeks between them without an input are placed too.
    """
    state = START
    placements: list[Placement] = []
    for given in every_week(inputs):
        state, placement = advance(state, given, policies.at(given.week))
        placements.append(placement)
    return tuple(placements)


def every_week(inputs: Iterable[WeekInput]) -> Iterator[WeekInput]:
    """Give a history in order of time, from its first week to its last, the missed ones included."""
    before: Week | None = None
    for given in sorted(inputs, key=lambda one: one.week):
        while before is not None and given.week.since(before) > 1:
            before = before.plus(1)
            yield WeekInput(before)
        yield given
        before = given.week


def catch_up(
    state: State, through_week: Week, policies: Policies
) -> tuple[State, tuple[Placement, ...]]:
    """Take in the missed weeks up to and including this one; before a first week there are none."""
    placements: list[Placement] = []
    while state.week is not None and state.week < through_week:
        missed = WeekInput(state.week.plus(1))
        state, placement = advance(state, missed, policies.at(missed.week))
        placements.append(placement)
    return state, tuple(placements)


def _moved(state: State, facts: Facts, up: Reasons, down: Reasons) -> State:
    """Weigh what the rules said: up from Prevention only, else down."""
    if up and state.step is Step.PREVENTION:
        return replace(state, step=Step.REACTIVE, stay_began=facts.week, entry_w=None)
    if down:
        return replace(state, step=Step.PREVENTION, stay_began=None, entry_w=None, suggested_by="")
    return state


def _suggested(state: State, formal: Reasons) -> State:
    """Open a suggestion, unless one is open; it moves no step."""
    if not formal or state.suggested_by:
        return state
    return replace(state, suggested_by=formal[0].rule)


def _noticed(after: State, facts: Facts, policy: Policy, judge: Judge) -> Reasons:
    """What the week brings that moves no step: watches, a review due, silence."""
    judge.watches(UNNAMED_EVENT_RULES, facts, policy)
    return (
        *judge.holding(EVENT_RULES, facts, policy),
        *judge.holding(CLOSING_OF_WEEK, after, policy),
    )


def _placement(after: State, facts: Facts, reasons: Reasons, policy: Policy) -> Placement:
    told = _told(reasons)
    rules = [reason.rule for reason in told]
    step = None if "D4" in rules else after.step
    if not [rule for rule in rules if rule.startswith(EXPLAINS[step])]:
        told = (*told, why_kept(after.step, facts, policy))
    return Placement(
        week=facts.week,
        step=step,
        formal_suggested=after.formal_suggested,
        w=facts.w,
        baseline=facts.baseline,
        rise=facts.rise,
        reasons=told,
        offers=offers_of(after, facts, frozenset(rules), policy),
        review_week=_review_week(after, policy) if step else None,
        policy_hash=policy.sha256,
    )


def _told(reasons: Reasons) -> Reasons:
    """Tell each rule once, in the order of the policy."""
    if len(reasons) <= 1:
        return reasons
    first = {reason.rule: reason for reason in reversed(reasons)}
    return tuple(
        sorted(first.values(), key=lambda reason: (ORDER.index(reason.rule[0]), reason.rule))
    )


def _review_week(state: State, policy: Policy) -> Week | None:
    return state.stay_began and state.stay_began.plus(policy.down.review_weeks)
