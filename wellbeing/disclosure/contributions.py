"""What one person adds to a sum: a whole number from -4 to 4, whatever they answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wellbeing.disclosure.calendar import Window
from wellbeing.disclosure.crowd import Crowd, Numbers, mean_on_the_scale
from wellbeing.disclosure.menus import Kind
from wellbeing.disclosure.parameters import BOUND, Parameters
from wellbeing.disclosure.plan import CyclePlan, UnitPlan

WholeNumbers = NDArray[np.int64]


@dataclass(frozen=True)
class Row:
    """What a sum is about, apart from the unit: the same number goes to every unit it is for."""

    indicator: str
    kind: Kind


@dataclass(frozen=True)
class Away:
    """Some people of a crowd who were not at home throughout, and one unit they belong to."""

    people: Sequence[int]
    cell: UnitPlan


def contributions(plan: CyclePlan, window: Window, crowd: Crowd, row: Row) -> WholeNumbers:
    """Return each person's whole number for the units in which they spent the whole window."""
    own = crowd.values[row.indicator]
    weeks = len(window.weeks)
    return whole_numbers(plan, row, own[:, -weeks:], own[:, :-weeks])


def contributions_away(
    plan: CyclePlan, window: Window, crowd: Crowd, row: Row, away: Away
) -> WholeNumbers:
    """Return the whole numbers, for one unit, of some who were not at home throughout.

    A week counts only where it was spent.
    """
    own = crowd.values[row.indicator][list(away.people)]
    weeks = len(window.weeks)
    inside = [
        [_is_inside(plan, away.cell, crowd.was_in[person].get(week, "")) for week in window.weeks]
        for person in away.people
    ]
    month = np.where(np.array(inside), own[:, -weeks:], np.nan)
    return whole_numbers(plan, row, month, own[:, :-weeks])


def whole_numbers(plan: CyclePlan, row: Row, month: Numbers, past: Numbers) -> WholeNumbers:
    """Turn each person's weeks into the nearest step between their limits; no answer is 0."""
    parameters = plan.parameters
    centre = plan.centre_of(row.indicator)
    mean, answered = mean_on_the_scale(month)
    moved = mean - centre
    if row.kind is Kind.PULSE:
        before, weeks = mean_on_the_scale(past)
        known = parameters.own_past * (before - centre)
        moved -= np.where(weeks >= parameters.fewest_past_answers, known, 0.0)
    clip = clip_of(parameters, row.kind)
    steps = np.rint(np.clip(moved, -clip, clip) * (BOUND / clip))
    return np.where(answered > 0, steps, 0).astype(np.int64)


def clip_of(parameters: Parameters, kind: Kind) -> float:
    """Return how far from the centre a person may count, either way."""
    clips: Mapping[Kind, float] = {
        Kind.LEVEL: parameters.level_clip,
        Kind.PULSE: parameters.pulse_clip,
        Kind.FIRST_PULSE: parameters.first_pulse_clip,
        # A tally's step is one person.
        Kind.TALLY: float(BOUND),
    }
    return clips[kind]


def _is_inside(plan: CyclePlan, cell: UnitPlan, unit_key: str) -> bool:
    return any(one.unit_key == cell.unit_key for one in plan.cells_of(unit_key))
