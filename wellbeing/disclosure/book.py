"""What the ledger holds, whole or about some units, in the order in which a reader asks for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from wellbeing.disclosure.calendar import Rhythm, WindowName
from wellbeing.disclosure.exact import ReleasedCell
from wellbeing.disclosure.lineage import Lineage
from wellbeing.disclosure.makeup import Makeup
from wellbeing.disclosure.menus import Kind
from wellbeing.disclosure.parameters import Level
from wellbeing.disclosure.plan import CyclePlan, UnitPlan
from wellbeing.disclosure.told import Told, moment_of, tell


@dataclass(frozen=True)
class Others:
    """What a book about some units must know of all others, so that it reads like the whole one."""

    # The newest window of each rhythm that came out about any unit.
    newest: Mapping[Rhythm, int]
    # (cycle, unit) → the teams under it.
    makeups: Mapping[tuple[int, str], Makeup]


@dataclass(frozen=True)
class Book:
    """All plans and all numbers that were ever published, or those that some units are read from."""

    plans: tuple[CyclePlan, ...]
    cells: tuple[ReleasedCell, ...]
    # None in the whole book.
    others: Others | None = None
    # Windows that never come out, as the ledger notes them.
    closed: frozenset[WindowName] = frozenset()

    @cached_property
    def by_cycle(self) -> Mapping[int, CyclePlan]:
        return {plan.cycle: plan for plan in self.plans}

    @cached_property
    def lineage(self) -> Lineage:
        return Lineage.of(self.plans)

    def until(self, cycle: int) -> "Book":
        """Return the book as it stands at the end of a cycle: later plans and numbers left out."""
        if cycle not in self._until:
            plans = tuple(plan for plan in self.plans if plan.cycle <= cycle)
            cells = tuple(cell for cell in self.cells if cell.cycle <= cycle)
            self._until[cycle] = (
                self
                if len(plans) == len(self.plans)
                else Book(plans, cells, self.others, self.closed)
            )
        return self._until[cycle]

    @cached_property
    def _until(self) -> "dict[int, Book]":
        return {}

    @cached_property
    def newest(self) -> int:
        """Return the last week of which anything came out, counted from 0; -1 before the first."""
        return max((moment_of(*one).week for one in self.newest_of_all.items()), default=-1)

    @cached_property
    def newest_of_all(self) -> Mapping[Rhythm, int]:
        """Give the newest window of each rhythm that came out about any unit."""
        if self.others is not None:
            return self.others.newest
        found: dict[Rhythm, int] = {}
        for (_, rhythm), window in self.newest_windows.items():
            found[rhythm] = max(found.get(rhythm, -1), window)
        return found

    def makeup(self, plan: CyclePlan, key: str) -> Makeup:
        """Return what a unit is made of in a plan of this book."""
        if self.others is not None:
            return self.others.makeups[plan.cycle, key]
        return Makeup.of(plan, key)

    @cached_property
    def tallies(self) -> Mapping[tuple[str, int], tuple[ReleasedCell, ...]]:
        """Give the counts of steps: (unit, cycle) → one number for each standing."""
        found: dict[tuple[str, int], tuple[ReleasedCell, ...]] = {}
        for cell in self.cells:
            if cell.kind is Kind.TALLY:
                place = (cell.unit_key, cell.cycle)
                found[place] = (*found.get(place, ()), cell)
        return found

    @cached_property
    def newest_windows(self) -> Mapping[tuple[str, Rhythm], int]:
        """Give the newest window that came out: (unit, rhythm) → its running number."""
        found: dict[tuple[str, Rhythm], int] = {}
        for cell in self.cells:
            place = (cell.unit_key, cell.rhythm)
            found[place] = max(found.get(place, -1), cell.window)
        return found

    def tell(self, indicator: str) -> "Telling":
        """Return what is told of an indicator, of every unit."""
        if indicator not in self._told:
            self._told[indicator] = Telling.of(self, tell(self.cells, indicator))
        return self._told[indicator]

    @cached_property
    def _told(self) -> "dict[str, Telling]":
        return {}

    def plan_of(self, number: ReleasedCell | Told) -> UnitPlan:
        return self.by_cycle[number.cycle].by_key[number.unit_key]

    def is_team(self, number: ReleasedCell | Told) -> bool:
        return self.plan_of(number).level is Level.TEAM

    def series_of(self, number: Told) -> str:
        return self.lineage.series[number.cycle, number.unit_key]


Values = tuple[Told, ...]


@dataclass(frozen=True)
class Telling:
    """What is told of one indicator, in the ways in which a reader looks for it."""

    of_units: Mapping[str, Values]
    # Teams and pools by the unit they were directly under, and by their series.
    under: Mapping[str, Values]
    of_series: Mapping[str, Values]
    of_organisation: Values

    @classmethod
    def of(cls, book: Book, told: Iterable[Told]) -> "Telling":
        units: dict[str, list[Told]] = {}
        under: dict[str, list[Told]] = {}
        series: dict[str, list[Told]] = {}
        organisation: list[Told] = []
        for one in told:
            if book.is_team(one):
                under.setdefault(book.plan_of(one).above, []).append(one)
                series.setdefault(book.series_of(one), []).append(one)
            else:
                units.setdefault(one.unit_key, []).append(one)
            if book.plan_of(one).level is Level.ORGANISATION:
                organisation.append(one)
        return cls(_fixed(units), _fixed(under), _fixed(series), tuple(organisation))


def _fixed(found: Mapping[str, list[Told]]) -> Mapping[str, Values]:
    return {key: tuple(values) for key, values in found.items()}
