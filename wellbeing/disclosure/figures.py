"""What a page may show of a unit in a window: a released figure, or the reason why there is none.

Which of the two it is follows from roster and calendar alone, never from who answered.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wellbeing.disclosure.arrows import Change
from wellbeing.disclosure.bands import HIGHEST, Band, band_at, bands_of, words_of
from wellbeing.disclosure.book import Book
from wellbeing.disclosure.calendar import Calendar, Rhythm, Window
from wellbeing.disclosure.indicators import DOMAINS, MADE_OF, Indicator
from wellbeing.disclosure.menus import DETAIL, Kind, Menu
from wellbeing.disclosure.parameters import ADOPTED
from wellbeing.disclosure.plan import CyclePlan, UnitPlan
from wellbeing.disclosure.reader import Place, Read, Reader
from wellbeing.disclosure.told import moment_of


class Why(StrEnum):
    """Why there is no figure."""

    POOLED = "pooled"
    TOO_FEW = "too-few"
    ONLY_ONE = "only-one"
    NOT_YET = "not-yet"
    NEXT_CYCLE = "next-cycle"
    LESS_DETAIL = "less-detail"
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
    indicator: str = Indicator.CONDITIONS
    # None in the first 13 weeks, when there can be no arrow.
    change: Change | None = None
    # A team has a pulse, also beside finer figures; a unit above teams has levels only.
    kind: Kind = Kind.PULSE

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


def figure(
    reader: Reader,
    calendar: Calendar,
    unit_key: str,
    window: Window,
    indicator: str = Indicator.CONDITIONS,
) -> Figure:
    """Return what a unit shows of an indicator for a window."""
    book = reader.book
    plan = book.by_cycle.get(window.cycle)
    if plan is None:
        return _not_out(book, unit_key, window)
    unit = plan.by_key.get(unit_key)
    if unit is None:
        first = calendar.windows(window.cycle + 1)[0]
        return Withheld(window, unit_key, Why.NEXT_CYCLE, on=first.published_on)
    if not unit.is_cell:
        return _elsewhere(plan, unit, window)
    if indicator not in indicators_of(unit.menu):
        return Withheld(window, unit_key, Why.LESS_DETAIL)
    found = reader.at(Place(unit_key, window.index, indicator, window.rhythm))
    if found is None:
        return _not_out(book, unit_key, window)
    return _released(unit, window, found, indicator)


def indicators_of(menu: Menu) -> tuple[Indicator, ...]:
    """Return what a menu's figures can be about, those that others are made of included."""
    if menu not in DETAIL:
        return ()
    own = DETAIL[menu].indicators
    made = [domain for domain in DOMAINS if domain in own or set(MADE_OF[domain]) <= set(own)]
    # The one item of support says the same as its domain.
    items = [one for one in own if one not in (*made, Indicator.SUPPORT_ITEM, Indicator.CONDITIONS)]
    return (Indicator.CONDITIONS, *made, *items)


def windows_in(book: Book, calendar: Calendar, unit_key: str, month: Window) -> tuple[Window, ...]:
    """Return the windows of a unit's figures in a month: the month, or its weeks."""
    plan = book.by_cycle.get(month.cycle)
    unit = plan.by_key.get(unit_key) if plan else None
    if unit is None or not unit.is_cell or DETAIL[unit.menu].rhythm is not Rhythm.WEEK:
        return (month,)
    weeks = calendar.windows(month.cycle, Rhythm.WEEK)
    return tuple(week for week in weeks if week.month == month.index)


def _released(unit: UnitPlan, window: Window, found: Read, indicator: str) -> Released:
    estimate, low, high = (
        round(min(max(value, 0.0), HIGHEST), 1)
        for value in (found.level.estimate, found.level.low, found.level.high)
    )
    return Released(
        window=window,
        unit_key=unit.unit_key,
        label=unit.label,
        people=unit.people,
        estimate=estimate,
        low=low,
        high=high,
        indicator=indicator,
        change=found.change,
        kind=Kind.LEVEL if unit.kind is Kind.LEVEL else Kind.PULSE,
    )


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
    """A window that is noted so, or that others have overtaken, stays closed for good; else its day comes."""
    if window.name in book.closed:
        return Withheld(window, unit_key, Why.NOT_RELEASED)
    last = moment_of(window.rhythm, window.index).week
    newest = book.newest_of_all.get(window.rhythm, -1)
    if newest >= window.index or book.newest > last:
        return Withheld(window, unit_key, Why.NOT_RELEASED)
    return Withheld(window, unit_key, Why.NOT_YET, on=window.published_on)
