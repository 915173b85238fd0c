"""Exact sums, held only as long as it takes to add noise to them, and never shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from wellbeing.disclosure.calendar import WINDOWS, Rhythm, Window, month_of
from wellbeing.disclosure.contributions import PersonWeeks, clip_of, contributions
from wellbeing.disclosure.indicators import Indicator
from wellbeing.disclosure.menus import Kind
from wellbeing.disclosure.parameters import sigma_for
from wellbeing.disclosure.plan import CyclePlan, UnitPlan

# Exact whole-number sums and a sigma in, the same sums with noise out.
Noise = Callable[[Sequence[int], float], Sequence[int]]


class NoiseError(Exception):
    """No noise could be drawn; says nothing about the sums it was meant for."""


@dataclass(frozen=True)
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


class ExactSums:
    """The sums of one window while they are being added up; they leave only with noise."""

    __slots__ = ("_plan", "_sums", "_window")

    def __init__(self, plan: CyclePlan, window: Window) -> None:
        """Begin every planned cell at zero: which cells there are depends on no answer."""
        self._plan = plan
        self._window = window
        self._sums = {cell.unit_key: 0 for cell in plan.cells}

    def add(self, person: PersonWeeks) -> None:
        """Add one person's whole numbers to the cells they belong to."""
        for unit_key, number in contributions(self._plan, self._window, person):
            self._sums[unit_key] += number

    def release(self, noise: Noise) -> tuple[ReleasedCell, ...]:
        """Add noise, once, and forget the sums."""
        sums, self._sums = self._sums, {}
        by_sigma: dict[float, list[UnitPlan]] = {}
        for cell in self._plan.cells:
            by_sigma.setdefault(sigma_for(cell.rho, WINDOWS), []).append(cell)
        released = []
        for sigma, cells in by_sigma.items():
            numbers = _with_noise(noise, [sums[cell.unit_key] for cell in cells], sigma)
            released += [
                self._cell(cell, sigma, number) for cell, number in zip(cells, numbers, strict=True)
            ]
        return tuple(sorted(released, key=lambda cell: cell.unit_key))

    def _cell(self, cell: UnitPlan, sigma: float, number: int) -> ReleasedCell:
        return ReleasedCell(
            cycle=self._plan.cycle,
            window=self._window.index,
            unit_key=cell.unit_key,
            kind=cell.kind,
            people=cell.people,
            centre=self._plan.centre,
            clip=clip_of(self._plan.parameters, cell.kind),
            sigma=sigma,
            released=number,
        )

    def __repr__(self) -> str:
        return "ExactSums(never shown)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("exact sums are never copied or stored")


def _with_noise(noise: Noise, sums: Sequence[int], sigma: float) -> Sequence[int]:
    try:
        numbers = tuple(noise(sums, sigma))
    except Exception:  # noqa: BLE001 - whatever went wrong, its text may hold the sums
        raise NoiseError("the noise of a window could not be drawn") from None
    if len(numbers) != len(sums):
        raise NoiseError("the noise of a window has the wrong length")
    return numbers
