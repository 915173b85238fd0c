"""What the heatmap is made from: the ledger's numbers, the calendar, and nothing about any person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wellbeing.disclosure import (
    Book,
    Calendar,
    Figure,
    Released,
    Why,
    Window,
    Withheld,
    figure,
    readings,
)
from wellbeing.disclosure.reader import Readings


@dataclass(frozen=True)
class Sources:
    """Everything published about some units, read once for a page."""

    book: Book
    calendar: Calendar
    readings: Readings

    @classmethod
    def of(cls, book: Book, calendar: Calendar, unit_ids: Iterable[str]) -> "Sources":
        """Read these units and the pools that stand for them."""
        keys = set(unit_ids)
        for plan in book.plans:
            lines = [plan.by_key[key] for key in keys if key in plan.by_key]
            keys |= {line.shown_with for line in lines if line.shown_with}
        return cls(book, calendar, readings(book, keys))

    @property
    def newest(self) -> int:
        """Return the newest month that has figures; -1 before the first."""
        return max((cell.window for cell in self.book.cells), default=-1)

    def coming(self, today: date) -> Window:
        """Return the month whose figures come next."""
        if self.newest >= 0:
            return self.calendar.window(self.newest + 1)
        cycle = max(1, self.calendar.cycle_at(today))
        ahead = (*self.calendar.windows(cycle), *self.calendar.windows(cycle + 1))
        return next(window for window in ahead if window.published_on >= today)

    def months(self, most: int, today: date) -> tuple[Window, ...]:
        """Return the last months with figures, the oldest first; before the first, the one to come."""
        if self.newest < 0:
            return (self.coming(today),)
        first = max(0, self.newest - most + 1)
        return tuple(self.calendar.window(index) for index in range(first, self.newest + 1))

    def figure(self, key: str, window: Window) -> Figure:
        return figure(self.book, self.calendar, self.readings, key, window)

    def standing_for(self, key: str, window: Window) -> Figure:
        """Return a unit's figure, or that of the pool which stands for it."""
        own = self.figure(key, window)
        if isinstance(own, Withheld) and own.why is Why.POOLED:
            pooled = self.figure(own.see, window)
            return pooled if isinstance(pooled, Released) else own
        return own

    def pools_of(self, unit_ids: Iterable[str], months: Iterable[Window]) -> dict[str, str]:
        """Return the pools that stand for these units in some of these months: key → name."""
        pools: dict[str, str] = {}
        for month in months:
            for unit_id in unit_ids:
                own = self.figure(unit_id, month)
                if isinstance(own, Withheld) and own.why is Why.POOLED:
                    pools[own.see] = own.see_label
        return pools

    def people_in(self, key: str) -> int | None:
        """Return the size on the roster when the cycle of the newest figures began.

        A plan that was made since must not stand beside figures it is not about.
        """
        newest = max(0, self.newest)
        shown = self.calendar.window(newest).cycle
        plans = sorted(self.book.plans, key=lambda plan: (plan.cycle > shown, -plan.cycle))
        sizes = (plan.by_key[key].people for plan in plans if key in plan.by_key)
        return next(sizes, None)
