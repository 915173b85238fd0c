"""The rules that suggest formal support: a suggestion; only people together begin it."""

from collections.abc import Iterable

from wellbeing.stepped_care.answers import HIGHEST_SCORE
from wellbeing.stepped_care.facts import Facts
from wellbeing.stepped_care.judging import Rules
from wellbeing.stepped_care.placement import Reason, Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.wording import count, in_check_ins, listed, number, weeks
from wellbeing.week import Week

ONLY_A_SUGGESTION = " Formal support is suggested. It begins only if you agree."
IN_FORMAL = "Not judged: formal support has begun."
AFTER_A_NO = "Not judged: you said no to formal support a short time ago, and that is respected."


def severe_and_sustained(facts: Facts, policy: Policy) -> Reason | None:
    """F1: severe scores in most of the latest check-ins, whatever the gaps, despite support."""
    rule = policy.formal
    if facts.step is not Step.REACTIVE or facts.stayed < rule.min_weeks:
        return None
    scores = facts.latest_scores(rule.of_last)
    if sum(score >= rule.severe for score in scores) < rule.severe_k:
        return None
    return Reason(
        "F1",
        f"Your warning signs were {listed(scores)} out of {HIGHEST_SCORE} "
        f"{in_check_ins(len(scores))}, {rule.severe} or more in at least {count(rule.severe_k)} "
        f"of them, after {weeks(facts.stayed)} of reactive support.{ONLY_A_SUGGESTION}",
        {"scores": scores, "line": rule.severe, "weeks": facts.stayed},
    )


def no_response(facts: Facts, policy: Policy) -> Reason | None:
    """F2: still high and in the way of daily life, with no clear fall since support began."""
    rule = policy.formal
    if facts.step is not Step.REACTIVE or facts.stayed < rule.noresponse_weeks:
        return None
    if not _without_response(facts, policy):
        return None
    scores = facts.latest_scores(rule.of_last)
    impacts = [impact for impact in facts.latest_impacts(rule.of_last) if impact is not None]
    high = sum(score >= policy.reactive.high for score in scores)
    if high < rule.noresponse_k or max(impacts, default=0) < rule.impact:
        return None
    return Reason(
        "F2",
        f"Your warning signs were {listed(scores)} out of {HIGHEST_SCORE} "
        f"{in_check_ins(len(scores))} and {facts.entry_w} when reactive support began "
        f"{weeks(facts.stayed)} ago. You said that this affected what you needed to do."
        f"{ONLY_A_SUGGESTION}",
        {
            "scores": scores,
            "entry_w": facts.entry_w or 0,
            "impact": max(impacts),
            "weeks": facts.stayed,
        },
    )


def _without_response(facts: Facts, policy: Policy) -> bool:
    """Say whether enough check-ins of this stay show no clear fall since it began."""
    rule, began, entry = policy.formal, facts.stay_began, facts.entry_w
    weeks_of = facts.latest_weeks(rule.of_last)
    if began is None or entry is None or facts.w is None:
        return False
    if len(weeks_of) < rule.of_last or weeks_of[0] < began:
        return False
    return entry - facts.w < rule.noresponse_fall


def after_event(facts: Facts, policy: Policy) -> Reason | None:
    """F3, by the check-in: still raised after the month in which most people recover."""
    if facts.w is None or not a_month_after(facts.direct_events, facts.week, policy):
        return None
    risen = (
        facts.rise is not None
        and facts.rise >= policy.reactive.rise
        and facts.w >= policy.reactive.rise_floor
    )
    if facts.w < policy.reactive.high and not risen:
        return None
    values: dict[str, int | float] = {"w": facts.w}
    above = ""
    if risen and facts.rise is not None:
        values["rise"] = facts.rise
        above = f", {number(facts.rise)} above what is usual for you"
    return Reason(
        "F3",
        f"Your warning signs were {facts.w} out of {HIGHEST_SCORE}{above}, more than "
        f"{weeks(policy.formal.event_from_weeks - 1)} after the event you reported."
        f"{ONLY_A_SUGGESTION}",
        values,
    )


def could_not_do_things(facts: Facts, policy: Policy) -> Reason | None:
    """F4: unable to do what is needed, twice in a row, whatever the step."""
    needed = policy.formal.impact_n
    impacts = tuple([impact or 0 for impact in facts.impacts_in_a_row(needed)])
    if len(impacts) < needed or min(impacts) < policy.formal.impact_severe:
        return None
    return Reason(
        "F4",
        f"You said {in_check_ins(needed)} that you could not do things you needed to do."
        f"{ONLY_A_SUGGESTION}",
        {"impacts": impacts},
    )


def a_month_after(reports: Iterable[Week], week: Week, policy: Policy) -> bool:
    first, last = policy.formal.event_from_weeks, policy.formal.event_to_weeks
    return any(first <= week.since(report) <= last for report in reports)


def why_silent(facts: Facts) -> str:
    """H3: nothing is suggested in Formal, nor for some weeks after a "no"; else there is no reason."""
    if facts.step is Step.FORMAL:
        return IN_FORMAL
    return AFTER_A_NO if facts.declined_lately else ""


FORMAL_RULES: Rules[Facts] = {
    "F1": severe_and_sustained,
    "F2": no_response,
    "F3": after_event,
    "F4": could_not_do_things,
}
