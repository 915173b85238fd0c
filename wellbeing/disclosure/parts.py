"""What a unit is read from: its teams and pools with values of their own, and everybody else in it."""

from collections.abc import Iterable, Sequence

from wellbeing.disclosure import observing
from wellbeing.disclosure.book import Book
from wellbeing.disclosure.lineage import team_cells
from wellbeing.disclosure.model import (
    SERVICE_VARIANCE,
    SHARED_DRIFT,
    Group,
    Observation,
    Series,
)
from wellbeing.disclosure.plan import CyclePlan, UnitPlan

# The people of a unit who belong to no team that tells anything.
REST = "the rest"
# How far it leans stands in the weights.
LEAN = Series(steady=1.0, drift=0.0, is_level=False)


class Parts:
    """One unit and one indicator: all values to be read together, and the series behind them."""

    def __init__(self, book: Book, key: str, indicator: str) -> None:
        """Find the values of the unit and of the teams and pools directly under it."""
        telling = book.tell(indicator)
        self.own = telling.of_units.get(key, ())
        self.teams = telling.under.get(key, ())
        self._book = book
        self._key = key
        self._series: dict[str, int] = {}
        for one in sorted(self.teams, key=lambda one: one.at.week):
            self._add(book.series_of(one), one.people)
        # Every value of these teams, whichever unit they were under then.
        self.behind = tuple(
            one for series in self._series for one in telling.of_series.get(series, ())
        )
        self._above = telling.of_organisation

    def _add(self, series: str, people: int) -> None:
        while series:
            self._series[series] = people
            series = self._book.lineage.began[series][1]

    def shares(self, cycle: int) -> dict[str, float]:
        """Return each part's share of the unit's people in a cycle."""
        plan = self._book.by_cycle[cycle]
        whole = plan.by_key[self._key].people
        shares = {
            self._book.lineage.series[cycle, cell.unit_key]: cell.people / whole
            for cell in team_cells(plan)
            if cell.above == self._key
        }
        shares = {series: share for series, share in shares.items() if series in self._series}
        left = 1 - sum(shares.values())
        return shares | {REST: left} if left * whole >= 0.5 else shares

    def observations(self) -> tuple[Observation, ...]:
        """Say what each value tells: of these teams, of the unit, and of the whole organisation."""
        lineage = self._book.lineage
        teams = [observing.team(one, self._book.series_of(one), lineage) for one in self.behind]
        own = [observing.level(one, self.shares(one.cycle)) for one in self.own]
        above = [observing.whole(one) for one in self._above if one.unit_key != self._key]
        return (*teams, *own, *above)

    def group(self) -> Group:
        """Return the series, and what leans each unit's values; no figure is about the latter."""
        levels = self._levels()
        leaning = (*self.behind, *self.own, *self._above)
        leans = {observing.lean_of(one)[0]: LEAN for one in leaning if one.lean}
        return Group({**levels.series, **leans}, levels.common)

    def _levels(self) -> Group:
        series = {key: Series.of_team(people) for key, people in self._series.items()}
        plans = [plan for plan in self._book.plans if self._key in plan.by_key]
        if not plans:
            return Group(series)
        plan = max(plans, key=lambda plan: plan.cycle)
        if not series:
            return Group({REST: _whole(plan, self._key)}, common=0.0)
        silent = [
            cell
            for cell in team_cells(plan)
            if cell.above == self._key
            and self._book.lineage.series[plan.cycle, cell.unit_key] not in self._series
        ]
        people = plan.by_key[self._key].people - sum(
            cell.people
            for cell in team_cells(plan)
            if cell.above == self._key and cell not in silent
        )
        return Group(series | {REST: _together(silent, max(1, people))})


def _together(cells: Sequence[UnitPlan], people: int) -> Series:
    """Read so many people as one: the teams among them vary each by itself, the others as one."""
    loose = max(0, people - sum(cell.people for cell in cells))
    sizes = [cell.people for cell in cells] + ([loose] if loose else [])
    shares = [size / sum(sizes) for size in sizes]
    return Series(
        steady=sum(
            share**2 * Series.of_team(size).steady
            for share, size in zip(shares, sizes, strict=True)
        ),
        drift=sum(share**2 for share in shares),
    )


def _whole(plan: CyclePlan, key: str) -> Series:
    """A unit whose parts are read elsewhere: as steady as its parts together, and a shared drift."""
    people = plan.by_key[key].people
    cells = [cell for cell in team_cells(plan) if _is_under(plan, cell, key)]
    services: dict[str, float] = {}
    for cell in cells:
        services[cell.above] = services.get(cell.above, 0.0) + cell.people / people
    parts = _together(cells, people)
    steady = parts.steady + SERVICE_VARIANCE * _sum_of_squares(services.values())
    return Series(steady, parts.drift + SHARED_DRIFT)


def _is_under(plan: CyclePlan, cell: UnitPlan, key: str) -> bool:
    return any(one.unit_key == key for one in plan.cells_of(cell.unit_key))


def _sum_of_squares(numbers: Iterable[float]) -> float:
    return sum(number**2 for number in numbers)
