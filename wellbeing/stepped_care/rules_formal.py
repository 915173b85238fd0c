"""The rules that suggest formal support: a suggestion; only people together begin it."""

from collections.abc import Iterable

from wellbeing.stepped_care.answers import HIGHEST_SCORE
from wellbeing.stepped_care.facts import Facts
from wellbeing.stepped_care.placement import Reason, Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.wording import count, in_check_ins, listed, number, weeks
from wellbeing.week import Week

ONLY_A_SUGGESTION = " Formal support is suggested. It begins only if you agree."


def severe_and_sustained(facts: Facts, policy: Policy) -> Reason | None:
    """F1: severe scores in most of the latest check-ins, whatever the gaps, despite support."""
    rule = policy.formal
    scores = tuple(scored.w for scored in facts.latest[-rule.of_last :])
    if facts.step is not Step.REACTIVE or facts.stayed < rule.min_weeks:
        return None
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
    latest = facts.latest[-rule.of_last :]
    began, entry = facts.stay_began, facts.entry_w
    if facts.step is not Step.REACTIVE or began is None or entry is None or not latest:
        return None
    if facts.stayed < rule.noresponse_weeks or entry - latest[-1].w >= rule.noresponse_fall:
        return None
    if len(latest) < rule.of_last or latest[0].week < began:
        return None
    scores = tuple(scored.w for scored in latest)
    impacts = [scored.impact for scored in latest if scored.impact is not None]
    high = sum(score >= policy.reactive.high for score in scores)
    if high < rule.noresponse_k or max(impacts, default=0) < rule.impact:
        return None
    return Reason(
        "F2",
        f"Your warning signs were {listed(scores)} out of {HIGHEST_SCORE} "
        f"{in_check_ins(len(scores))} and {entry} when reactive support began "
        f"{weeks(facts.stayed)} ago. You said that this affected what you needed to do."
        f"{ONLY_A_SUGGESTION}",
        {"scores": scores, "entry_w": entry, "impact": max(impacts), "weeks": facts.stayed},
    )


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
    impacts = tuple(scored.impact or 0 for scored in facts.run[-needed:])
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


def may_suggest(facts: Facts) -> bool:
    """H3: nothing is suggested in Formal, nor for some weeks after a "no"."""
    return facts.step is not Step.FORMAL and not facts.declined_lately


FORMAL_RULES = (severe_and_sustained, no_response, after_event, could_not_do_things)
