"""What is kept, how long, what removes it and who may shorten that: read from one list, retention.toml.

The jobs take their days from here, and so do the page My data, the download and docs/privacy.md.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

DAYS_OF_A_WEEK = 7


class ShortenedBy(StrEnum):
    """Who may let something be kept for less long."""

    PERSON = "you"
    ORGANISATION = "organisation"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Kept:
    """One kind of thing; without days it is kept until something happens, or for good."""

    id: str
    what: str
    until: str
    tables: tuple[str, ...]
    shortened_by: ShortenedBy
    days: int | None = None
    # The job that removes it; empty where that is done by whoever ends it, or nothing does.
    removed_by: str = ""
    # The setting of an organisation, with the fewest and the most days it takes.
    setting: str = ""
    least: int = 0
    most: int = 0
    # Words for parts of the download.
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def span(self) -> timedelta:
        if self.days is None:
            raise ValueError(f"{self.id} has no days in retention.toml")
        return timedelta(days=self.days)


@cache
def everything_kept() -> tuple[Kept, ...]:
    """Return the whole list, in the order in which it is shown."""
    read = tomllib.loads((files("wellbeing") / "retention.toml").read_text("utf-8"))
    return tuple(
        Kept(
            **{
                **each,
                "tables": tuple(each["tables"]),
                "shortened_by": ShortenedBy(each["shortened_by"]),
            }
        )
        for each in read["kept"]
    )


def kept(name: str) -> Kept:
    return next(one for one in everything_kept() if one.id == name)


def span_of(name: str) -> timedelta:
    """Return how long something is kept, where no setting says otherwise."""
    return kept(name).span


def weeks_of(name: str) -> int:
    return span_of(name).days // DAYS_OF_A_WEEK


def can_be_set() -> tuple[Kept, ...]:
    """Return what an organisation may set."""
    return tuple(one for one in everything_kept() if one.setting)


@cache
def _told() -> Mapping[str, str]:
    return {part: said for one in everything_kept() for part, said in one.told.items()}


def told_of(part: str) -> str:
    """Return how long a part of the download is kept, in the words of the list."""
    return _told()[part]


def as_table() -> str:
    """Return the list as the table of docs/privacy.md."""
    lines = ("| what | kept | who can shorten it |", "|---|---|---|")
    rows = (f"| {one.what} | {one.until} | {one.shortened_by} |" for one in everything_kept())
    return "\n".join((*lines, *rows))
