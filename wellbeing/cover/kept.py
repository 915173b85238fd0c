"""What is kept about cover: the staffed week, closed days, days away, and supporters' cards."""

from dataclasses import dataclass, fields
from datetime import date

from wellbeing.cover.hours import USUAL_WEEK, Hours

LONGEST_NAME = 40
LONGEST_LINE = 120
LONGEST_TEXT = 500
# How many open requests a supporter has at once, until they choose a number themselves.
USUAL_LIMIT, HIGHEST_LIMIT = 3, 20


@dataclass(frozen=True)
class Week:
    """The weekly staffed hours as they stand, who set them, and when; version 0 was set by nobody."""

    weekdays: tuple[Hours, ...] = USUAL_WEEK
    version: int = 0
    set_by: str | None = None
    set_on: date | None = None

    @property
    def is_confirmed(self) -> bool:
        return self.version > 0


@dataclass(frozen=True)
class ClosedDay:
    """A day on which nobody is there, besides weekends and public holidays, and what it is."""

    day: date
    name: str

    @property
    def in_words(self) -> str:
        return day_in_words(self.day)


@dataclass(frozen=True)
class Away:
    """Days on which one supporter is not there, both included; why is never asked."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def in_words(self) -> str:
        if self.first == self.last:
            return day_in_words(self.first)
        return f"{day_in_words(self.first)} to {day_in_words(self.last)}"


@dataclass(frozen=True)
class Card:
    """What a supporter tells before somebody chooses them, and how many requests they have at once."""

    training: str = ""
    languages: str = ""
    hours: str = ""
    first_conversation: str = ""
    how_long: str = ""
    written_down: str = ""
    most_at_once: int = USUAL_LIMIT

    @property
    def is_written(self) -> bool:
        """Say whether anything stands on it."""
        return any(getattr(self, name) for name in TEXTS)


TEXTS = tuple(one.name for one in fields(Card) if one.type is str)


def day_in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
