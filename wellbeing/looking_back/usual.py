"""What is usual for a person: the range in which at least half of their own answers lie."""

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 4


@dataclass(frozen=True)
class UsualRange:
    """From a lower to an upper value, both among the person's own, and of how many it was made."""

    low: int
    high: int
    of: int


def usual_range(values: Sequence[int], enough: int = ENOUGH) -> UsualRange | None:
    """Return the middle half of the values; None while there are too few to say what is usual.

    Both ends are values that were really given, so that a range of answers can be said in words.
    """
    ordered = sorted(values)
    count = len(ordered)
    if count < max(enough, 1):
        return None
    return UsualRange(ordered[-(-count // 4) - 1], ordered[-(-3 * count // 4) - 1], count)
