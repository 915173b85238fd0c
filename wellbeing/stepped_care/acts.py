"""What recorded acts do to a state; an act that does not fit changes nothing."""

from collections.abc import Iterable
from dataclasses import replace

from wellbeing.stepped_care import rules_human
from wellbeing.stepped_care.answers import Act, ActKind, Instrument
from wellbeing.stepped_care.facts import Facts, declined_lately
from wellbeing.stepped_care.placement import Reason, Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.rules_down import closed_by_the_person
from wellbeing.stepped_care.rules_screen import screened
from wellbeing.stepped_care.state import State

Reasons = tuple[Reason, ...]


def after_acts(
    state: State, acts: Iterable[Act], facts: Facts, policy: Policy
) -> tuple[State, Reasons]:
    """Take in what was recorded in a week, in the order in which it was."""
    told: Reasons = ()
    for act in acts:
        state, reasons = _after_act(state, act, facts, policy)
        told = (*told, *reasons)
    return state, told


def _after_act(state: State, act: Act, facts: Facts, policy: Policy) -> tuple[State, Reasons]:
    match act.kind:
        case ActKind.TALK_HELD | ActKind.TALK_WITHDRAWN:
            return replace(state, talk_open=False), ()
        case ActKind.CLOSE_REACTIVE:
            return _closed(state)
        case ActKind.SCREEN:
            return _screened(state, act, facts, policy)
        case _:
            return _about_formal(state, act.kind, facts, policy)


def _about_formal(
    state: State, kind: ActKind, facts: Facts, policy: Policy
) -> tuple[State, Reasons]:
    in_formal = state.step is Step.FORMAL
    if kind is ActKind.END_FORMAL and in_formal:
        return _ended(state, facts, policy)
    if kind is ActKind.ASK_FORMAL and not in_formal:
        return replace(state, asked_formal=True), (rules_human.asked_for_formal(),)
    if kind is ActKind.SIGN_OFF_FORMAL and not in_formal:
        return _signed_off(state)
    if kind is ActKind.DECLINE_FORMAL and state.formal_suggested:
        settled = replace(state, suggested_by="", asked_formal=False, declined_in=facts.week)
        return settled, (rules_human.declined(policy),)
    return state, ()


def _closed(state: State) -> tuple[State, Reasons]:
    """Go back to Prevention at once; rules then look only at later check-ins."""
    if state.step is not Step.REACTIVE:
        return state, ()
    closed = replace(
        state, step=Step.PREVENTION, stay_began=None, entry_w=None, scored=(), suggested_by=""
    )
    return closed, (closed_by_the_person(),)


def _signed_off(state: State) -> tuple[State, Reasons]:
    by_a_rule = () if state.formal_suggested else (rules_human.agreed_without_a_rule(),)
    formal = replace(
        state,
        step=Step.FORMAL,
        stay_began=None,
        entry_w=None,
        suggested_by="",
        asked_formal=False,
    )
    return formal, (*by_a_rule, rules_human.signed_off())


def _ended(state: State, facts: Facts, policy: Policy) -> tuple[State, Reasons]:
    """Begin a new stay in Reactive; its first week is this one."""
    ended = replace(state, step=Step.REACTIVE, stay_began=facts.week, entry_w=None)
    return ended, (rules_human.ended_together(policy),)


def _screened(state: State, act: Act, facts: Facts, policy: Policy) -> tuple[State, Reasons]:
    """Remember the screen; in Formal and after a "no" it suggests nothing itself."""
    silent = state.step is Step.FORMAL or declined_lately(state, facts.week, policy)
    reason = None if silent else screened(state, act, facts, policy)
    if act.instrument is Instrument.PHQ_2:
        state = replace(state, last_phq_2=act.score)
    if act.instrument is Instrument.GAD_2:
        state = replace(state, last_gad_2=act.score)
    if reason is None:
        return state, ()
    return replace(state, suggested_by=state.suggested_by or reason.rule), (reason,)
