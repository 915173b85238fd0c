"""The centres: the levels around which everybody's answers are bounded in a cycle."""

import math
from collections.abc import Mapping
from statistics import fmean

from wellbeing.disclosure.book import Book
from wellbeing.disclosure.indicators import Indicator
from wellbeing.disclosure.parameters import Parameters
from wellbeing.disclosure.told import Told

STEP = 0.25
# A centre never comes so near an end of the scale that one side of it has no room.
LOWEST, HIGHEST = 1.0, 3.0


def centre_for(book: Book, cycle: int, parameters: Parameters) -> float:
    """Return the organisation's published mean of the cycle before, to the nearest quarter point.

    In a small organisation that mean is rougher than a quarter point; then the centre stays.
    """
    before = book.by_cycle.get(cycle - 1)
    if before is None:
        return parameters.first_centre
    published = _published(book, cycle - 1, Indicator.CONDITIONS)
    return before.centre if published is None else published


def centres_for(book: Book, cycle: int) -> Mapping[str, float]:
    """Return, by the same rule, the centres of the indicators that the organisation publishes."""
    before = book.by_cycle.get(cycle - 1)
    if before is None:
        return {}
    published = {
        str(indicator): _published(book, cycle - 1, indicator)
        for indicator in Indicator
        if indicator is not Indicator.CONDITIONS
    }
    return dict(before.centres) | {
        indicator: centre for indicator, centre in published.items() if centre is not None
    }


def _published(book: Book, cycle: int, indicator: Indicator) -> float | None:
    """Return an indicator's published mean of a cycle; None where it is too rough or was not out."""
    told = [one for one in book.tell(indicator).of_organisation if one.cycle == cycle]
    if not told or _roughness(told) > STEP:
        return None
    return min(max(round(fmean(one.value for one in told) / STEP) * STEP, LOWEST), HIGHEST)


def _roughness(told: list[Told]) -> float:
    return math.sqrt(sum(one.noise for one in told)) / len(told)
