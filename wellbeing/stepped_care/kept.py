"""The plain reason why a step stayed as it was, when no rule spoke in that week."""

from functools import cache

from wellbeing.stepped_care.answers import HIGHEST_SCORE
from wellbeing.stepped_care.facts import Facts
from wellbeing.stepped_care.placement import KEPT, Reason, Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.rules_down import settled_limit
from wellbeing.stepped_care.wording import count, number, weeks


def why_kept(step: Step, facts: Facts, policy: Policy) -> Reason:
    """Say what the week brought and what the step waits for."""
    values = {} if facts.w is None else {"w": facts.w}
    return Reason(KEPT, f"{_what_came(facts, policy)} {_what_counts(step, facts, policy)}", values)


def _what_came(facts: Facts, policy: Policy) -> str:
    if facts.check_in is None:
        return "There is no check-in for this week, so your step stays as it was."
    if all(answer is None for answer in facts.check_in.signs):
        return (
            "No warning sign was answered this week, so there is no score and your step stays as "
            "it was."
        )
    if facts.w is None:
        return (
            f"Fewer than {count(policy.score.min_items)} answers about warning signs could be "
            "counted, so there is no score for this week and your step stays as it was."
        )
    return f"Your warning signs were {facts.w} out of {HIGHEST_SCORE} in this check-in."


def _what_counts(step: Step, facts: Facts, policy: Policy) -> str:
    match step:
        case Step.PREVENTION:
            rule = policy.reactive
            return _what_prevention_waits_for(rule.high, rule.n_consecutive, rule.spike)
        case Step.REACTIVE:
            return _what_reactive_waits_for(facts, policy)
        case Step.FORMAL:
            return "Formal support ends when you and the professional you see decide so together."


@cache
def _what_prevention_waits_for(high: int, n_consecutive: int, spike: int) -> str:
    return (
        f"Reactive support is offered from {high} on in {count(n_consecutive)} check-ins in a row, "
        f"from {spike} on in one, and whenever you ask for someone to talk with."
    )


def _what_reactive_waits_for(facts: Facts, policy: Policy) -> str:
    limit = number(settled_limit(facts.baseline, policy))
    waits = [
        f"{count(policy.down.n_consecutive)} check-ins in a row of {limit} or less",
        f"{weeks(policy.down.min_weeks)} of support",
    ]
    if facts.in_window:
        waits.append("the weeks after the event you reported")
    if facts.talk_open:
        waits.append("the talk you asked for")
    if facts.asked_formal:
        waits.append("your request for formal support")
    conditions = ", ".join(waits[:-1]) + " and " + waits[-1]
    return f"Reactive support ends after {conditions}. You can close it yourself at any time."
