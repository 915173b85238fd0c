"""When a window can come out no more: by the calendar alone, and so the same whoever answered."""

from wellbeing.disclosure import CyclePlan, Kind, Rhythm, Window
from wellbeing.history.service import RELEASED_WEEKS
from wellbeing.week import Week


def is_too_late(plan: CyclePlan, window: Window, this_week: Week) -> bool:
    """Say whether somebody's weeks that a window needs may not be kept any more."""
    if window.rhythm is Rhythm.CYCLE:
        # Where people stood when it ended is known only in the week in which a tally comes out.
        return this_week > window.last.plus(1)
    return this_week.since(first_needed(plan, window)) >= RELEASED_WEEKS


def first_needed(plan: CyclePlan, window: Window) -> Week:
    """Return the earliest week that a window's figures look at."""
    parts = plan.parts_by_rhythm.get(window.rhythm, ())
    looks_back = any(part.kind is Kind.PULSE for part in parts)
    return window.first.plus(-plan.parameters.past_weeks) if looks_back else window.first
