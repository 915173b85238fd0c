"""What the heatmap says in words: months, dates, and why there is no figure, the same for everybody."""

from datetime import date

from wellbeing.disclosure import Released, Why, Window, Withheld

LEVELS = {
    "organisation": "Whole organisation",
    "directorate": "Directorate",
    "service": "Service",
    "team": "Team",
}
REASONS = {
    Why.POOLED: "Fewer than {fewest} people: shown together as {see}.",
    Why.TOO_FEW: "Fewer than {fewest} people: look at {see}.",
    Why.ONLY_ONE: "The same people as {see}, or nearly: look there.",
    Why.NOT_YET: "Comes out {day}.",
    Why.NEXT_CYCLE: "Not there yet when this cycle began. First figure {day}.",
    Why.NOT_RELEASED: "No figure was made, and none will be.",
}
ELSEWHERE = frozenset({Why.POOLED, Why.TOO_FEW, Why.ONLY_ONE})
NOWHERE = "Fewer than {fewest} people: no figures are made."
TOGETHER = "Small teams, shown together"
NOT_TOGETHER = "Not shown together at that time."


def day_in_words(day: date) -> str:
    """Write a day as in a sentence: Wednesday 4 February 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    return f"{day.day} {day:%b}"


def month_in_words(window: Window) -> str:
    """Write the weeks of a window: 5 Jan to 1 Feb."""
    return f"{short_day(window.starts_on)} to {short_day(window.ends_on)}"


def limits_in_words(figure: Released) -> str:
    return f"{figure.low:.1f} to {figure.high:.1f}"


def why_in_words(figure: Withheld) -> str:
    """Say why there is no figure, and where or when to look instead."""
    reason = REASONS[figure.why] if figure.see or figure.why not in ELSEWHERE else NOWHERE
    day = f"on {day_in_words(figure.on)}" if figure.on else "later"
    return reason.format(fewest=figure.smallest_group, see=figure.see_label, day=day)
