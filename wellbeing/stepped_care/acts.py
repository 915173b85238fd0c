"""What recorded acts do to a state; an act that does not fit changes nothing."""

from collections.abc import Iterable
from dataclasses import replace

from wellbeing.stepped_care.answers import Act, ActKind, Instrument
from wellbeing.stepped_care.done import Done
from wellbeing.stepped_care.facts import Facts, declined_lately
from wellbeing.stepped_care.judging import Judge, Reasons, Rules
from wellbeing.stepped_care.placement import Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.rules_down import CLOSING_RULES
from wellbeing.stepped_care.rules_formal import AFTER_A_NO, IN_FORMAL
from wellbeing.stepped_care.rules_fresh import FRESH_RULES
from wellbeing.stepped_care.rules_human import (
    ASKING_RULES,
    DECLINING_RULES,
    ENDING_RULES,
    SIGN_OFF_RULES,
)
from wellbeing.stepped_care.rules_screen import SCREEN_RULES
from wellbeing.stepped_care.state import State
from wellbeing.week import Week

RULES_OF_ACT: dict[ActKind, Rules[Done]] = {
    ActKind.TALK_HELD: {},
    ActKind.TALK_WITHDRAWN: {},
    ActKind.CLOSE_REACTIVE: CLOSING_RULES,
    ActKind.ASK_FORMAL: ASKING_RULES,
    ActKind.DECLINE_FORMAL: DECLINING_RULES,
    ActKind.SIGN_OFF_FORMAL: SIGN_OFF_RULES,
    ActKind.END_FORMAL: ENDING_RULES,
    ActKind.SCREEN: SCREEN_RULES,
    ActKind.FRESH_START: FRESH_RULES,
}


def after_acts(
    state: State, acts: Iterable[Act], facts: Facts, policy: Policy, judge: Judge
) -> tuple[State, Reasons]:
    """Take in what was recorded in a week, in the order in which it was."""
    told: Reasons = ()
    for act in acts:
        done = Done(act, state, facts)
        why_not = _why_silent(done, policy)
        rules = RULES_OF_ACT[act.kind]
        reasons = (
            judge.passes_over(rules, why_not) if why_not else judge.holding(rules, done, policy)
        )
        state = _after(done, reasons)
        told = (*told, *reasons)
    return state, told


def _why_silent(done: Done, policy: Policy) -> str:
    """In Formal and after a "no", a screen suggests nothing itself."""
    if done.act.kind is not ActKind.SCREEN:
        return ""
    if done.step is Step.FORMAL:
        return IN_FORMAL
    return AFTER_A_NO if declined_lately(done.before, done.week, policy) else ""


def _after(done: Done, reasons: Reasons) -> State:
    """Say what an act leaves behind; without a reason, it did not fit."""
    kind, state = done.act.kind, done.before
    if kind in (ActKind.TALK_HELD, ActKind.TALK_WITHDRAWN):
        return replace(state, talk_open=False)
    if kind is ActKind.SCREEN:
        return _screened(done, reasons)
    return _decided(kind, state, done.week) if reasons else state


def _decided(kind: ActKind, state: State, week: Week) -> State:
    match kind:
        case ActKind.CLOSE_REACTIVE:
            return _closed(state)
        case ActKind.ASK_FORMAL:
            return replace(state, asked_formal=True)
        case ActKind.DECLINE_FORMAL:
            return replace(state, suggested_by="", asked_formal=False, declined_in=week)
        case ActKind.SIGN_OFF_FORMAL:
            return _signed_off(state)
        case ActKind.FRESH_START:
            return state  # The end of the week lets go of the earlier scores.
        case _:
            # Formal support ended: a new stay in Reactive, and this is its first week.
            return replace(state, step=Step.REACTIVE, stay_began=week, entry_w=None)


def _closed(state: State) -> State:
    """Go back to Prevention at once; rules then look only at later check-ins."""
    return replace(
        state, step=Step.PREVENTION, stay_began=None, entry_w=None, scored=(), suggested_by=""
    )


def _signed_off(state: State) -> State:
    return replace(
        state,
        step=Step.FORMAL,
        stay_began=None,
        entry_w=None,
        suggested_by="",
        asked_formal=False,
    )


def _screened(done: Done, reasons: Reasons) -> State:
    """Remember the screen, also where it suggests nothing itself."""
    state, act = done.before, done.act
    if act.instrument is Instrument.PHQ_2:
        state = replace(state, last_phq_2=act.score)
    if act.instrument is Instrument.GAD_2:
        state = replace(state, last_gad_2=act.score)
    if not reasons:
        return state
    return replace(state, suggested_by=state.suggested_by or reasons[0].rule)
