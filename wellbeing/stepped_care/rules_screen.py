"""The rules about optional screens: judged when one is recorded, and only a suggestion."""

from wellbeing.stepped_care.answers import Instrument
from wellbeing.stepped_care.done import Done
from wellbeing.stepped_care.judging import Rules
from wellbeing.stepped_care.placement import Reason
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.rules_formal import ONLY_A_SUGGESTION, a_month_after

NAMES = {
    Instrument.PC_PTSD_5: "PC-PTSD-5",
    Instrument.PHQ_4: "PHQ-4",
    Instrument.PHQ_2: "PHQ-2",
    Instrument.GAD_2: "GAD-2",
}
SHORT = (Instrument.PHQ_2, Instrument.GAD_2)


def screened_after_event(done: Done, policy: Policy) -> Reason | None:
    """F3, by the screen: recorded in the weeks after the first month."""
    line = policy.formal.pcptsd5
    if done.instrument is not Instrument.PC_PTSD_5 or done.score < line:
        return None
    if not a_month_after(done.direct_events, done.week, policy):
        return None
    return _suggests("F3", Instrument.PC_PTSD_5, (done.score,), line)


def severe_screen(done: Done, policy: Policy) -> Reason | None:
    """F6, first half: one severe screen is enough."""
    line = policy.formal.phq4
    if done.instrument is not Instrument.PHQ_4 or done.score < line:
        return None
    return _suggests("F6", Instrument.PHQ_4, (done.score,), line)


def two_screens(done: Done, policy: Policy) -> Reason | None:
    """F6, second half: the short screens find too many, so two of a kind are needed."""
    instrument, line = done.instrument, policy.formal.phq2_gad2
    if instrument not in SHORT or done.score < line:
        return None
    before = done.earlier_score
    if before is None or before < line:
        return None
    return _suggests("F6", instrument, (before, done.score), line)


def high_screens(done: Done, policy: Policy) -> Reason | None:
    """F6: a severe screen, or two short ones of a kind."""
    return severe_screen(done, policy) or two_screens(done, policy)


def _suggests(rule: str, instrument: Instrument, scores: tuple[int, ...], line: int) -> Reason:
    told = " and then ".join(str(score) for score in scores)
    return Reason(
        rule,
        f"Your result of {NAMES[instrument]} was {told} out of {instrument.highest}. The line for "
        f"this suggestion is {line}.{ONLY_A_SUGGESTION}",
        {"instrument": instrument.value, "scores": scores, "line": line},
    )


SCREEN_RULES: Rules[Done] = {"F3": screened_after_event, "F6": high_screens}
