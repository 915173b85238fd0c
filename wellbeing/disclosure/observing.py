"""What each published value says of the levels behind it, as the reader's model needs it."""

from collections.abc import Mapping
from dataclasses import replace

from wellbeing.disclosure.lineage import Lineage
from wellbeing.disclosure.model import Node, Observation
from wellbeing.disclosure.told import Told

# The 26 weeks before, of which a pulse takes off a part.
PAST_MONTHS = 6


def level(told: Told, shares: Mapping[str, float]) -> Observation:
    """Read a unit's value as the mean of its parts, weighted by their people."""
    weights = {(key, told.at.time): share for key, share in shares.items()}
    return _observation(told, weights)


def whole(told: Told) -> Observation:
    """Read the organisation's value as its own mean, for a reader of one of its parts."""
    return replace(_observation(told, {}), of_mean=1.0)


def team(told: Told, series: str, lineage: Lineage) -> Observation:
    """Read a team's value as its level then, less what its people's own past explains."""
    month = told.at.time
    weights: dict[Node, float] = {(series, month): 1.0}
    if told.past:
        for before in range(int(month) - PAST_MONTHS, int(month)):
            node = (lineage.at(series, before), float(before))
            weights[node] = weights.get(node, 0.0) - told.past / PAST_MONTHS
    return _observation(told, weights)


def lean_of(told: Told) -> Node:
    """Name what is wrong in all of a unit's values around the same centres."""
    return (f"lean of {told.unit_key} around {told.centres}", 0.0)


def _observation(told: Told, weights: Mapping[Node, float]) -> Observation:
    lean = {lean_of(told): told.lean} if told.lean else {}
    return Observation(told.at.turn, told.value, told.noise + told.scatter, {**weights, **lean})
