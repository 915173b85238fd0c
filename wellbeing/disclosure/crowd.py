"""Some people's own weeks around a window, as the sums take them in: many people at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wellbeing.disclosure.indicators import ITEMS, MADE_OF, Indicator
from wellbeing.week import Week

Numbers = NDArray[np.float64]
Answers = NDArray[np.int8]

# The ends of the scale, and of an answer on it.
WORST, BEST = 0.0, 4.0
HIGHEST_ANSWER = 3
NO_ANSWER = -1


@dataclass(frozen=True)
class Crowd:
    """Some people of a cohort, each in a line of their own; what they said is never shown."""

    # Each person's home unit when the cycle began.
    homes: Sequence[str]
    # In order of time, the window's own weeks last.
    weeks: tuple[Week, ...]
    # Indicator → person by week, 0 to 4; not a number where no answer counts. Where nothing looks
    # back, the window's own weeks are enough.
    values: Mapping[str, Numbers] = field(repr=False)
    # Person → their unit in each week of the window, "" for none; who is not named stayed at home.
    was_in: Mapping[int, Mapping[Week, str]] = field(default_factory=dict)
    # Each person's place in `Standing`, where the window has a tally.
    standing: NDArray[np.int64] | None = field(default=None, repr=False)


def values_of(items: Answers, indicator: str) -> Numbers:
    """Return an indicator's values from answers, the ten items in the last dimension.

    Skipped, usual and not-needed answers are no answer, never a middling one.
    """
    found = Indicator(indicator)
    if found in MADE_OF:
        return _mean([values_of(items, part) for part in MADE_OF[found]])
    answers = items[..., ITEMS.index(found)]
    values = np.clip(answers, 0, HIGHEST_ANSWER) * (BEST / HIGHEST_ANSWER)
    return np.where(answers == NO_ANSWER, np.nan, values)


def mean_on_the_scale(values: Numbers) -> tuple[Numbers, NDArray[np.int64]]:
    """Return each person's mean over the weeks they answered, and how many these are.

    Whatever a record holds, no value counts beyond the ends of the scale.
    """
    given = ~np.isnan(values)
    total = np.where(given, np.clip(values, WORST, BEST), 0.0).sum(axis=1)
    weeks = given.sum(axis=1)
    return total / np.maximum(weeks, 1), weeks


def _mean(parts: Sequence[Numbers]) -> Numbers:
    """Return the mean of those that have an answer."""
    total = np.zeros_like(parts[0])
    given = np.zeros_like(parts[0])
    for part in parts:
        answered = ~np.isnan(part)
        total += np.where(answered, part, 0.0)
        given += answered
    return np.where(given > 0, total / np.maximum(given, 1), np.nan)
