"""What the heatmap says in words: months, dates, and why there is no figure, the same for everybody."""

from collections.abc import Mapping
from datetime import date

from wellbeing.actions.service import DueFor
from wellbeing.disclosure import (
    Change,
    Indicator,
    Menu,
    Released,
    Rhythm,
    Standing,
    Why,
    Window,
    Withheld,
)

LEVELS = {
    "organisation": "Whole organisation",
    "directorate": "Directorate",
    "service": "Service",
    "team": "Team",
}
INDICATORS: Mapping[str, str] = {
    Indicator.CONDITIONS: "Conditions at work",
    Indicator.SIGNS: "Warning signs",
    Indicator.WORK_PRESSURE: "Work pressure",
    Indicator.SUPPORT: "Support",
    Indicator.SLEEP: "Sleep",
    Indicator.ALERT: "Tension",
    Indicator.WORRY: "Worry",
    Indicator.IRRITABLE: "Irritability",
    Indicator.LOW: "Low mood",
    Indicator.AVOID: "Keeping away",
    Indicator.OP: "Pressure from events in work",
    Indicator.ORG: "Pressure from how work is organised",
    Indicator.LIFE: "Pressure from life outside work",
}
STANDINGS = {
    Standing.NO_PART: "Took no part",
    Standing.PREVENTION: "Prevention",
    Standing.REACTIVE: "Reactive support",
    Standing.FORMAL: "Formal support suggested",
}
# Beside each word a sign of another shape, so that neither colour nor shape carries it alone.
ARROWS = {Change.RISING: "▲", Change.FALLING: "▼", Change.NOT_CLEAR: ""}
DETAILS = {
    Menu.CONDITIONS: "Conditions at work each month",
    Menu.DOMAINS: "Conditions at work, warning signs, work pressure and support each month",
    Menu.DOMAINS_WEEKLY: "Conditions at work, warning signs, work pressure and support each week",
    Menu.ITEMS_WEEKLY: "Every question by itself, each week",
}
REASONS = {
    Why.POOLED: "Fewer than {fewest} people: shown together as {see}.",
    Why.TOO_FEW: "Fewer than {fewest} people: look at {see}.",
    Why.ONLY_ONE: "The same people as {see}, or nearly: look there.",
    Why.NOT_YET: "Comes out {day}.",
    Why.NEXT_CYCLE: "Not there yet when this cycle began. First figure {day}.",
    Why.NOT_RELEASED: "No figure was made, and none will be.",
    Why.LESS_DETAIL: "Too few people for this much detail: look at conditions at work.",
}
ELSEWHERE = frozenset({Why.POOLED, Why.TOO_FEW, Why.ONLY_ONE})
ELSEWHERE_BY_MENU = {
    Menu.POOLED: REASONS[Why.POOLED],
    Menu.TOO_FEW: REASONS[Why.TOO_FEW],
    Menu.ONLY_ONE: REASONS[Why.ONLY_ONE],
}
DUE_FOR = {
    DueFor.DOING: "To be done by",
    DueFor.REVIEW: "Did it help? To be said from",
    DueFor.ANSWER: "Passed up to this unit. Waits for an answer since",
}
LATER = "Nothing yet"
NOWHERE = "Fewer than {fewest} people: no figures are made."
TOGETHER = "Small teams, shown together"
NOT_TOGETHER = "Not shown together at that time."
LOWEST_SHARE, HIGHEST_SHARE = 5, 95


def caption(indicator: str) -> str:
    """Say what the numbers of a map are, and which end of the scale is which."""
    if indicator == Indicator.CONDITIONS:
        return (
            "Work pressure and support together, by unit and month. Scale 0 to 4, higher is better."
        )
    name = INDICATORS[indicator]
    return f"{name}, by unit and month. Scale 0 to 4, higher is better: 4 is no strain at all."


def day_in_words(day: date) -> str:
    """Write a day as in a sentence: Wednesday 4 February 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    return f"{day.day} {day:%b}"


def window_in_words(window: Window) -> str:
    """Write the weeks of a window: 5 Jan to 1 Feb."""
    return f"{short_day(window.starts_on)} to {short_day(window.ends_on)}"


def window_and_year(window: Window) -> str:
    """Write the weeks of a window that may lie far back: 5 Jan to 1 Feb 2026."""
    return f"{window_in_words(window)} {window.ends_on.year}"


def rhythm_in_words(window: Window) -> str:
    return "week" if window.rhythm is Rhythm.WEEK else "month"


def limits_in_words(figure: Released) -> str:
    return f"{figure.low:.1f} to {figure.high:.1f}"


def why_in_words(figure: Withheld) -> str:
    """Say why there is no figure, and where or when to look instead."""
    reason = REASONS[figure.why] if figure.see or figure.why not in ELSEWHERE else NOWHERE
    day = f"on {day_in_words(figure.on)}" if figure.on else "later"
    return reason.format(fewest=figure.smallest_group, see=figure.see_label, day=day)


def share_in_words(percent: int) -> str:
    """Write a share in steps of five; the ends of the scale are never claimed."""
    if percent <= LOWEST_SHARE:
        return "5 % or less"
    if percent >= HIGHEST_SHARE:
        return "95 % or more"
    return f"about {percent} %"
