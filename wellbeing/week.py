"""The ISO week, the unit of everything: one check-in, one step and one window are counted in it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Self

_WRITTEN = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, order=True)
class Week:
    """One ISO 8601 week; ordered by time, so `max(weeks)` is the latest."""

    year: int
    number: int
    _monday: ClassVar[date]
    _place: ClassVar[int]

    def __post_init__(self) -> None:
        """Raise ValueError for a week the calendar does not have."""
        # Kept beside the fields: both are asked for at every step of the rules.
        monday = date.fromisocalendar(self.year, self.number, 1)
        object.__setattr__(self, "_monday", monday)
        object.__setattr__(self, "_place", monday.toordinal() // 7)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the week a day belongs to; the last days of December may be in next year's."""
        calendar = day.isocalendar()
        return cls(calendar.year, calendar.week)

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read `2026-W53`; raise ValueError for anything else."""
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise ValueError(f"{written!r} is not a week: write it like 2026-W07")
        return cls(int(found[1]), int(found[2]))

    @property
    def monday(self) -> date:
        return self._monday

    @property
    def sunday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 7)

    def plus(self, weeks: int) -> Self:
        """Return the week so many weeks later, or earlier when negative."""
        return self.of(self.monday + timedelta(weeks=weeks))

    def since(self, earlier: Self) -> int:
        """Return the whole weeks from the earlier week to this one."""
        return self._place - earlier._place  # of the same class

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"
