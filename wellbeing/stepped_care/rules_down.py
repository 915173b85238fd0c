"""The rules that end reactive support: settled check-ins, or the person's own wish."""

from wellbeing.stepped_care.answers import HIGHEST_SCORE
from wellbeing.stepped_care.done import Done
from wellbeing.stepped_care.facts import Facts
from wellbeing.stepped_care.judging import Rules
from wellbeing.stepped_care.placement import Reason, Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.state import State
from wellbeing.stepped_care.wording import in_check_ins, listed, number, weeks


def settled_limit(baseline: float | None, policy: Policy) -> float:
    """The highest score that counts as settled for someone with this usual level."""
    if baseline is None:
        return policy.down.settled
    near_usual = min(baseline, policy.down.baseline_cap) + policy.down.settled_above_baseline
    return max(policy.down.settled, near_usual)


def settled_in_a_row(facts: Facts, policy: Policy) -> Reason | None:
    """D1: settled long enough, with nothing open that speaks against it."""
    if facts.step is not Step.REACTIVE or facts.stay_began is None:
        return None
    if facts.in_window or facts.talk_open or facts.asked_formal:
        return None
    stayed, needed = facts.stayed, policy.down.n_consecutive
    if stayed < policy.down.min_weeks:
        return None
    scores, levels = facts.scores_in_a_row(needed), facts.levels_in_a_row(needed)
    if len(scores) < needed or facts.weeks_in_a_row(needed)[0] < facts.stay_began:
        return None
    if any(w > settled_limit(usual, policy) for w, usual in zip(scores, levels, strict=True)):
        return None
    limit = settled_limit(facts.baseline, policy)
    return Reason(
        "D1",
        f"Your warning signs were {listed(scores)} out of {HIGHEST_SCORE} "
        f"{in_check_ins(len(scores))}. For you, {number(limit)} or less counts as settled. "
        f"Reactive support began {weeks(stayed)} ago and ends here. You can ask for it again "
        "at any time.",
        {"scores": scores, "limit": limit, "weeks": stayed},
    )


def closed_by_the_person(done: Done, _policy: Policy) -> Reason | None:
    """D0: the person closed reactive support; no condition but that there is some, no question."""
    if done.step is not Step.REACTIVE:
        return None
    return Reason(
        "D0",
        "You closed reactive support. You can ask for someone to talk with at any time.",
    )


def review_due(after: State, policy: Policy) -> Reason | None:
    """D3: persistent strain is looked at together, and so is its cause at work."""
    if after.step is not Step.REACTIVE or after.week is None or after.stay_began is None:
        return None
    if after.week.since(after.stay_began) != policy.down.review_weeks:
        return None
    return Reason(
        "D3",
        f"Reactive support began {weeks(policy.down.review_weeks)} ago. It is time to look at it "
        "together: continue, close it or ask for more, and see whether the cause at work was "
        "acted on.",
        {"weeks": policy.down.review_weeks},
    )


DOWN_RULES: Rules[Facts] = {"D1": settled_in_a_row}
CLOSING_RULES: Rules[Done] = {"D0": closed_by_the_person}
