"""An attacker who knows the method, its constants and other people's exact answers, and counts.

The attacker sees published numbers, takes off what is known, and asks how much likelier the rest is
if the person belongs to one group than to another. Both likelihoods are as good as they get: a
normal one with each group's own mean and covariance, learnt from other made-up people.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import comb, erf, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.attacks.people import Numbers, Whole

# How many in 100 are struggling, as the attacker knows, and how often a claim must be right.
BASE_RATE = 0.13
RIGHT = 0.95
# A rule found by trying is believed only if it names at least so many of those it is about.
FEWEST_NAMED = 0.01
# Hits count as naming when a rule that hits both groups alike would have as many, and no more
# misses, less than once in so many attacks; with no misses at all that is from 20 hits on.
BEYOND_CHANCE = 1e-6
Score = Callable[[Numbers], Numbers]
# Scores of the two groups in, the threshold from which on somebody is named out.
Rule = Callable[[Numbers, Numbers], float]
Chosen = NDArray[np.bool_]
# A line for each person, a column for each number.
Lines = NDArray[Any]


@dataclass(frozen=True)
class Groups:
    """The same numbers for people of whom the secret is true, and for others."""

    true: Lines
    false: Lines

    def only(self, columns: Chosen) -> "Groups":
        return Groups(self.true[:, columns], self.false[:, columns])

    def noisy(self, noise: Whole) -> "Groups":
        """Return every person as often as there is noise for, half of it for either group."""
        here, there = np.array_split(noise, 2)
        return Groups(_spread(self.true, len(here)) + here, _spread(self.false, len(there)) + there)


def _spread(people: Lines, trials: int) -> Lines:
    """Give every person an equal share of the trials, side by side."""
    return np.asarray(people[np.arange(trials) * len(people) // trials])


@dataclass(frozen=True)
class Outcome:
    """How well an attack told two groups apart."""

    # Best share of the true that a rule finds, less its share of false alarms.
    advantage: float
    # One standard error of the advantage.
    error: float
    # Share of the true whom a rule names that is right 95 times in 100.
    named: float
    trials: int

    @property
    def right_of_100(self) -> float:
        """How often of 100 the best guess is right when both are equally likely."""
        return 50 + 50 * self.advantage


@dataclass(frozen=True)
class Normal:
    """How likely numbers are for people of one group."""

    mean: Numbers
    covariance: Numbers

    @classmethod
    def of(cls, numbers: Numbers, noise: Numbers) -> "Normal":
        """Learn from numbers without noise, and add what the noise is known to be."""
        if len(numbers) < 2:
            return cls(numbers.mean(axis=0), np.diag(noise))
        known = np.atleast_2d(np.cov(numbers, rowvar=False))
        # A little more than was seen keeps what hardly varies from counting for everything.
        return cls(numbers.mean(axis=0), known + np.diag(noise + 1e-3))

    @cached_property
    def _factor(self) -> Numbers:
        return np.asarray(np.linalg.cholesky(self.covariance))

    def log_likelihood(self, seen: Numbers) -> Numbers:
        steps = np.linalg.solve(self._factor, (seen - self.mean).T)
        return np.asarray(-(steps**2).sum(axis=0) / 2 - np.log(np.diag(self._factor)).sum())


def likelihood_ratio(learnt: Groups, noise: Numbers) -> Score:
    """Return how many times likelier numbers are if the secret is true, as a logarithm."""
    true, false = Normal.of(learnt.true, noise), Normal.of(learnt.false, noise)
    return lambda seen: true.log_likelihood(seen) - false.log_likelihood(seen)


def told_apart(learnt: Groups, attacked: Groups, noise: Whole, sigma: Numbers) -> Outcome:
    """Learn from some people, then attack others through the noise."""
    score = likelihood_ratio(learnt, sigma**2)
    seen = attacked.noisy(noise)
    return outcome(score(seen.true), score(seen.false), sure_from_likelihood)


def outcome(true: Numbers, false: Numbers, sure: Rule) -> Outcome:
    """Choose rules on half of the people and count on the other half, so that luck is not skill."""
    chosen = np.array_split(true, 2)[0], np.array_split(false, 2)[0]
    counted = np.array_split(true, 2)[1], np.array_split(false, 2)[1]
    best = _best_threshold(*chosen)
    hits, alarms = (float(np.mean(one >= best)) for one in counted)
    spread = hits * (1 - hits) / len(counted[0]) + alarms * (1 - alarms) / len(counted[1])
    return Outcome(
        advantage=hits - alarms,
        error=float(np.sqrt(spread)),
        named=_named(*counted, sure(*chosen)),
        trials=len(true) + len(false),
    )


def sure_by_trying(true: Numbers, false: Numbers) -> float:
    """Return the lowest threshold above which claims were right often enough; infinity if none."""
    thresholds, hits, alarms = _shares(true, false)
    right = BASE_RATE * hits >= RIGHT * (BASE_RATE * hits + (1 - BASE_RATE) * alarms)
    return float(min(thresholds[right & (hits >= FEWEST_NAMED)], default=np.inf))


def sure_from_likelihood(true: Numbers, false: Numbers) -> float:
    """Return the lowest threshold at which the attacker's own reckoning is sure enough."""
    ratios = np.concatenate([true, false])
    share = np.repeat(
        [BASE_RATE / len(true), (1 - BASE_RATE) / len(false)], [len(true), len(false)]
    )
    order = np.argsort(-ratios)
    odds = np.exp(np.minimum(ratios[order], 50)) * BASE_RATE / (1 - BASE_RATE)
    believed = np.cumsum(share[order] * odds / (1 + odds)) / np.cumsum(share[order])
    return float(min(ratios[order][believed >= RIGHT], default=np.inf))


def _named(true: Numbers, false: Numbers, sure: float) -> float:
    """Return the share named; 0 when the claims are not right often enough, or few enough for chance."""
    hits, wrong = int(np.sum(true >= sure)), int(np.sum(false >= sure))
    if not hits:
        return 0.0
    # Two standard errors in the attacker's favour.
    alarms = (1 - BASE_RATE) * max(0.0, wrong - 2 * float(np.sqrt(wrong))) / len(false)
    found = BASE_RATE * hits / len(true)
    is_right = found >= RIGHT * (found + alarms)
    return hits / len(true) if is_right and by_chance(hits, wrong) < BEYOND_CHANCE else 0.0


def by_chance(hits: int, wrong: int) -> float:
    """Return how likely so many hits of all claims are if each is as good as the toss of a coin."""
    claims = hits + wrong
    return float(sum(comb(claims, more) for more in range(hits, claims + 1)) / 2**claims)


def fewest_named(claims_on: int) -> float:
    """Return the least share that counts as named among so many, when no claim is wrong."""
    hits = next(hits for hits in range(1, 100) if by_chance(hits, 0) < BEYOND_CHANCE)
    return hits / claims_on


def _shares(true: Numbers, false: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return every threshold, and what share of either group is at or above it."""
    thresholds = np.unique(np.concatenate([true, false]))
    hits = 1 - np.searchsorted(np.sort(true), thresholds, side="left") / len(true)
    alarms = 1 - np.searchsorted(np.sort(false), thresholds, side="left") / len(false)
    return thresholds, hits, alarms


def _best_threshold(true: Numbers, false: Numbers) -> float:
    thresholds, hits, alarms = _shares(true, false)
    return float(thresholds[np.argmax(hits - alarms)])


def ceiling(rho: float) -> float:
    """Return the advantage that no attack whatever can exceed, from the budget alone."""
    return _normal_below(np.sqrt(2 * rho) / 2) - _normal_below(-np.sqrt(2 * rho) / 2)


def named_ceiling(rho: float) -> float:
    """Return the share whom the best rule names between two histories that spend a whole budget."""
    apart = float(np.sqrt(2 * rho))
    thresholds: NDArray[np.float64] = np.linspace(-3, 9, 120_001)
    hits = np.array([_normal_below(apart / 2 - one) for one in thresholds])
    alarms = np.array([_normal_below(-apart / 2 - one) for one in thresholds])
    right = BASE_RATE * hits >= RIGHT * (BASE_RATE * hits + (1 - BASE_RATE) * alarms)
    return float(max(hits[right], default=0.0))


def _normal_below(value: float) -> float:
    return 0.5 * (1 + erf(value / sqrt(2)))
