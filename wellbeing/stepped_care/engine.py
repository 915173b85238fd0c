"""The engine: one week after another, in a fixed order, with a reason for every step."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from wellbeing.stepped_care import memory
from wellbeing.stepped_care.acts import after_acts
from wellbeing.stepped_care.answers import WeekInput
from wellbeing.stepped_care.facts import Facts, facts_of
from wellbeing.stepped_care.kept import why_kept
from wellbeing.stepped_care.offering import offers_of
from wellbeing.stepped_care.placement import Placement, Reason, Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.rulebook import Policies
from wellbeing.stepped_care.rules_down import DOWN_RULES, review_due
from wellbeing.stepped_care.rules_event import EVENT_RULES
from wellbeing.stepped_care.rules_formal import FORMAL_RULES, may_suggest
from wellbeing.stepped_care.rules_silence import no_current_information
from wellbeing.stepped_care.rules_up import UP_RULES
from wellbeing.stepped_care.state import START, State
from wellbeing.week import Week

Rule = Callable[[Facts, Policy], Reason | None]
Reasons = tuple[Reason, ...]

# The order in which reasons are told: up, events, formal, down, decided by people.
ORDER = "UEFDH"
# Which rules by themselves explain where a person stands at the end of a week.
EXPLAINS = {
    Step.PREVENTION: ("D0", "D1"),
    Step.REACTIVE: ("U", "H2"),
    Step.FORMAL: ("H1",),
    None: ("D4",),
}


class WeekOrderError(ValueError):
    """Weeks must follow one another; a missed week is an input too."""


def advance(state: State, given: WeekInput, policy: Policy) -> tuple[State, Placement]:
    """Take one week in and say where it leaves the person."""
    if state.week is not None and given.week.since(state.week) != 1:
        raise WeekOrderError(f"after {state.week} comes {state.week.plus(1)}, not {given.week}")
    before = memory.returning(state, given, policy)
    facts = facts_of(before, given, policy)
    up, formal, down = judge(facts, policy)
    moved = _moved(memory.answers_taken_in(before, facts, policy), facts, up, down)
    suggested = _suggested(moved, formal)
    acted, done = after_acts(suggested, given.acts, facts, policy)
    after = memory.week_closed(acted, given, facts, policy)
    noticed = _noticed(after, facts, policy)
    return after, _placement(after, facts, (*up, *formal, *down, *done, *noticed), policy)


def judge(facts: Facts, policy: Policy) -> tuple[Reasons, Reasons, Reasons]:
    """Say which rules hold: those for reactive support, for formal support, and for stepping down."""
    up = _holding(UP_RULES, facts, policy)
    formal = _holding(FORMAL_RULES, facts, policy) if may_suggest(facts) else ()
    down = () if up or formal else _holding(DOWN_RULES, facts, policy)
    return up, formal, down


def place(inputs: Iterable[WeekInput], policies: Policies) -> tuple[Placement, ...]:
    """Place every week of a history by the policy of that week, in whatever order they came.

    Weeks between them without an input are placed too.
    """
    state = START
    placements: list[Placement] = []
    for given in sorted(inputs, key=lambda one: one.week):
        state, missed = catch_up(state, given.week.plus(-1), policies)
        state, placement = advance(state, given, policies.at(given.week))
        placements += [*missed, placement]
    return tuple(placements)


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


def _holding(rules: Iterable[Rule], facts: Facts, policy: Policy) -> Reasons:
    held = [rule(facts, policy) for rule in rules]
    return tuple([reason for reason in held if reason])


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


def _noticed(after: State, facts: Facts, policy: Policy) -> Reasons:
    """What the week brings that moves no step: watches, a review due, silence."""
    due = review_due(after, policy), no_current_information(after, policy)
    return (*_holding(EVENT_RULES, facts, policy), *(reason for reason in due if reason))


def _placement(after: State, facts: Facts, reasons: Reasons, policy: Policy) -> Placement:
    told = _told(reasons)
    rules = [reason.rule for reason in told]
    step = None if "D4" in rules else after.step
    if not any(rule.startswith(EXPLAINS[step]) for rule in rules):
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
