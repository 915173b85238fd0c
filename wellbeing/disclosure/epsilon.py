"""Says a budget as epsilon and delta, the form in which other guarantees are usually given."""

import math
from collections.abc import Callable

DELTA = 1e-6
# Orders of the divergence that are tried, as powers of e above 1; the best lies well within.
LEAST_POWER, MOST_POWER = -12.0, 12.0
MOST_EPSILON = 100.0
NARROW = 1e-9
GOLDEN = (math.sqrt(5) - 1) / 2


def epsilon_of_gaussian(rho: float, delta: float = DELTA) -> float:
    """Return the epsilon of Gaussian noises that together cost rho: together they are as one.

    Of Balle and Wang, "Improving the Gaussian mechanism", 2018. Ours is the discrete Gaussian,
    which the continuous one stands for: its noise is many whole numbers wide.
    """
    apart = math.sqrt(2 * rho)

    def leaks(epsilon: float) -> float:
        near, far = apart / 2 - epsilon / apart, -apart / 2 - epsilon / apart
        return _below(near) - math.exp(epsilon) * _below(far)

    low, high = 0.0, MOST_EPSILON
    while high - low > NARROW:
        middle = (low + high) / 2
        low, high = (middle, high) if leaks(middle) > delta else (low, middle)
    return high


def epsilon_of(rho: float, delta: float = DELTA) -> float:
    """Return the epsilon that follows from rho alone, whatever the noise: somewhat more.

    Of Canonne, Kamath and Steinke, "The discrete Gaussian for differential privacy", 2020.
    """

    def at(power: float) -> float:
        above = math.exp(power)
        order = 1 + above
        spread = order * math.log1p(-1 / order) - math.log(above)
        return order * rho + (spread - math.log(delta)) / above

    return max(0.0, _least(at))


def _below(bound: float) -> float:
    """Return how much of a standard normal distribution lies below a bound, exact in its tails."""
    return math.erfc(-bound / math.sqrt(2)) / 2


def _least(of: Callable[[float], float]) -> float:
    """Return the lowest value of a function that falls and then rises."""
    low, high = LEAST_POWER, MOST_POWER
    while high - low > NARROW:
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        low, high = (low, right) if of(left) < of(right) else (left, high)
    return of((low + high) / 2)
