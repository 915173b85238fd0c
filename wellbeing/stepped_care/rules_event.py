"""The rules about what was heard, read or seen: they offer something and move no step."""

from wellbeing.stepped_care.facts import Facts
from wellbeing.stepped_care.placement import Reason
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.wording import count, weeks


def watch_opens(facts: Facts, policy: Policy) -> Reason | None:
    """E2: for some weeks one check-in is enough; not again soon, for such work is routine."""
    if not facts.opens_watch:
        return None
    return Reason(
        "E2",
        "You reported something distressing that you heard, read or saw. Your step does not "
        f"change because of it. For {weeks(policy.event.window_weeks)}, one check-in is enough "
        "where two are needed otherwise.",
        {"weeks": policy.event.window_weeks},
    )


def many_second_hand(facts: Facts, policy: Policy) -> Reason | None:
    """E3: several such reports within a few weeks call for supervision, not for treatment."""
    within = policy.event.cumulative_weeks
    reports = [week for week in facts.second_hand if facts.week.since(week) < within]
    reported_now = facts.week in reports
    if not reported_now or len(reports) < policy.event.cumulative_n:
        return None
    return Reason(
        "E3",
        f"You reported distressing things that you heard, read or saw in {count(len(reports))} of "
        f"the last {weeks(within)}. Supervision with time to think about them is offered to you.",
        {"reports": len(reports), "weeks": within},
    )


EVENT_RULES = (watch_opens, many_second_hand)
