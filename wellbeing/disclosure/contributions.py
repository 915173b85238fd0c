"""What one person adds to a sum: a whole number from -4 to 4, whatever they answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

from wellbeing.disclosure.calendar import Window
from wellbeing.disclosure.menus import Kind
from wellbeing.disclosure.parameters import BOUND, Parameters
from wellbeing.disclosure.plan import CyclePlan, UnitPlan
from wellbeing.week import Week

# The ends of the scale of conditions at work.
WORST, BEST = 0.0, 4.0


@dataclass(frozen=True)
class PersonWeeks:
    """One person's own weeks around a window: what they said of their work, and where they were."""

    # Their home unit when the cycle began.
    home: str
    # Conditions at work, 0 to 4, in the weeks they said something about them.
    values: Mapping[Week, float] = field(repr=False)
    # Their home unit in each week of the window they spent in one unit; else absent.
    was_in: Mapping[Week, str]


def contributions(
    plan: CyclePlan, window: Window, person: PersonWeeks
) -> Iterator[tuple[str, int]]:
    """Give one whole number for each cell the person belongs to this cycle, answered or not."""
    past_weeks = window.weeks_before(plan.parameters.past_weeks)
    past = tuple(person.values[week] for week in past_weeks if week in person.values)
    for cell in plan.cells_of(person.home):
        month = tuple(
            person.values[week]
            for week in window.weeks
            if week in person.values and _is_inside(plan, cell, person.was_in.get(week, ""))
        )
        yield cell.unit_key, whole_number(plan, cell.kind, month, past)


def whole_number(plan: CyclePlan, kind: Kind, month: Sequence[float], past: Sequence[float]) -> int:
    """Turn a person's month into the nearest step between their limits; no answer is 0."""
    if not month:
        return 0
    parameters = plan.parameters
    moved = _mean(month) - plan.centre
    if kind is Kind.PULSE and len(past) >= parameters.fewest_past_answers:
        moved -= parameters.own_past * (_mean(past) - plan.centre)
    clip = clip_of(parameters, kind)
    bounded = max(-clip, min(clip, moved))
    return round(bounded * BOUND / clip)


def clip_of(parameters: Parameters, kind: Kind) -> float:
    """Return how far from the centre a person's month may count, either way."""
    return {
        Kind.LEVEL: parameters.level_clip,
        Kind.PULSE: parameters.pulse_clip,
        Kind.FIRST_PULSE: parameters.first_pulse_clip,
    }[kind]


def _is_inside(plan: CyclePlan, cell: UnitPlan, unit_key: str) -> bool:
    return any(one.unit_key == cell.unit_key for one in plan.cells_of(unit_key))


def _mean(values: Sequence[float]) -> float:
    """Return the mean on the scale: whatever a record holds, no value counts beyond its ends."""
    return fsum(max(WORST, min(BEST, value)) for value in values) / len(values)
