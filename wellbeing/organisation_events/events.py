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

    def overlaps(self, first: date, last: date) -> bool:
        """Say whether any of its days lies between two days, both included."""
        return self.starts_on <= last and (self.ends_on or self.starts_on) >= first


@dataclass(frozen=True)
class Draft:
    """An event as it was entered, before it is kept."""

    name: str
    starts_on: date
    ends_on: date | None = None
