"""Ledgers that tell chosen levels almost exactly: numbers as the reader's model expects them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from tests.support.books import plans_of
from wellbeing.disclosure import PER_CYCLE, Book, CyclePlan, Kind, Part, ReleasedCell, UnitPlan
from wellbeing.disclosure.contributions import clip_of
from wellbeing.disclosure.observing import PAST_MONTHS
from wellbeing.disclosure.parameters import BOUND
from wellbeing.disclosure.told import moment_of, scale_of

# (home unit, indicator, month) → level
Level = Callable[[str, str, int], float]


def book_telling(
    services: Mapping[str, Mapping[str, int]], level: Level, cycles: int = 3, sigma: float = 0.5
) -> Book:
    """Return a ledger in which every unit's numbers say its people's mean level, nearly."""
    plans = plans_of(services, cycles)
    return Book(plans, tuple(cell for plan in plans for cell in _cells(plan, level, sigma)))


def _cells(plan: CyclePlan, level: Level, sigma: float) -> Iterator[ReleasedCell]:
    for unit in plan.cells:
        for part in plan.parts(unit):
            if part.kind is Kind.TALLY:
                continue
            each = PER_CYCLE[part.rhythm]
            for window in range((plan.cycle - 1) * each, plan.cycle * each):
                for indicator in part.indicators:
                    blank = _blank(plan, unit, part, (indicator, window), sigma)
                    yield _telling(plan, blank, level)


def _blank(
    plan: CyclePlan, unit: UnitPlan, part: Part, place: tuple[str, int], sigma: float
) -> ReleasedCell:
    return ReleasedCell(
        cycle=plan.cycle,
        window=place[1],
        unit_key=unit.unit_key,
        kind=part.kind,
        people=unit.people,
        centre=plan.centre_of(place[0]),
        clip=clip_of(plan.parameters, part.kind),
        sigma=sigma,
        released=0,
        indicator=place[0],
        rhythm=part.rhythm,
    )


def _telling(plan: CyclePlan, cell: ReleasedCell, level: Level) -> ReleasedCell:
    homes = [
        unit
        for unit in plan.units
        if unit.level == "team"
        and unit.people
        and not unit.unit_key.startswith("pool-")
        and cell.unit_key in {one.unit_key for one in plan.cells_of(unit.unit_key)}
    ]
    month = moment_of(cell.rhythm, cell.window).month

    def mean(at: int) -> float:
        return sum(
            unit.people * (level(unit.unit_key, cell.indicator, at) - cell.centre) for unit in homes
        ) / sum(unit.people for unit in homes)

    scale = scale_of(cell)
    past = sum(mean(at) for at in range(month - PAST_MONTHS, month)) / PAST_MONTHS
    points = scale.slope * mean(month) - scale.past * past
    return replace(cell, released=round(points * cell.people * BOUND / cell.clip))
