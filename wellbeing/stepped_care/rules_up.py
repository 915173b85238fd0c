"""The rules that offer reactive support: any one of them is enough."""

from wellbeing.stepped_care.answers import HIGHEST_SCORE
from wellbeing.stepped_care.facts import Facts
from wellbeing.stepped_care.judging import Rules
from wellbeing.stepped_care.placement import Reason
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.wording import in_check_ins, listed, number, weeks

AFTER_EVENT = " In the weeks after a distressing event, this offer does not wait longer."


def high_scores_in_a_row(facts: Facts, policy: Policy) -> Reason | None:
    """U1: a high score twice in a row, or once in the weeks after an event."""
    after_event = facts.one_check_in_is_enough
    needed = policy.event.n_consecutive if after_event else policy.reactive.n_consecutive
    scores = facts.scores_in_a_row(needed)
    if len(scores) < needed or min(scores) < policy.reactive.high:
        return None
    sentence = (
        f"Your warning signs were {listed(scores)} out of {HIGHEST_SCORE} "
        f"{in_check_ins(needed)}. The line for this offer is {policy.reactive.high}."
    )
    if after_event:
        sentence += AFTER_EVENT
    return Reason(
        "U1",
        sentence,
        {"scores": scores, "line": policy.reactive.high, "after_event": int(after_event)},
    )


def above_usual_in_a_row(facts: Facts, policy: Policy) -> Reason | None:
    """U2: well above the usual level twice in a row, or once in the weeks after an event."""
    after_event = facts.one_check_in_is_enough
    needed = policy.event.n_consecutive if after_event else policy.reactive.n_consecutive
    rises = tuple([rise for rise in facts.rises_in_a_row(needed) if rise is not None])
    if len(rises) < needed or min(rises) < policy.reactive.rise:
        return None
    scores = facts.scores_in_a_row(needed)
    if min(scores) < policy.reactive.rise_floor:
        return None
    sentence = (
        f"Your warning signs were {listed(scores)} out of {HIGHEST_SCORE} {in_check_ins(needed)}, "
        f"{listed(rises)} above what was usual for you. The line for this offer is "
        f"{policy.reactive.rise} above, from a score of {policy.reactive.rise_floor} on."
    )
    if after_event:
        sentence += AFTER_EVENT
    return Reason(
        "U2",
        sentence,
        {"scores": scores, "rises": rises, "after_event": int(after_event)},
    )


def very_high_score(facts: Facts, policy: Policy) -> Reason | None:
    """U3, first half: a score so high that one check-in is enough."""
    if facts.w is None or facts.w < policy.reactive.spike:
        return None
    return Reason(
        "U3",
        f"Your warning signs were {facts.w} out of {HIGHEST_SCORE} in this check-in. "
        f"From {policy.reactive.spike} on, one check-in is enough for this offer.",
        {"w": facts.w, "line": policy.reactive.spike},
    )


def far_above_usual(facts: Facts, policy: Policy) -> Reason | None:
    """U3, second half: a high score and so far above the usual level that one check-in is enough."""
    if facts.w is None or facts.baseline is None or facts.rise is None:
        return None
    if facts.rise < policy.reactive.spike_rise or facts.w < policy.reactive.spike_floor:
        return None
    return Reason(
        "U3",
        f"Your warning signs were {facts.w} out of {HIGHEST_SCORE} in this check-in, "
        f"{number(facts.rise)} above your usual level of {number(facts.baseline)}. From "
        f"{policy.reactive.spike_floor} on, and {policy.reactive.spike_rise} or more above "
        "your usual level, one check-in is enough for this offer.",
        {"w": facts.w, "baseline": facts.baseline, "rise": facts.rise},
    )


def spike(facts: Facts, policy: Policy) -> Reason | None:
    """U3: too large to wait another week, by itself or against the usual level."""
    return very_high_score(facts, policy) or far_above_usual(facts, policy)


def direct_event(facts: Facts, policy: Policy) -> Reason | None:
    """U4: a direct event is enough; the weeks after it are watched over together (E1)."""
    if not facts.opens_window:
        return None
    return Reason(
        "U4",
        "You reported a distressing event that happened to you or where you were. That is enough "
        f"for this offer at any score. It stays for {weeks(policy.event.window_weeks)} unless "
        "you close it.",
        {"weeks": policy.event.window_weeks},
    )


def asked_to_talk(facts: Facts, _policy: Policy) -> Reason | None:
    """U5: whoever asks for someone to talk with gets this offer, whatever the score."""
    if not facts.asks_to_talk:
        return None
    return Reason(
        "U5", "You asked for someone to talk with. That is enough for this offer at any score."
    )


def overloaded_without_support(facts: Facts, policy: Policy) -> Reason | None:
    """U6: too much pressure and no support for it, time after time: the work is the cause."""
    needed = policy.reactive.overload_n
    overloads = facts.overloads_in_a_row(needed)
    if len(overloads) < needed or not all(overloads):
        return None
    return Reason(
        "U6",
        f"You had more pressure than you could manage and no support from people at work "
        f"{in_check_ins(needed)}. The work itself has to be looked at, not only how you are.",
        {"check_ins": needed},
    )


UP_RULES: Rules[Facts] = {
    "U1": high_scores_in_a_row,
    "U2": above_usual_in_a_row,
    "U3": spike,
    "U4": direct_event,
    "U5": asked_to_talk,
    "U6": overloaded_without_support,
}
