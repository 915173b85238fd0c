"""Reads levels from the ledger's numbers: smoothing that looks at nothing but what is published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wellbeing.disclosure import observing
from wellbeing.disclosure.exact import ReleasedCell
from wellbeing.disclosure.lineage import Lineage, team_cells
from wellbeing.disclosure.model import (
    DRIFT_VARIANCE,
    SERVICE_VARIANCE,
    Group,
    Observation,
    Reading,
    Series,
    Target,
    read,
)
from wellbeing.disclosure.parameters import Level
from wellbeing.disclosure.plan import CyclePlan, UnitPlan

# The people of a unit who belong to no cell below it.
REST = "the rest"
# (unit, window index) → reading
Readings = dict[tuple[str, int], Reading]


@dataclass(frozen=True)
class Book:
    """Everything the ledger holds, ready to be read."""

    plans: tuple[CyclePlan, ...]
    cells: tuple[ReleasedCell, ...]

    @cached_property
    def by_cycle(self) -> Mapping[int, CyclePlan]:
        return {plan.cycle: plan for plan in self.plans}

    @cached_property
    def lineage(self) -> Lineage:
        return Lineage.of(self.plans)

    def plan_of(self, cell: ReleasedCell) -> UnitPlan:
        return self.by_cycle[cell.cycle].by_key[cell.unit_key]

    def is_team(self, cell: ReleasedCell) -> bool:
        return self.plan_of(cell).level is Level.TEAM

    def series_of(self, cell: ReleasedCell) -> str:
        return self.lineage.series[cell.cycle, cell.unit_key]


def readings(book: Book, unit_keys: Iterable[str]) -> Readings:
    """Read these units in every month in which they have a number.

    The reading of a month uses what was published up to then, so it never changes afterwards.
    """
    wanted = frozenset(unit_keys)
    groups = set()
    for cell in book.cells:
        if cell.unit_key in wanted:
            groups.add(book.plan_of(cell).above if book.is_team(cell) else cell.unit_key)
    found: Readings = {}
    for key in sorted(groups):
        found |= read_service(book, key)
    return {place: reading for place, reading in found.items() if place[0] in wanted}


def read_service(book: Book, key: str) -> Readings:
    """Read a unit and the teams and pools directly under it, with one linear solve."""
    own = [cell for cell in book.cells if cell.unit_key == key and not book.is_team(cell)]
    teams = [cell for cell in book.cells if book.is_team(cell) and book.plan_of(cell).above == key]
    parts = _Parts(book, key, teams) if teams else _Whole(book, key)
    observations = [
        *parts.pulses(),
        *(observing.level(cell, parts.shares(cell.cycle)) for cell in own),
        *_means(book, key),
    ]
    targets = [
        *(Target(cell.window, {book.series_of(cell): 1.0}) for cell in teams),
        *(Target(cell.window, parts.shares(cell.cycle)) for cell in own),
    ]
    places = [(cell.unit_key, cell.window) for cell in [*teams, *own]]
    return dict(zip(places, read(parts.group(), observations, targets), strict=True))


class _Whole:
    """A unit whose parts are read elsewhere: one series, as steady as its parts together are."""

    def __init__(self, book: Book, key: str) -> None:
        self._plan = max(
            (plan for plan in book.plans if key in plan.by_key), key=lambda plan: plan.cycle
        )
        self._key = key

    def pulses(self) -> Sequence[Observation]:
        return ()

    def shares(self, _cycle: int) -> dict[str, float]:
        return {self._key: 1.0}

    def group(self) -> Group:
        people = self._plan.by_key[self._key].people
        steady = drift = 0.0
        in_services: dict[str, float] = {}
        for cell in team_cells(self._plan):
            if self._key in {one.unit_key for one in self._plan.cells_of(cell.unit_key)}:
                share = cell.people / people
                steady += share**2 * Series.of_team(cell.people).steady
                drift += share**2 * DRIFT_VARIANCE
                in_services[cell.above] = in_services.get(cell.above, 0.0) + share
        steady += SERVICE_VARIANCE * sum(share**2 for share in in_services.values())
        left = max(0.0, 1 - sum(in_services.values()))
        steady += left**2 * Series.of_team(people).steady
        return Group({self._key: Series(steady, drift + left**2 * DRIFT_VARIANCE)}, common=0.0)


class _Parts:
    """A unit read together with the teams and pools directly under it."""

    def __init__(self, book: Book, key: str, teams: Sequence[ReleasedCell]) -> None:
        self._book = book
        self._key = key
        self._series: dict[str, int] = {}
        for cell in sorted(teams, key=lambda cell: cell.window):
            self._add(book.series_of(cell), cell.people)

    def _add(self, series: str, people: int) -> None:
        while series:
            self._series[series] = people
            series = self._book.lineage.began[series][1]

    def pulses(self) -> Sequence[Observation]:
        """Take every number of these teams, whichever unit they were under at the time."""
        return [
            observing.pulse(cell, self._book.series_of(cell), self._book.lineage)
            for cell in self._book.cells
            if self._book.is_team(cell) and self._book.series_of(cell) in self._series
        ]

    def shares(self, cycle: int) -> dict[str, float]:
        """Return each part's share of the unit's people in a cycle."""
        plan = self._book.by_cycle[cycle]
        whole = plan.by_key[self._key].people
        shares = {
            self._book.lineage.series[cycle, cell.unit_key]: cell.people / whole
            for cell in team_cells(plan)
            if cell.above == self._key
        }
        left = 1 - sum(shares.values())
        return shares | {REST: left} if left * whole >= 0.5 else shares

    def group(self) -> Group:
        plans = [plan.by_key.get(self._key) for plan in self._book.plans]
        people = max((plan.people for plan in plans if plan), default=1)
        series = {key: Series.of_team(size) for key, size in self._series.items()}
        return Group(series | {REST: Series.of_team(people)})


def _means(book: Book, key: str) -> list[Observation]:
    """Take the organisation's own numbers as what is known of its mean, for any unit below it."""
    return [
        observing.whole(cell)
        for cell in book.cells
        if cell.unit_key != key and book.plan_of(cell).level is Level.ORGANISATION
    ]
