"""The Gaussian model behind the reader: how levels vary, and what published numbers say of them.

All constants are those of the measured study (amendment 4a), except where a comment says that they
are ours. They decide how well a figure is read, never how well a person is protected.
"""

from collections.abc import Iterator, Mapping, Sequence
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
# Triangles of so many rows are inverted at once.
SMALL = 64

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
    """One published value: a weighted sum of levels, plus noise; it came out in its turn."""

    turn: int
    value: float
    variance: float
    weights: Mapping[Node, float]
    # The weight of the organisation's own mean.
    of_mean: float = 0.0


@dataclass(frozen=True)
class Target:
    """A level to be read as of a turn: of one series, or of several weighted by their people."""

    turn: int
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

    def covariance(self, rows: Sequence[Node], columns: Sequence[Node], drift: Drift) -> Numbers:
        """Return how levels at these nodes vary with those around the organisation's mean."""
        numbered = {key: number for number, key in enumerate(self.series)}

        def times(nodes: Sequence[Node]) -> Numbers:
            return np.array([time for _, time in nodes], dtype=float)

        def whose(nodes: Sequence[Node]) -> Numbers:
            return np.array([numbered[key] for key, _ in nodes], dtype=float)

        steady = np.array([self.series[key].steady for key, _ in rows], dtype=float)
        wander = np.array([self.series[key].drift for key, _ in rows], dtype=float) * drift.variance
        fading = np.exp(-np.abs(times(rows)[:, None] - times(columns)[None, :]) / drift.months)
        same = whose(rows)[:, None] == whose(columns)[None, :]
        common = self.common * np.outer(self.are_levels(rows), self.are_levels(columns))
        return np.asarray(common + same * (steady[:, None] + wander[:, None] * fading), dtype=float)

    def are_levels(self, nodes: Sequence[Node]) -> Numbers:
        return np.array([self.series[key].is_level for key, _ in nodes], dtype=float)


class Solved:
    """Published values with the inverse of their triangular factor, one window after the other.

    What it holds after a window is worked out from that window and those before, so nothing that
    comes out later can change an answer, not even in its last bit: that is why the factor grows.
    """

    def __init__(self, group: Group, drift: Drift) -> None:
        """Know nothing yet."""
        self.nodes: list[Node] = []
        self.weights = np.zeros((0, 0))
        self.of_mean = np.zeros(0)
        self.told = np.zeros(0)
        self._group, self._drift = group, drift
        self._inverse = np.zeros((0, 0))

    def add(self, seen: Sequence[Observation]) -> None:
        """Take in what came out together."""
        about = sorted({node for one in seen for node in one.weights})
        self._make_room(about)
        values = matrix([one.weights for one in seen], about)
        rows = matrix([one.weights for one in seen], self.nodes)
        of_mean = values @ self._group.are_levels(about)
        of_mean = of_mean + np.array([one.of_mean for one in seen])
        with_levels = values @ self._group.covariance(about, self.nodes, self._drift)
        before = with_levels @ self.weights.T + USUAL_VARIANCE * np.outer(of_mean, self.of_mean)
        varies = with_levels @ rows.T + USUAL_VARIANCE * np.outer(of_mean, of_mean)
        varies += np.diag([one.variance for one in seen])
        known = before @ self._inverse.T
        own = _inverse(np.asarray(np.linalg.cholesky(varies - known @ known.T), dtype=float))
        surprise = np.array([one.value for one in seen]) - USUAL_LEVEL * of_mean
        self.told = np.concatenate([self.told, own @ (surprise - known @ self.told)])
        beside = np.zeros((len(self.of_mean), len(seen)))
        self._inverse = np.block([[self._inverse, beside], [-own @ known @ self._inverse, own]])
        self.weights = np.vstack([self.weights, rows])
        self.of_mean = np.concatenate([self.of_mean, of_mean])

    def _make_room(self, nodes: Sequence[Node]) -> None:
        new = sorted(set(nodes).difference(self.nodes))
        self.weights = np.hstack([self.weights, np.zeros((len(self.weights), len(new)))])
        self.nodes += new

    def solve(self, columns: Numbers) -> Numbers:
        return np.asarray(self._inverse @ columns, dtype=float)

    def with_values(self, nodes: Sequence[Node]) -> Numbers:
        """Return how levels at any nodes vary with the values around the organisation's mean."""
        found = self._group.covariance(nodes, self.nodes, self._drift)
        return np.asarray(found @ self.weights.T, dtype=float)


def _inverse(lower: Numbers) -> Numbers:
    """Invert a lower triangle, half by half."""
    if len(lower) <= SMALL:
        return np.asarray(np.linalg.inv(lower), dtype=float)
    half = len(lower) // 2
    first, last = _inverse(lower[:half, :half]), _inverse(lower[half:, half:])
    beside = np.zeros((len(first), len(last)))
    return np.block([[first, beside], [-last @ lower[half:, :half] @ first, last]])


def in_turn(
    solved: Solved, observations: Sequence[Observation], asked: Sequence[int]
) -> Iterator[list[int]]:
    """Add all values turn by turn, and stop at each turn at which something is asked.

    Gives the places, among all that is asked, of what is to be answered then. What came out before
    the first question is added together.
    """
    first = min(asked, default=0)
    seen: dict[int, list[Observation]] = {turn: [] for turn in (first - 1, *asked)}
    for one in observations:
        seen.setdefault(max(one.turn, first - 1), []).append(one)
    for turn in sorted(seen):
        if seen[turn]:
            solved.add(seen[turn])
        if now := [place for place, when in enumerate(asked) if when == turn]:
            yield now


def read(
    group: Group, observations: Sequence[Observation], targets: Sequence[Target]
) -> tuple[Reading, ...]:
    """Estimate each target from what was published up to its turn, and nothing later."""
    solved = Solved(group, LEVELS)
    found: dict[int, Reading] = {}
    for now in in_turn(solved, observations, [target.turn for target in targets]):
        readings = _read(group, solved, [targets[place].weights for place in now])
        found |= zip(now, readings, strict=True)
    return tuple(found[place] for place in range(len(targets)))


def _read(group: Group, solved: Solved, asked: Sequence[Mapping[Node, float]]) -> Iterator[Reading]:
    nodes = sorted({node for one in asked for node in one})
    weights = matrix(asked, nodes)
    mean = weights.sum(axis=1)
    with_values = weights @ solved.with_values(nodes) + USUAL_VARIANCE * np.outer(
        mean, solved.of_mean
    )
    together = solved.solve(with_values.T)
    levels = group.covariance(nodes, nodes, LEVELS)
    variances = ((weights @ levels) * weights).sum(axis=1) + USUAL_VARIANCE * mean**2
    for number in range(len(asked)):
        part = together[:, number]
        estimate = USUAL_LEVEL * mean[number] + part @ solved.told
        yield _reading(float(estimate), float(variances[number] - part @ part))


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
