"""What the heatmap is made from: the ledger's numbers, the calendar, and nothing about any person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

from wellbeing.disclosure import (
    DETAIL,
    Book,
    Calendar,
    CyclePlan,
    Figure,
    Indicator,
    Reader,
    Released,
    Rhythm,
    Tally,
    Why,
    Window,
    Withheld,
    figure,
    indicators_of,
    month_of,
    tally,
    windows_in,
)


@dataclass(frozen=True)
class Sources:
    """Everything published about some units and the pools that stand for them."""

    reader: Reader
    calendar: Calendar
    keys: frozenset[str]

    @classmethod
    def of(cls, reader: Reader, calendar: Calendar, unit_ids: Iterable[str]) -> "Sources":
        keys = set(unit_ids)
        for plan in reader.book.plans:
            lines = [plan.by_key[key] for key in keys if key in plan.by_key]
            keys |= {line.shown_with for line in lines if line.shown_with}
        return cls(reader, calendar, frozenset(keys))

    @property
    def book(self) -> Book:
        return self.reader.book

    def newest(self, rhythm: Rhythm) -> int:
        """Return these units' newest window of a rhythm that has figures; -1 before the first."""
        newest = self.book.newest_windows
        return max((newest.get((key, rhythm), -1) for key in self.keys), default=-1)

    @property
    def newest_month(self) -> int:
        """Return these units' newest month that has figures, whole or in part; else -1."""
        week = self.newest(Rhythm.WEEK)
        months = (self.newest(Rhythm.MONTH), month_of(Rhythm.WEEK, week) if week >= 0 else -1)
        return max(months)

    @property
    def plan(self) -> CyclePlan | None:
        """Return the newest plan."""
        return max(self.book.plans, key=lambda plan: plan.cycle, default=None)

    def coming(self, today: date) -> Window:
        """Return the window of these units whose figures come next, by each cycle's own plan."""
        planned = (
            window
            for plan in self.book.plans
            for rhythm in self._rhythms(plan)
            for window in self.calendar.windows(plan.cycle, rhythm)
        )
        waiting = [window for window in planned if self._can_still_come(window)]
        if not waiting:
            return self._unplanned(today)
        return min(waiting, key=lambda window: window.published_on)

    def _unplanned(self, today: date) -> Window:
        """Return the first window after the newest plan: until that cycle is planned, as in that one."""
        newest = self.plan
        rhythms = (self._rhythms(newest) if newest else frozenset()) or {Rhythm.MONTH}
        first = newest.cycle + 1 if newest else max(1, self.calendar.cycle_at(today))
        ahead = (
            window
            for cycle in count(first)
            for rhythm in sorted(rhythms, key=[Rhythm.WEEK, Rhythm.MONTH].index)
            for window in self.calendar.windows(cycle, rhythm)
        )
        return next(
            window
            for window in ahead
            if window.name not in self.book.closed
            and (newest is not None or window.published_on >= today)
        )

    def _can_still_come(self, window: Window) -> bool:
        """Say whether a planned window is neither out, nor overtaken, nor closed for good."""
        overtaken = self.book.newest_of_all.get(window.rhythm, -1)
        return window.index > overtaken and window.name not in self.book.closed

    def _rhythms(self, plan: CyclePlan) -> frozenset[Rhythm]:
        """Return in which rhythms figures of these units come out in a cycle."""
        lines = (plan.by_key[key] for key in self.keys if key in plan.by_key)
        return frozenset(DETAIL[line.menu].rhythm for line in lines if line.is_cell)

    def months(self, most: int, today: date) -> tuple[Window, ...]:
        """Return the last months with figures, the oldest first; before the first, the one to come."""
        newest = self.newest_month
        if newest < 0:
            coming = self.coming(today)
            return (self.calendar.window(coming.month),)
        first = max(0, newest - most + 1)
        return tuple(self.calendar.window(index) for index in range(first, newest + 1))

    def windows_in(self, key: str, month: Window) -> tuple[Window, ...]:
        return windows_in(self.book, self.calendar, key, month)

    def windows(self, key: str, months: Iterable[Window]) -> Iterator[Window]:
        """Give a unit's windows, or those of the pool that stands for it."""
        for month in months:
            yield from self.windows_in(self.standing_for(key, month).unit_key, month)

    def figure(self, key: str, window: Window, indicator: str = Indicator.CONDITIONS) -> Figure:
        return figure(self.reader, self.calendar, key, window, indicator)

    def standing_for(
        self, key: str, window: Window, indicator: str = Indicator.CONDITIONS
    ) -> Figure:
        """Return a unit's figure, or that of the pool which stands for it."""
        own = self.figure(key, window, indicator)
        if isinstance(own, Withheld) and own.why is Why.POOLED:
            pooled = self.figure(own.see, window, indicator)
            return pooled if isinstance(pooled, Released) else own
        return own

    def indicators(self, key: str, months: Iterable[Window]) -> tuple[Indicator, ...]:
        """Return everything a unit's figures were about in some of these months."""
        shown: dict[Indicator, None] = {Indicator.CONDITIONS: None}
        for cycle in sorted({month.cycle for month in months}, reverse=True):
            plan = self.book.by_cycle.get(cycle)
            if plan is not None and key in plan.by_key:
                shown |= dict.fromkeys(indicators_of(plan.by_key[key].menu))
        return tuple(indicator for indicator in Indicator if indicator in shown)

    def tallies(self, key: str, months: Iterable[Window]) -> tuple[Tally, ...]:
        """Return a unit's tallies of these cycles, the oldest first."""
        cycles = sorted({month.cycle for month in months})
        found = (tally(self.book, key, cycle) for cycle in cycles)
        return tuple(one for one in found if one is not None)

    def pools_of(self, unit_ids: Iterable[str], months: Iterable[Window]) -> frozenset[str]:
        """Return the pools that stand for these units in some of these months."""
        found = [self.figure(unit_id, month) for month in months for unit_id in unit_ids]
        return frozenset(
            own.see for own in found if isinstance(own, Withheld) and own.why is Why.POOLED
        )

    def label_of(self, key: str) -> str:
        """Return the name a unit or pool had in its newest plan."""
        plans = sorted(self.book.plans, key=lambda plan: -plan.cycle)
        return next((plan.by_key[key].label for plan in plans if key in plan.by_key), "")

    def people_in(self, key: str) -> int | None:
        """Return the size on the roster when the cycle of the newest figures began.

        A plan that was made since must not stand beside figures it is not about.
        """
        newest = max(0, self.newest_month)
        shown = self.calendar.window(newest).cycle
        plans = sorted(self.book.plans, key=lambda plan: (plan.cycle > shown, -plan.cycle))
        sizes = (plan.by_key[key].people for plan in plans if key in plan.by_key)
        return next(sizes, None)
