"""How published numbers follow the level behind them: measured, for each clip that may be chosen.

A narrower clip cuts off more of everybody's month, so a number moves less with the same level. Read
with the slope of another clip it would be wrong however often it is published. So a clip without
measured numbers cannot be chosen (`parameters`), and an old one keeps its numbers here for good:
figures of its cycles go on being read by them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wellbeing.disclosure.calendar import Rhythm
from wellbeing.disclosure.indicators import Indicator
from wellbeing.disclosure.menus import Kind


@dataclass(frozen=True)
class Scale:
    """How a mean of bounded whole numbers follows the level behind it.

    `slope` is its rise for each point of the level now, `past` its fall for each point of the level
    over the 26 weeks before, `scatter` the variance that each person adds besides the noise, `lean`
    how far it is off as long as the centre stays: bounds cut more on one side than on the other.
    """

    slope: float
    scatter: float
    past: float = 0.0
    lean: float = 0.0


# Conditions at work over a month, by what a number tells and by its clip. Leans are ours: the study had
# none. Those of pulses are measured by `benchmarks/leans.py`; a level has that of the domains below, of
# which it is made. Where people stand away from the first centre the bounds of a first pulse cut most
# of them, and large teams, which have little noise, seemed surer than they were.
CONDITIONS: Mapping[tuple[Kind, float], Scale] = MappingProxyType(
    {
        # From the study, bounded and rounded person by person.
        (Kind.LEVEL, 1.0): Scale(0.79, 0.20**2, lean=0.10),
        (Kind.FIRST_PULSE, 0.5): Scale(0.475, 0.18**2, lean=0.20),
        (Kind.PULSE, 0.25): Scale(0.472, 0.112**2, past=0.385, lean=0.04),
        # Ours, measured by `benchmarks/clips.py` on the people of the simulation.
        (Kind.FIRST_PULSE, 1.0): Scale(0.76, 0.26**2, lean=0.13),
        (Kind.PULSE, 0.5): Scale(0.65, 0.19**2, past=0.54, lean=0.03),
    }
)
# Ours too, measured by `benchmarks/scales.py`: the study knew no finer figures. In a single week
# fewer people answer, so a week follows the level less steeply. Without their lean, each change of a
# centre would look like a change of the level. All are for the one clip that levels may have.
ITEM = Scale(0.70, 0.34**2, lean=0.10)
MONTHLY = {
    Indicator.SIGNS: Scale(0.79, 0.24**2, lean=0.10),
    Indicator.WORK_PRESSURE: Scale(0.75, 0.26**2, lean=0.10),
    Indicator.SUPPORT: Scale(0.62, 0.34**2, lean=0.10),
}
WEEKLY_ITEM = Scale(0.42, 0.39**2, lean=0.18)
WEEKLY = {
    Indicator.SIGNS: Scale(0.49, 0.28**2, lean=0.12),
    Indicator.WORK_PRESSURE: Scale(0.45, 0.30**2, lean=0.12),
    Indicator.SUPPORT: Scale(0.35, 0.38**2, lean=0.14),
    Indicator.SUPPORT_ITEM: Scale(0.35, 0.38**2, lean=0.14),
}


def measured(kind: Kind, indicator: str, rhythm: Rhythm, clip: float) -> Scale:
    """Return how such a number follows its level; raise KeyError for a clip nobody measured."""
    of_conditions = CONDITIONS[kind, clip]
    if indicator == Indicator.CONDITIONS:
        return of_conditions
    known, other = (WEEKLY, WEEKLY_ITEM) if rhythm is Rhythm.WEEK else (MONTHLY, ITEM)
    return known.get(Indicator(indicator), other)
