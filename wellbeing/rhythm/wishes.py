"""What one person wishes: a slot, and days away; why they are away is asked nowhere."""

from dataclasses import dataclass
from datetime import date

from wellbeing.rhythm.slots import Slot


@dataclass(frozen=True)
class Away:
    """Days on which nothing is sent, both ends included: leave, a pause, anything."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Raise ValueError when it ends before it begins."""
        if self.last < self.first:
            raise ValueError("the last day away is before the first")

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Wish:
    """When and how often a person wants to be asked; `version` grows with each change."""

    slot: Slot
    away: Away | None = None
    version: int = 1
