"""Prints how bounded means follow the level behind them, for every indicator, by month and by week.

    python benchmarks/scales.py

The reader's constants for finer figures (`wellbeing/disclosure/scales.py`) come from here.
"""

import numpy as np

from wellbeing.disclosure import (
    ITEMS,
    Calendar,
    Indicator,
    Kind,
    Level,
    Rhythm,
    Roster,
    Unit,
    plan_cycle,
)
from wellbeing.disclosure.contributions import Row, contributions
from wellbeing.disclosure.parameters import BOUND
from wellbeing.simulation.everybody import Change, live
from wellbeing.week import Week

TEAMS = {f"team {number}": 100 for number in range(20)}
SHIFT = 0.4
FIRST = Week(2026, 2)
DOMAINS = (Indicator.CONDITIONS, Indicator.SIGNS, Indicator.WORK_PRESSURE, Indicator.SUPPORT)


def main() -> None:
    """Compare the same people in three weathers: as they are, a little better, a little worse."""
    calendar = Calendar(FIRST.monday)
    weeks = tuple(FIRST.plus(number) for number in range(39))
    lived = {
        by: live(1, TEAMS, weeks, dict.fromkeys(TEAMS, Change(0, by, of_signs=by)))
        for by in (-SHIFT, 0.0, SHIFT)
    }
    units = tuple(Unit(team, Level.TEAM, team) for team in TEAMS)
    for rhythm in (Rhythm.MONTH, Rhythm.WEEK):
        window = calendar.windows(3, rhythm)[1]
        print(f"\none {rhythm}: {'slope':>14} {'scatter':>8}")
        for indicator in (*DOMAINS, *ITEMS):
            centre = _centre(lived[0.0].truth(indicator))
            plan = plan_cycle(3, Roster(units, TEAMS), centre, centres={indicator: centre})
            parts, levels = {}, {}
            for by, everybody in lived.items():
                crowd = everybody.crowd(window, [indicator])
                numbers = contributions(plan, window, crowd, Row(indicator, Kind.LEVEL))
                parts[by] = numbers / BOUND * plan.parameters.level_clip
                here = [everybody.weeks.index(week) for week in window.weeks]
                levels[by] = np.nanmean(everybody.truth(indicator)[:, here], axis=1)
            rise = np.nanmean(levels[SHIFT]) - np.nanmean(levels[-SHIFT])
            slope = (parts[SHIFT].mean() - parts[-SHIFT].mean()) / rise
            known = ~np.isnan(levels[0.0])
            scatter = (parts[0.0] - slope * levels[0.0])[known].std()
            note = " (moves too little here to tell)" if rise < SHIFT else ""
            print(f"{indicator:>15} {slope:8.2f} {scatter:8.2f}{note}")


def _centre(values: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> float:
    return min(max(round(float(np.nanmean(values)) / 0.25) * 0.25, 1.0), 3.0)


if __name__ == "__main__":
    main()
