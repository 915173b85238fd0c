"""Prints how a team's monthly number follows the level behind it, for each clip that was tried.

    python benchmarks/clips.py

The reader's constants for other clips than those of the study (`wellbeing/disclosure/scales.py`)
come from here, measured on the people of the simulation.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from scales import FIRST, SHIFT, TEAMS

from wellbeing.disclosure import (
    ADOPTED,
    Calendar,
    CyclePlan,
    Indicator,
    Kind,
    Level,
    Roster,
    Unit,
    Window,
    plan_cycle,
)
from wellbeing.disclosure.contributions import Numbers, Row, clip_of, contributions
from wellbeing.disclosure.parameters import BOUND
from wellbeing.simulation.everybody import Change, Everybody, live

WEEKS = tuple(FIRST.plus(number) for number in range(39))
CLIPS = {
    Kind.PULSE: ("pulse_clip", (0.1, 0.25, 0.5, 1.0)),
    Kind.FIRST_PULSE: ("first_pulse_clip", (0.25, 0.5, 1.0, 2.0)),
    Kind.LEVEL: ("level_clip", (0.5, 1.0, 2.0)),
}
ABOUT = Indicator.CONDITIONS
Lives = Mapping[float, Everybody]


def main() -> None:
    """Compare the same people as they are, a little better and a little worse, lately or always."""
    window = Calendar(FIRST.monday).windows(3)[1]
    always, lately = _lived(0), _lived(WEEKS.index(window.first))
    centre = round(float(np.nanmean(always[0.0].truth(ABOUT))) / 0.25) * 0.25
    units = tuple(Unit(team, Level.TEAM, team) for team in TEAMS)
    plan = plan_cycle(3, Roster(units, TEAMS), centre, centres={ABOUT: centre})
    print(f"{'one month':>12} {'clip':>6} {'slope':>6} {'past':>6} {'scatter':>8}")
    for kind, (name, clips) in CLIPS.items():
        for clip in clips:
            # Without asking whether it may be chosen: what is found here decides about that.
            tried = replace(plan, parameters=ADOPTED.model_copy(update={name: clip}))
            slope = _slope(tried, window, lately, kind)
            past = slope - _slope(tried, window, always, kind)
            left = _parts(tried, window, always[0.0], kind) - slope * _now(always[0.0], window)
            scatter = np.nanstd(left + past * _before(always[0.0], window))
            print(f"{kind:>12} {clip:6} {slope:6.2f} {past:6.2f} {scatter:8.2f}", flush=True)


def _lived(since: int) -> Lives:
    return {
        by: live(1, TEAMS, WEEKS, dict.fromkeys(TEAMS, Change(since, by, of_signs=by)))
        for by in (-SHIFT, 0.0, SHIFT)
    }


def _slope(plan: CyclePlan, window: Window, lived: Lives, kind: Kind) -> float:
    """Return by how much everybody's parts rise for each point that everybody's level rises."""
    worse, better = (
        (_parts(plan, window, lived[by], kind).mean(), np.nanmean(_now(lived[by], window)))
        for by in (-SHIFT, SHIFT)
    )
    return float((better[0] - worse[0]) / (better[1] - worse[1]))


def _parts(plan: CyclePlan, window: Window, everybody: Everybody, kind: Kind) -> Numbers:
    """Return everybody's bounded part in points."""
    numbers = contributions(plan, window, everybody.crowd(window, [ABOUT]), Row(ABOUT, kind))
    return np.asarray(numbers / BOUND * clip_of(plan.parameters, kind), dtype=float)


def _now(everybody: Everybody, window: Window) -> Numbers:
    here = [everybody.weeks.index(week) for week in window.weeks]
    return _means(everybody.truth(ABOUT)[:, here])


def _before(everybody: Everybody, window: Window) -> Numbers:
    first = everybody.weeks.index(window.first)
    past = ADOPTED.past_weeks
    return _means(everybody.truth(ABOUT)[:, first - past : first])


def _means(values: Numbers) -> Numbers:
    """Return each person's mean; nan for who would never have answered."""
    given = (~np.isnan(values)).sum(axis=1)
    total = np.nansum(values, axis=1)
    return np.asarray(np.where(given > 0, total / np.maximum(given, 1), np.nan), dtype=float)


if __name__ == "__main__":
    main()
