"""What is offered beside the step, in plain English."""

from collections.abc import Iterator

from wellbeing.stepped_care.policy import ARTICLE, DAYS_IN_A_WEEK, Policy
from wellbeing.stepped_care.rule_text import RuleText
from wellbeing.stepped_care.wording import count, weeks

_HARD = ("", "a little or more", "a lot or more", "more than could be managed")


def offers_beside(policy: Policy) -> Iterator[RuleText]:
    yield from _screens(policy)
    yield from _pressures(policy)
    yield from _after_silence(policy)


def _screens(policy: Policy) -> Iterator[RuleText]:
    month = weeks(policy.event.contact_last_day // DAYS_IN_A_WEEK)
    yield RuleText(
        "E5",
        f"a direct event was reported {month} ago",
        _screen("PC-PTSD-5", allowed=policy.screens.pc_ptsd_5),
    )
    yield RuleText(
        "E6",
        "an event is reported",
        "its details are never asked for and a debriefing is never offered; a page says what helps",
    )
    yield RuleText(
        "E7",
        "the answer about events is that the person would rather not say",
        "it counts as no event; only that page is offered",
    )
    yield RuleText(
        "PHQ-4", "reactive support begins", _screen("PHQ-4", allowed=policy.screens.phq_4)
    )


def _screen(name: str, *, allowed: bool) -> str:
    if not allowed:
        return f"nothing: the optional screen {name} is not switched on here"
    return f"{name} is offered to those who have chosen it; the result is theirs alone"


def _pressures(policy: Policy) -> Iterator[RuleText]:
    hard = _HARD[policy.action.high_pressure]
    with_conditions = policy.pressures.grouping == ARTICLE
    offered = (
        "offers about events in the work, and about workload and environment, which are counted "
        "with them here"
        if with_conditions
        else "offers about events in the work"
    )
    yield RuleText("Pressure: the work itself", f"it was {hard}", offered)
    yield RuleText(
        "Pressure: how work is organised",
        f"it was {hard}",
        "offers about the conditions of the work",
    )
    yield RuleText("Pressure: outside work", f"it was {hard}", "offers about life outside work")


def _after_silence(policy: Policy) -> Iterator[RuleText]:
    action = policy.action
    yield RuleText(
        "M2",
        f"{count(action.missed_pause)} check-ins in a row are missed",
        "a pause or another day is offered, shown after sign-in only",
    )
    yield RuleText(
        "M3",
        f"{count(action.missed_hello)} check-ins in a row are missed during support or in the "
        "weeks after an event",
        "a contact may say hello, only where the person agreed to it beforehand",
    )
    yield RuleText(
        "M4", "there is silence otherwise", "it is respected: nobody is told and nobody asks"
    )
    yield RuleText(
        "M5", "the person is away", "messages pause; the weeks of the rules run on by the calendar"
    )
    yield RuleText(
        "M6",
        f"two check-ins are more than {weeks(policy.max_gap_weeks)} apart",
        "they are not in a row",
    )
    yield RuleText(
        "M7", "a question is skipped", "it counts as no answer: never as zero and never as well"
    )
