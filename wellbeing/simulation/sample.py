"""A sample in a data folder: how large, from which seed, and through which week it was played."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Self

from wellbeing.week import Week

FILE = "sample.json"
DEFAULT_PEOPLE = 190
DEFAULT_WEEKS = 40
DEFAULT_SEED = 1
MOST_WEEKS = 520


class SampleError(Exception):
    """A folder does not say which sample it holds."""


@dataclass(frozen=True)
class Sample:
    """What a sample is made from; `played` is the number of weeks that are in the databases."""

    people: int
    weeks: int
    seed: int
    first_week: str
    played: int = 0

    @classmethod
    def ending_before(cls, today: date, people: int, weeks: int, seed: int) -> Self:
        """Return a sample whose last whole week is the one before today's."""
        return cls(people, weeks, seed, str(Week.of(today).plus(-weeks)))

    @staticmethod
    def is_in(data: Path) -> bool:
        return (data / FILE).exists()

    @classmethod
    def read(cls, data: Path) -> Self:
        """Read what a folder's sample is; raise SampleError when that cannot be told."""
        try:
            found = cls(**json.loads((data / FILE).read_text("utf-8")))
            found.week(0)
        except (OSError, ValueError, TypeError) as error:
            raise SampleError(str(data / FILE)) from error
        return found

    def write(self, data: Path) -> None:
        draft = data / f"{FILE}.new"
        draft.write_text(json.dumps(asdict(self), indent=2) + "\n", "utf-8")
        draft.replace(data / FILE)

    def week(self, number: int) -> Week:
        """Return the calendar week of one of the sample's weeks, counted from 0."""
        return Week.parse(self.first_week).plus(number)

    def through(self, today: date) -> int:
        """Return how many whole weeks there have been from the first one to today."""
        return max(self.weeks, Week.of(today).since(self.week(0)))

    def with_played(self, weeks: int) -> Self:
        return replace(self, played=weeks)
