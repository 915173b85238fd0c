"""The rules about optional screens: judged when one is recorded, and only a suggestion."""

from wellbeing.stepped_care.answers import Act, Instrument
from wellbeing.stepped_care.facts import Facts
from wellbeing.stepped_care.placement import Reason
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.rules_formal import ONLY_A_SUGGESTION, a_month_after
from wellbeing.stepped_care.state import State

NAMES = {
    Instrument.PC_PTSD_5: "PC-PTSD-5",
    Instrument.PHQ_4: "PHQ-4",
    Instrument.PHQ_2: "PHQ-2",
    Instrument.GAD_2: "GAD-2",
}


def screened(before: State, act: Act, facts: Facts, policy: Policy) -> Reason | None:
    """Judge one screen, with the one of the same kind before it."""
    score = act.score or 0
    match act.instrument:
        case Instrument.PC_PTSD_5:
            return screened_after_event(score, facts, policy)
        case Instrument.PHQ_4:
            return severe_screen(score, policy)
        case Instrument.PHQ_2:
            return two_screens(Instrument.PHQ_2, before.last_phq_2, score, policy)
        case Instrument.GAD_2:
            return two_screens(Instrument.GAD_2, before.last_gad_2, score, policy)
        case None:
            return None


def screened_after_event(score: int, facts: Facts, policy: Policy) -> Reason | None:
    """F3, by the screen: recorded in the weeks after the first month."""
    due = a_month_after(facts.direct_events, facts.week, policy)
    if not due or score < policy.formal.pcptsd5:
        return None
    return _suggests("F3", Instrument.PC_PTSD_5, (score,), policy.formal.pcptsd5)


def severe_screen(score: int, policy: Policy) -> Reason | None:
    """F6, first half: one severe screen is enough."""
    if score < policy.formal.phq4:
        return None
    return _suggests("F6", Instrument.PHQ_4, (score,), policy.formal.phq4)


def two_screens(
    instrument: Instrument, before: int | None, score: int, policy: Policy
) -> Reason | None:
    """F6, second half: the short screens find too many, so two of a kind are needed."""
    line = policy.formal.phq2_gad2
    if before is None or min(before, score) < line:
        return None
    return _suggests("F6", instrument, (before, score), line)


def _suggests(rule: str, instrument: Instrument, scores: tuple[int, ...], line: int) -> Reason:
    told = " and then ".join(str(score) for score in scores)
    return Reason(
        rule,
        f"Your result of {NAMES[instrument]} was {told} out of {instrument.highest}. The line for "
        f"this suggestion is {line}.{ONLY_A_SUGGESTION}",
        {"instrument": instrument.value, "scores": scores, "line": line},
    )
