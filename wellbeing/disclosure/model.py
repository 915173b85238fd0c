"""The Gaussian model behind the reader: how levels vary, and what published numbers say of them.

All constants are those of the measured study (amendment 4a), except where a comment says that they
are ours. They decide how well a figure is read, never how well a person is protected.
"""

from collections.abc import Mapping, Sequence
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
# The middle 80 % of a normal distribution, widened until it held 80 % in simulations.
RANGE_WIDTH = 1.28 * 1.1

# A series at a time; time counts in months, as `Window.index` does.
Node = tuple[str, float]


@dataclass(frozen=True)
class Drift:
    """How a team's level wanders: how far, and for how many months it is remembered."""

    variance: float
    months: float


# For estimates a level may wander widely; an arrow asks whether a step explains more than small
# ripples do.
LEVELS = Drift(0.30**2, 6.0)
STEPS = Drift(0.10**2, 1.0)
# Ours: what all parts of a unit above services share wanders too, half as far as a team does.
# The study did not say; without it a change in the whole organisation would be averaged away.
SHARED_DRIFT = 0.5**2


@dataclass(frozen=True)
class Series:
    """Something with a level at every time: how much of it stays, and its part of a team's drift."""

    steady: float
    drift: float = 1.0
    # Whether it moves with its group and with the organisation; a lean does not.
    is_level: bool = True

    @classmethod
    def of_team(cls, people: int) -> "Series":
        return cls(TEAM_VARIANCE + PERSON_VARIANCE / people)


@dataclass(frozen=True)
class Observation:
    """One published value: a weighted sum of levels, plus noise; it came out after a week."""

    week: int
    value: float
    variance: float
    weights: Mapping[Node, float]
    # The weight of the organisation's own mean.
    of_mean: float = 0.0


@dataclass(frozen=True)
class Target:
    """A level to be read as of a week: of one series, or of several weighted by their people."""

    week: int
    weights: Mapping[Node, float]


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

    def covariance(self, nodes: Sequence[Node], drift: Drift) -> Numbers:
        """Return how the levels at these nodes vary together around the organisation's mean."""
        times = np.array([time for _, time in nodes], dtype=float)
        numbered = {key: number for number, key in enumerate(self.series)}
        own = np.array([numbered[key] for key, _ in nodes], dtype=int)
        steady = np.array([self.series[key].steady for key, _ in nodes], dtype=float)
        wander = np.array([self.series[key].drift for key, _ in nodes]) * drift.variance
        fading = np.exp(-np.abs(times[:, None] - times[None, :]) / drift.months)
        same = own[:, None] == own[None, :]
        level = self.are_levels(nodes)
        common = self.common * np.outer(level, level)
        return np.asarray(common + same * (steady + wander * fading), dtype=float)

    def are_levels(self, nodes: Sequence[Node]) -> Numbers:
        return np.array([self.series[key].is_level for key, _ in nodes], dtype=float)


class Solved:
    """Published values with their triangular factor, ready for questions as of any week.

    A factor's leading part belongs to the leading values, so one solve serves every month and a
    question never sees what came out after its week.
    """

    def __init__(
        self, group: Group, observations: Sequence[Observation], more: Sequence[Node], drift: Drift
    ) -> None:
        """Take the values in order of time; `more` are nodes that questions will ask about."""
        seen = sorted(observations, key=lambda observation: observation.week)
        self.nodes = sorted({node for one in seen for node in one.weights} | set(more))
        self.weights = matrix([one.weights for one in seen], self.nodes)
        of_levels = self.weights @ group.are_levels(self.nodes)
        self.of_mean = of_levels + np.array([one.of_mean for one in seen])
        self.levels = group.covariance(self.nodes, drift)
        self._weeks = np.array([one.week for one in seen])
        varies = self.weights @ self.levels @ self.weights.T + np.diag(
            [one.variance for one in seen]
        )
        varies += USUAL_VARIANCE * np.outer(self.of_mean, self.of_mean)
        self._factor = np.linalg.cholesky(varies)
        surprise = np.array([one.value for one in seen]) - USUAL_LEVEL * self.of_mean
        self.told = self.solve(surprise)

    def solve(self, columns: Numbers) -> Numbers:
        return np.asarray(np.linalg.solve(self._factor, columns), dtype=float)

    def known_after(self, week: int) -> int:
        """Return how many values were out after a week."""
        return int(np.searchsorted(self._weeks, week, side="right"))


def read(
    group: Group, observations: Sequence[Observation], targets: Sequence[Target]
) -> tuple[Reading, ...]:
    """Estimate each target from what was published up to its week, and nothing later."""
    asked = [target.weights for target in targets]
    solved = Solved(group, observations, [node for one in asked for node in one], LEVELS)
    weights = matrix(asked, solved.nodes)
    mean = weights.sum(axis=1)
    with_levels = solved.weights @ solved.levels @ weights.T
    together = solved.solve(with_levels + USUAL_VARIANCE * np.outer(solved.of_mean, mean))
    variances = ((weights @ solved.levels) * weights).sum(axis=1) + USUAL_VARIANCE * mean**2
    readings = []
    for number, target in enumerate(targets):
        used = solved.known_after(target.week)
        part, told = together[:used, number], solved.told[:used]
        estimate = USUAL_LEVEL * mean[number] + part @ told
        readings.append(_reading(float(estimate), float(variances[number] - part @ part)))
    return tuple(readings)


def matrix(rows: Sequence[Mapping[Node, float]], nodes: Sequence[Node]) -> Numbers:
    """Write weights as a matrix with one column for each node."""
    place = {node: number for number, node in enumerate(nodes)}
    written = np.zeros((len(rows), len(nodes)))
    for number, weights in enumerate(rows):
        for node, weight in weights.items():
            written[number, place[node]] += weight
    return written


def _reading(estimate: float, variance: float) -> Reading:
    reach = RANGE_WIDTH * float(np.sqrt(max(variance, 0.0)))
    return Reading(estimate, estimate - reach, estimate + reach)
