"""What a page may show of a unit in a window: a released figure, or the reason why there is none.

Which of the two it is follows from roster and calendar alone, never from who answered.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wellbeing.disclosure.bands import HIGHEST, Band, band_at, bands_of, words_of
from wellbeing.disclosure.calendar import Calendar, Window
from wellbeing.disclosure.menus import Menu
from wellbeing.disclosure.model import Reading
from wellbeing.disclosure.parameters import ADOPTED
from wellbeing.disclosure.plan import CyclePlan, UnitPlan
from wellbeing.disclosure.reader import Book, Readings


class Why(StrEnum):
    """Why there is no figure."""

    POOLED = "pooled"
    TOO_FEW = "too-few"
    ONLY_ONE = "only-one"
    NOT_YET = "not-yet"
    NEXT_CYCLE = "next-cycle"
    NOT_RELEASED = "not-released"


@dataclass(frozen=True)
class Released:
    """A published figure as everybody reads it, to one decimal."""

    window: Window
    unit_key: str
    label: str
    people: int
    estimate: float
    low: float
    high: float

    @property
    def band(self) -> Band:
        return band_at(self.estimate)

    @property
    def words(self) -> str:
        return words_of(self.low, self.high)

    @property
    def is_rough(self) -> bool:
        """Say whether the range covers more than one band."""
        return len(bands_of(self.low, self.high)) > 1

    @property
    def is_too_rough(self) -> bool:
        """Say whether the range covers more than two bands, so that no word fits."""
        return len(bands_of(self.low, self.high)) > 2


@dataclass(frozen=True)
class Withheld:
    """No figure, why not, and what to look at instead or when to look again."""

    window: Window
    unit_key: str
    why: Why
    # The unit or pool whose figures hold these people, and its name.
    see: str = ""
    see_label: str = ""
    on: date | None = None
    smallest_group: int = ADOPTED.smallest_group


Figure = Released | Withheld


def figure(book: Book, calendar: Calendar, read: Readings, unit_key: str, window: Window) -> Figure:
    """Return what a unit shows for a window."""
    plan = book.by_cycle.get(window.cycle)
    if plan is None:
        return _not_out(book, unit_key, window)
    unit = plan.by_key.get(unit_key)
    if unit is None:
        first = calendar.windows(window.cycle + 1)[0]
        return Withheld(window, unit_key, Why.NEXT_CYCLE, on=first.published_on)
    if not unit.is_cell:
        return _elsewhere(plan, unit, window)
    reading = read.get((unit_key, window.index))
    if reading is None:
        return _not_out(book, unit_key, window)
    return _released(unit, window, reading)


def _released(unit: UnitPlan, window: Window, reading: Reading) -> Released:
    estimate, low, high = (
        round(min(max(value, 0.0), HIGHEST), 1)
        for value in (reading.estimate, reading.low, reading.high)
    )
    return Released(window, unit.unit_key, unit.label, unit.people, estimate, low, high)


def _elsewhere(plan: CyclePlan, unit: UnitPlan, window: Window) -> Withheld:
    see = unit.shown_with or unit.above
    return Withheld(
        window=window,
        unit_key=unit.unit_key,
        why={Menu.POOLED: Why.POOLED, Menu.ONLY_ONE: Why.ONLY_ONE}.get(unit.menu, Why.TOO_FEW),
        see=see,
        see_label=plan.by_key[see].label if see else "",
        smallest_group=plan.parameters.smallest_group,
    )


def _not_out(book: Book, unit_key: str, window: Window) -> Withheld:
    """A window that others have overtaken stays closed for good; else its day is still to come."""
    if any(cell.window >= window.index for cell in book.cells):
        return Withheld(window, unit_key, Why.NOT_RELEASED)
    return Withheld(window, unit_key, Why.NOT_YET, on=window.published_on)
