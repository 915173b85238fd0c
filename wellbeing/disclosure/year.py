"""What 52 weeks of figures cost a person at most, whatever the numbers of their cycles were.

Four cycles are 52 weeks, and each of their windows comes out once. 52 weeks that begin inside a
cycle take the end of that one and the beginning of the fifth. While nothing changes that is one
cycle together. It is more where a group goes over from months to weeks: at the end of a cycle its
last month has yet to come out, at the same place of the next its weeks are nearly all out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from wellbeing.disclosure.calendar import CYCLE_WEEKS, MONTHS
from wellbeing.disclosure.parameters import Parameters

CYCLES_A_YEAR = 4


@dataclass(frozen=True)
class Spending:
    """What the figures of one cycle cost a person: by week or month, and on its last day."""

    in_parts: float
    at_the_end: float = 0.0

    @property
    def whole(self) -> float:
        return self.in_parts + self.at_the_end


Cost = Callable[[Parameters], Spending]


@dataclass(frozen=True)
class Year:
    """The most that figures of 52 weeks cost, as rho."""

    # Of 52 weeks that begin with a cycle.
    four_cycles: float
    # Of 52 weeks that begin on any other day, however the rhythm of a group changes meanwhile.
    any_day: float


def costliest(past: Sequence[Parameters], ahead: Sequence[Parameters], cost: Cost) -> Year:
    """Return the most of all years that hold the newest cycle or come after it.

    `past` are the cycles so far, the oldest first. `ahead` are those to come, as far as they are
    agreed: what the last of them brings holds from then on.
    """
    so_far, to_come = [*map(cost, past)], [*map(cost, ahead)]
    to_come += to_come[-1:] * CYCLES_A_YEAR
    costs = [*so_far[-CYCLES_A_YEAR - 1 :], *to_come]
    four = max(map(_whole, _runs([*so_far[-CYCLES_A_YEAR:], *to_come], CYCLES_A_YEAR)))
    split = max(
        _whole(run[1:-1]) + (run[0].in_parts * ends + run[0].at_the_end) + run[-1].in_parts * begins
        for run in _runs(costs, CYCLES_A_YEAR + 1)
        for ends, begins in _splits()
    )
    return Year(four, max(four, split))


def _whole(costs: Sequence[Spending]) -> float:
    return sum(one.whole for one in costs)


def _runs(costs: Sequence[Spending], length: int) -> Iterator[Sequence[Spending]]:
    return (costs[first : first + length] for first in range(len(costs) - length + 1))


def _splits() -> Iterator[tuple[float, float]]:
    """For each week: how much of a cycle comes out after it, and up to it, at the most.

    A group's figures come out week by week, or month by month.
    """
    ends = tuple(accumulate(MONTHS))
    for week in range(1, CYCLE_WEEKS):
        months = sum(end <= week for end in ends) / len(MONTHS)
        weeks = week / CYCLE_WEEKS
        yield 1 - min(months, weeks), max(months, weeks)
