"""The Gaussian model behind the reader: how levels vary, and what a published number says of them.

All constants are those of the measured study. They decide how well a figure is read, never how
well a person is protected.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# Before its first figures an organisation is taken to be in the middle, give or take.
USUAL_LEVEL = 2.0
USUAL_VARIANCE = 0.6**2
SERVICE_VARIANCE = 0.20**2
TEAM_VARIANCE = 0.30**2
PERSON_VARIANCE = 0.70**2
DRIFT_VARIANCE = 0.30**2
DRIFT_MONTHS = 6.0
# The middle 80 % of a normal distribution, widened until it held 80 % in simulations.
RANGE_WIDTH = 1.28 * 1.1

# A series in a month, months counted as `Window.index` does.
Node = tuple[str, int]


@dataclass(frozen=True)
class Series:
    """Something that has a level in every month: how much of it stays, and how much drifts."""

    steady: float
    drift: float

    @classmethod
    def of_team(cls, people: int) -> "Series":
        return cls(TEAM_VARIANCE + PERSON_VARIANCE / people, DRIFT_VARIANCE)


@dataclass(frozen=True)
class Observation:
    """One published number: a weighted sum of levels, plus noise."""

    month: int
    value: float
    variance: float
    weights: Mapping[Node, float]
    # The weight of the organisation's own mean.
    of_mean: float = 0.0


@dataclass(frozen=True)
class Target:
    """A level to be read as of one month: one series, or several weighted by their people."""

    month: int
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Reading:
    """A level as read from published numbers: an estimate, and a range that holds it 4 times in 5."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True)
class Group:
    """Series that share a part of their level beyond the organisation's mean."""

    series: Mapping[str, Series]
    common: float = SERVICE_VARIANCE

    def covariance(self, nodes: Sequence[Node]) -> Numbers:
        """Return how the levels at these nodes vary together around the organisation's mean."""
        months = np.array([month for _, month in nodes], dtype=float)
        numbered = {key: number for number, key in enumerate(self.series)}
        own = np.array([numbered[key] for key, _ in nodes])
        steady = np.array([self.series[key].steady for key, _ in nodes])
        drift = np.array([self.series[key].drift for key, _ in nodes])
        fading = np.exp(-np.abs(months[:, None] - months[None, :]) / DRIFT_MONTHS)
        same = own[:, None] == own[None, :]
        return np.asarray(self.common + same * (steady + drift * fading), dtype=float)


def read(
    group: Group, observations: Iterable[Observation], targets: Sequence[Target]
) -> tuple[Reading, ...]:
    """Estimate each target from what was published up to its month, and nothing later.

    A triangular factor's leading part belongs to the leading observations, so one solve serves
    every month.
    """
    seen = sorted(observations, key=lambda observation: observation.month)
    asked = [{(key, target.month): w for key, w in target.weights.items()} for target in targets]
    nodes = sorted(
        {node for weights in [*(one.weights for one in seen), *asked] for node in weights}
    )
    seen_weights = _matrix([one.weights for one in seen], nodes)
    asked_weights = _matrix(asked, nodes)
    of_mean = seen_weights.sum(axis=1) + np.array([one.of_mean for one in seen])
    asked_mean = asked_weights.sum(axis=1)
    varies = group.covariance(nodes)
    noise = np.diag([one.variance for one in seen])
    seen_varies = seen_weights @ varies @ seen_weights.T + _outer(of_mean, of_mean) + noise
    together = seen_weights @ varies @ asked_weights.T + _outer(of_mean, asked_mean)
    asked_varies = asked_weights @ varies @ asked_weights.T + _outer(asked_mean, asked_mean)
    surprise = np.array([one.value for one in seen]) - USUAL_LEVEL * of_mean
    factor = np.linalg.cholesky(seen_varies)
    solved = np.linalg.solve(factor, np.column_stack([together, surprise]))
    months = np.array([one.month for one in seen])
    readings = []
    for number, target in enumerate(targets):
        used = int(np.searchsorted(months, target.month, side="right"))
        part, told = solved[:used, number], solved[:used, -1]
        estimate = USUAL_LEVEL * asked_mean[number] + part @ told
        variance = asked_varies[number, number] - part @ part
        readings.append(_reading(float(estimate), float(variance)))
    return tuple(readings)


def _reading(estimate: float, variance: float) -> Reading:
    reach = RANGE_WIDTH * float(np.sqrt(max(variance, 0.0)))
    return Reading(estimate, estimate - reach, estimate + reach)


def _matrix(rows: Sequence[Mapping[Node, float]], nodes: Sequence[Node]) -> Numbers:
    place = {node: number for number, node in enumerate(nodes)}
    matrix = np.zeros((len(rows), len(nodes)))
    for number, weights in enumerate(rows):
        for node, weight in weights.items():
            matrix[number, place[node]] += weight
    return matrix


def _outer(one: Numbers, other: Numbers) -> Numbers:
    """Return what the unknown mean of the organisation adds to a covariance."""
    return np.asarray(USUAL_VARIANCE * np.outer(one, other), dtype=float)
