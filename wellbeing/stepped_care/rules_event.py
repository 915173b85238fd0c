"""The rules about events: what they offer, and for how long they count; they move no step."""

from wellbeing.stepped_care.answers import Event
from wellbeing.stepped_care.facts import Facts
from wellbeing.stepped_care.judging import Rules
from wellbeing.stepped_care.placement import Reason
from wellbeing.stepped_care.policy import DAYS_IN_A_WEEK, Policy
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


def after_direct_event(facts: Facts, policy: Policy) -> Reason | None:
    """E1: these weeks are watched over together; support does not end in them by itself."""
    if not (facts.opens_window or facts.in_window):
        return None
    return Reason(
        "E1",
        f"For {weeks(policy.event.window_weeks)} after a direct event, support stays unless you "
        f"close it. A peer can be there for you about {policy.event.contact_first_day} and "
        f"{policy.event.contact_last_day} days after it.",
        {"weeks": policy.event.window_weeks},
    )


def one_is_enough(facts: Facts, policy: Policy) -> Reason | None:
    """E4: in the weeks after an event nobody waits for a second check-in."""
    if not facts.one_check_in_is_enough:
        return None
    return Reason(
        "E4",
        f"In the {weeks(policy.event.window_weeks)} after an event, U1 and U2 need "
        f"{count(policy.event.n_consecutive)} check-in.",
        {"needed": policy.event.n_consecutive},
    )


def a_month_is_over(facts: Facts, policy: Policy) -> Reason | None:
    """E5: the time to look again, and for those who have chosen it, a screen."""
    if not facts.is_so_long_after(policy.event.contact_last_day // DAYS_IN_A_WEEK):
        return None
    return Reason("E5", "About a month has passed since the direct event you reported.")


def rather_not_say(facts: Facts, _policy: Policy) -> Reason | None:
    """E7: it counts as no event, and a page can be read by whoever wants to."""
    if facts.event is not Event.RATHER_NOT_SAY:
        return None
    return Reason("E7", "You would rather not say. That counts as no event.")


# Named in a placement: they happen in one week. The others say how other rules are read.
EVENT_RULES: Rules[Facts] = {"E2": watch_opens, "E3": many_second_hand}
UNNAMED_EVENT_RULES: Rules[Facts] = {
    "E1": after_direct_event,
    "E4": one_is_enough,
    "E5": a_month_is_over,
    "E7": rather_not_say,
}
