"""What each published number says of the levels behind it, as the reader's model needs it."""

from wellbeing.disclosure.exact import ReleasedCell
from wellbeing.disclosure.lineage import Lineage
from wellbeing.disclosure.menus import Kind
from wellbeing.disclosure.model import Node, Observation
from wellbeing.disclosure.parameters import BOUND

# As measured, for a month bounded and rounded person by person: the slope of the number against
# the level, what is taken off for the own past, and the variance that each person adds.
LEVEL_SLOPE, LEVEL_SCATTER = 0.79, 0.20**2
FIRST_SLOPE, FIRST_SCATTER = 0.475, 0.18**2
PULSE_SLOPE, PULSE_PAST, PULSE_SCATTER = 0.472, 0.385, 0.112**2
PAST_MONTHS = 6


def level(cell: ReleasedCell, shares: dict[str, float]) -> Observation:
    """Read a unit's number as the mean of its parts, weighted by their people."""
    weights = {(key, cell.window): LEVEL_SLOPE * share for key, share in shares.items()}
    return Observation(
        month=cell.window,
        value=in_points(cell) + LEVEL_SLOPE * cell.centre,
        variance=noise_variance(cell) + LEVEL_SCATTER / cell.people,
        weights=weights,
    )


def whole(cell: ReleasedCell) -> Observation:
    """Read the organisation's number as its own mean, for a reader of one of its parts."""
    read = level(cell, {})
    return Observation(read.month, read.value, read.variance, {}, of_mean=LEVEL_SLOPE)


def pulse(cell: ReleasedCell, series: str, lineage: Lineage) -> Observation:
    """Read a team's number as its level now, less what its people's own past explains."""
    if cell.kind is Kind.FIRST_PULSE:
        return Observation(
            month=cell.window,
            value=in_points(cell) + FIRST_SLOPE * cell.centre,
            variance=noise_variance(cell) + FIRST_SCATTER / cell.people,
            weights={(series, cell.window): FIRST_SLOPE},
        )
    past: dict[Node, float] = {
        (lineage.at(series, month), month): -PULSE_PAST / PAST_MONTHS
        for month in range(cell.window - PAST_MONTHS, cell.window)
    }
    return Observation(
        month=cell.window,
        value=in_points(cell) + (PULSE_SLOPE - PULSE_PAST) * cell.centre,
        variance=noise_variance(cell) + PULSE_SCATTER / cell.people,
        weights={(series, cell.window): PULSE_SLOPE, **past},
    )


def in_points(cell: ReleasedCell) -> float:
    return cell.released * _step(cell) / cell.people


def noise_variance(cell: ReleasedCell) -> float:
    return (cell.sigma * _step(cell) / cell.people) ** 2


def _step(cell: ReleasedCell) -> float:
    return cell.clip / BOUND
