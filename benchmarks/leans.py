"""Prints how far monthly numbers of whole teams are off together, beyond what single people leave open.

    python benchmarks/leans.py

The leans of conditions at work (`wellbeing/disclosure/scales.py`) come from here. Organisations of the
simulation, in which one team in four falls and one in four rises, publish without noise, for each clip
that may be chosen; each value is set beside what everybody would have answered. The first centre, 2.0,
lies well below where most of these people are.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from wellbeing.disclosure import ADOPTED, Indicator, Kind, Parameters
from wellbeing.disclosure.crowd import Numbers
from wellbeing.disclosure.told import told_by
from wellbeing.simulation.everybody import mean_of
from wellbeing.simulation.useful import CALENDAR, FIRST, Shape, lived, published, roster_of

SEEDS = range(1, 9)
# Large enough that little of a difference is chance.
SHAPE = Shape(services=1, sizes=(90,) * 12)
PAST_MONTHS = 6
CLIPS = {
    "as adopted": ADOPTED,
    "wider": ADOPTED.model_copy(update={"first_pulse_clip": 1.0, "pulse_clip": 0.5}),
}


def main() -> None:
    for name, parameters in CLIPS.items():
        found: dict[Kind, list[tuple[float, float]]] = {}
        for seed in SEEDS:
            for kind, off, scatter in _off(seed, parameters):
                found.setdefault(kind, []).append((off, scatter))
        for kind, values in found.items():
            offs, scatters = np.array(values).T
            lean = math.sqrt(max(0.0, float((offs**2).mean() - scatters.mean())))
            print(
                f"{name:>10} {kind:>12}: lean {lean:.3f}, {offs.mean():+.3f} on average", flush=True
            )


def _off(seed: int, parameters: Parameters) -> Iterator[tuple[Kind, float, float]]:
    """Give how far each value is off, and the variance that single people leave open."""
    groups, everybody = lived(seed, SHAPE)
    book = published(roster_of(groups), everybody, SHAPE.cycles, _without_noise, parameters)
    true = {team: _months(everybody.truth_of({team}, Indicator.CONDITIONS)) for team in groups}
    for cell in book.cells:
        one = told_by(cell)
        if cell.indicator != Indicator.CONDITIONS or cell.unit_key not in groups:
            continue
        if one.past and one.window < PAST_MONTHS:
            continue
        months = true[cell.unit_key]
        past = one.past * float(np.mean(months[one.window - PAST_MONTHS : one.window] or [0.0]))
        yield cell.kind, one.value - (months[one.window] - past), one.scatter


def _months(values: Numbers) -> list[float]:
    windows = [CALENDAR.window(month) for month in range(3 * SHAPE.cycles)]
    return [
        mean_of(values[:, window.first.since(FIRST) : window.last.since(FIRST) + 1])
        for window in windows
    ]


def _without_noise(sums: Sequence[int], _sigma: float) -> Sequence[int]:
    return sums


if __name__ == "__main__":
    main()
