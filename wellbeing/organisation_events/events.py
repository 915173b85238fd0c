"""One event of the organisation: a name and its days, and nothing about a person."""

from dataclasses import dataclass
from datetime import date

LONGEST_NAME = 60


@dataclass(frozen=True)
class Event:
    """Something that happened to the organisation as a whole, on one day or over some time."""

    id: str
    name: str
    starts_on: date
    ends_on: date | None = None
    version: int = 1

    @property
    def draft(self) -> "Draft":
        """Return what was entered of it."""
        return Draft(self.name, self.starts_on, self.ends_on)

    @property
    def days(self) -> str:
        """Return its days in words: 6 October to 30 November 2025."""
        first = f"{self.starts_on.day} {self.starts_on:%B}"
        if self.ends_on is None:
            return f"{first} {self.starts_on.year}"
        year = "" if self.ends_on.year == self.starts_on.year else f" {self.starts_on.year}"
        return f"{first}{year} to {self.ends_on.day} {self.ends_on:%B %Y}"

    def overlaps(self, first: date, last: date) -> bool:
        """Say whether any of its days lies between two days, both included."""
        return self.starts_on <= last and (self.ends_on or self.starts_on) >= first


@dataclass(frozen=True)
class Draft:
    """An event as it was entered, before it is kept."""

    name: str
    starts_on: date
    ends_on: date | None = None
