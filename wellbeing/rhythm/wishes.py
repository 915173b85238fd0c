"""What one person wishes: a slot, and days away; why they are away is asked nowhere."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wellbeing.rhythm.slots import Slot


class Channel(StrEnum):
    """How a person's messages come; what is chosen is never changed for another without them."""

    MAIL = "mail"
    TEXT = "text"


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
    """When, how often and how a person wants to be asked; `version` grows with each change.

    A wish that says nothing of a channel leaves it as it stands.
    """

    slot: Slot
    away: Away | None = None
    version: int = 1
    channel: Channel | None = None

    def is_kept_by(self, other: "Wish") -> bool:
        """Say whether another wish asks for all that this one does."""
        same = (self.slot, self.away) == (other.slot, other.away)
        return same and self.channel in {None, other.channel}
