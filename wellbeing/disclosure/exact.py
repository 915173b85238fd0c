"""Exact sums, held only as long as it takes to add noise to them, and never shown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

import numpy as np

from wellbeing.disclosure.calendar import Rhythm, Window, month_of
from wellbeing.disclosure.contributions import (
    Away,
    Row,
    WholeNumbers,
    clip_of,
    contributions,
    contributions_away,
)
from wellbeing.disclosure.crowd import Crowd
from wellbeing.disclosure.indicators import Indicator, Standing
from wellbeing.disclosure.menus import Kind, Part
from wellbeing.disclosure.plan import CyclePlan, UnitPlan

# Exact whole-number sums and a sigma in, the same sums with noise out.
Noise = Callable[[Sequence[int], float], Sequence[int]]
PLACES = tuple(Standing)


class NoiseError(Exception):
    """No noise could be drawn; says nothing about the sums it was meant for."""


@dataclass(frozen=True, slots=True)
class ReleasedCell:
    """One published number as the ledger keeps it."""

    cycle: int
    # The running number among the windows of its rhythm, see `Window.index`.
    window: int
    unit_key: str
    kind: Kind
    people: int
    centre: float
    clip: float
    sigma: float
    released: int
    indicator: str = Indicator.CONDITIONS
    rhythm: Rhythm = Rhythm.MONTH

    @property
    def month(self) -> int:
        """Return the running number of the month in which its window ends."""
        return month_of(self.rhythm, self.window)


@dataclass(frozen=True)
class Cell:
    """One sum that the plan says must come out of a window, whoever answers."""

    unit: UnitPlan
    row: Row
    sigma: float


class ExactSums:
    """The sums of one window while they are being added up; they leave only with noise."""

    __slots__ = ("_at_home", "_away", "_cells", "_numbered", "_plan", "_rows", "_window")

    def __init__(self, plan: CyclePlan, window: Window) -> None:
        """Begin every planned cell at zero: which cells there are depends on no answer."""
        self._plan = plan
        self._window = window
        self._cells = tuple(cells_of(plan, window.rhythm))
        # Somebody whose home is not in the plan enters no cell: the last place, read by nobody.
        self._numbered = {unit.unit_key: place for place, unit in enumerate(plan.units)}
        rows = {cell.row for cell in self._cells}
        # Those who stayed at home count the same in every unit above it: one sum for each home.
        self._at_home = {row: np.zeros(len(plan.units) + 1, dtype=np.int64) for row in rows}
        self._away = {(cell.unit.unit_key, cell.row): 0 for cell in self._cells}
        self._rows: dict[str, list[Row]] = {}
        for cell in self._cells:
            if cell.row.kind is not Kind.TALLY:
                self._rows.setdefault(cell.unit.unit_key, []).append(cell.row)

    def add(self, crowd: Crowd) -> None:
        """Add each person's whole numbers to the cells they belong to."""
        nowhere = len(self._numbered)
        homes = np.array([self._numbered.get(home, nowhere) for home in crowd.homes], dtype=np.intp)
        for row, sums in self._at_home.items():
            if row.kind is Kind.TALLY:
                numbers = _counted(crowd, row)
            else:
                numbers = contributions(self._plan, self._window, crowd, row)
                numbers[list(crowd.was_in)] = 0
            np.add.at(sums, homes, numbers)
        if crowd.was_in:
            self._add_away(crowd)

    def release(self, noise: Noise) -> tuple[ReleasedCell, ...]:
        """Add noise, once, and forget the sums."""
        sums = [self._sum(cell) for cell in self._cells]
        self._at_home, self._away = {}, {}
        by_sigma: dict[float, list[int]] = {}
        for place, cell in enumerate(self._cells):
            by_sigma.setdefault(cell.sigma, []).append(place)
        released: dict[int, int] = {}
        for sigma, places in by_sigma.items():
            numbers = _with_noise(noise, [sums[place] for place in places], sigma)
            released |= dict(zip(places, numbers, strict=True))
        return tuple(self._released(cell, released[n]) for n, cell in enumerate(self._cells))

    def _add_away(self, crowd: Crowd) -> None:
        by_home: dict[str, list[int]] = {}
        for person in crowd.was_in:
            by_home.setdefault(crowd.homes[person], []).append(person)
        for home, people in by_home.items():
            for unit in self._plan.cells_of(home):
                away = Away(people, unit)
                for row in self._rows.get(unit.unit_key, ()):
                    numbers = contributions_away(self._plan, self._window, crowd, row, away)
                    self._away[unit.unit_key, row] += int(numbers.sum())

    def _sum(self, cell: Cell) -> int:
        homes = [self._numbered[home] for home in self._plan.homes_in(cell.unit.unit_key)]
        at_home = int(self._at_home[cell.row][homes].sum())
        return at_home + self._away[cell.unit.unit_key, cell.row]

    def _released(self, cell: Cell, number: int) -> ReleasedCell:
        unit, row = cell.unit, cell.row
        return ReleasedCell(
            cycle=self._plan.cycle,
            window=self._window.index,
            unit_key=unit.unit_key,
            kind=row.kind,
            people=unit.people,
            centre=0.0 if row.kind is Kind.TALLY else self._plan.centre_of(row.indicator),
            clip=clip_of(self._plan.parameters, row.kind),
            sigma=cell.sigma,
            released=number,
            indicator=row.indicator,
            rhythm=self._window.rhythm,
        )

    def __repr__(self) -> str:
        return "ExactSums(never shown)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("exact sums are never copied or stored")


def cells_of(plan: CyclePlan, rhythm: Rhythm) -> Iterator[Cell]:
    """Give every sum that comes out of a window of this rhythm, in the order of the ledger."""
    for unit in plan.units:
        for part in plan.comes_out(unit, rhythm):
            yield from _cells(unit, part)


def _cells(unit: UnitPlan, part: Part) -> Iterator[Cell]:
    return (Cell(unit, Row(indicator, part.kind), part.sigma) for indicator in part.indicators)


def _counted(crowd: Crowd, row: Row) -> WholeNumbers:
    if crowd.standing is None:
        raise ValueError("a tally needs to know where everybody stands")
    place = PLACES.index(Standing(row.indicator))
    return np.asarray(crowd.standing == place, dtype=np.int64)


def _with_noise(noise: Noise, sums: Sequence[int], sigma: float) -> Sequence[int]:
    try:
        numbers = tuple(noise(sums, sigma))
    except Exception:  # noqa: BLE001 - whatever went wrong, its text may hold the sums
        raise NoiseError("the noise of a window could not be drawn") from None
    if len(numbers) != len(sums):
        raise NoiseError("the noise of a window has the wrong length")
    return numbers
