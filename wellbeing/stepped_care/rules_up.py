"""The rules that offer reactive support: any one of them is enough."""

from wellbeing.stepped_care.answers import HIGHEST_SCORE
from wellbeing.stepped_care.facts import Facts
from wellbeing.stepped_care.placement import Reason
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.wording import in_check_ins, listed, number


def high_scores_in_a_row(facts: Facts, policy: Policy) -> Reason | None:
    """U1: a high score twice in a row, or once in the weeks after an event."""
    after_event = facts.one_check_in_is_enough
    needed = policy.event.n_consecutive if after_event else policy.reactive.n_consecutive
    scores = tuple(scored.w for scored in facts.run[-needed:])
    if len(scores) < needed or min(scores) < policy.reactive.high:
        return None
    sentence = (
        f"Your warning signs were {listed(scores)} out of {HIGHEST_SCORE} "
        f"{in_check_ins(needed)}. The line for this offer is {policy.reactive.high}."
    )
    if after_event:
        sentence += " In the weeks after a distressing event, this offer does not wait longer."
    return Reason(
        "U1",
        sentence,
        {"scores": scores, "line": policy.reactive.high, "after_event": int(after_event)},
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


def asked_to_talk(facts: Facts, _policy: Policy) -> Reason | None:
    """U5: whoever asks for someone to talk with gets this offer, whatever the score."""
    if not facts.asks_to_talk:
        return None
    return Reason(
        "U5", "You asked for someone to talk with. That is enough for this offer at any score."
    )


UP_RULES = (high_scores_in_a_row, spike, asked_to_talk)
