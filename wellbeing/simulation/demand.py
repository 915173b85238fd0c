"""Counts what a policy leads to among made-up people: who asks to talk, and where support begins."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from wellbeing.simulation.life import Life
from wellbeing.simulation.organisation import found
from wellbeing.simulation.rehearsal import TALK_WITHIN, Block, lived
from wellbeing.simulation.tales import Tales
from wellbeing.stepped_care import Placement, Policy, Step, WeekInput, place

# Of so many weeks in a row the busiest are told beside the usual ones.
BUSY_WEEKS = 4
A_THOUSAND = 1000


@dataclass(frozen=True)
class Rates:
    """How many of 1000 people, in one week: a usual one, and the mean of the busiest four in a row."""

    asking: float
    # Asked, or were newly offered support without asking.
    offered: float
    offered_busy: float
    suggested: float
    suggested_busy: float


@dataclass
class Demand:
    """What was counted, by the number of the week; counts of different people add up."""

    people: int = 0
    weeks: int = 0
    asking: Counter[int] = field(default_factory=Counter)
    offered: Counter[int] = field(default_factory=Counter)
    suggested: Counter[int] = field(default_factory=Counter)

    def add(self, other: "Demand") -> None:
        self.people += other.people
        self.weeks = max(self.weeks, other.weeks)
        for name in ("asking", "offered", "suggested"):
            getattr(self, name).update(getattr(other, name))

    def rates(self) -> Rates:
        usual, busy = self._usual, self._busy
        return Rates(
            usual(self.asking),
            usual(self.offered),
            busy(self.offered),
            usual(self.suggested),
            busy(self.suggested),
        )

    def _usual(self, counted: Counter[int]) -> float:
        return round(counted.total() / self.weeks / self.people * A_THOUSAND, 2)

    def _busy(self, counted: Counter[int]) -> float:
        runs = (
            sum(counted[week + each] for each in range(BUSY_WEEKS))
            for week in range(self.weeks - BUSY_WEEKS + 1)
        )
        return round(max(runs) / BUSY_WEEKS / self.people * A_THOUSAND, 2)


def demand_of(block: Block, policy: Policy) -> Demand:
    """Let some made-up people live under a policy, and count what begins in each week."""
    demand = Demand(weeks=block.weeks)
    tales = Tales(block.seed, block.weeks)
    for person in found(block.people, block.seed).staff:
        life = Life(block.seed, person.work_email)
        inputs = [given for given, _ in lived(life, tales, person.team, block.weeks)]
        _count(demand, inputs, place(inputs, policy))
    return demand


def total(counted: Iterable[Demand]) -> Demand:
    found_all = Demand()
    for one in counted:
        found_all.add(one)
    return found_all


def _count(demand: Demand, inputs: Sequence[WeekInput], placements: Sequence[Placement]) -> None:
    demand.people += 1
    asking = set(_new_wishes(inputs))
    demand.asking.update(asking)
    demand.offered.update(asking.union(_beginnings(placements)))
    suggested = [False, *(one.formal_suggested for one in placements)]
    begun = (now and not before for before, now in pairwise(suggested))
    demand.suggested.update(number for number, is_new in enumerate(begun) if is_new)


def _new_wishes(inputs: Sequence[WeekInput]) -> Iterator[int]:
    """Give the weeks in which somebody asks to talk who has not asked in the weeks just before."""
    last = -TALK_WITHIN - 1
    for number, given in enumerate(inputs):
        if given.check_in is not None and given.check_in.asks_to_talk:
            if number - last > TALK_WITHIN:
                yield number
            last = number


def _beginnings(placements: Sequence[Placement]) -> Iterator[int]:
    """Give the numbers of the weeks in which a step above prevention begins."""
    before = Step.PREVENTION
    for number, one in enumerate(placements):
        step = one.step or before
        if before is Step.PREVENTION and step is not Step.PREVENTION:
            yield number
        before = step
