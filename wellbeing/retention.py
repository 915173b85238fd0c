"""What is kept, how long, what removes it and who may shorten that: read from one list, retention.toml.

The jobs take their days from here, and so do the page My data, the download and docs/privacy.md. Where an
organisation has set other days, pages and download say those.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

DAYS_OF_A_WEEK = 7
# What an organisation has set, by what it is about.
Here = tuple[tuple[str, int], ...]
AS_USUAL: Here = ()
# Where the words of one thing name the days of what can be set.
NAMED = re.compile(r"\{([a-z-]+)\}")


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
    # It goes by whole weeks, whatever days are set.
    in_weeks: bool = False
    # Its usual days in words, where they can be set.
    said: str = ""
    # It is kept as long as something that can be set.
    follows: str = ""
    # Words for parts of the download.
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def span(self) -> timedelta:
        if self.days is None:
            raise ValueError(f"{self.id} has no days in retention.toml")
        return timedelta(days=self.days)


@cache
def everything_kept(here: Here = AS_USUAL) -> tuple[Kept, ...]:
    """Return the whole list, in the order in which it is shown, in the words of what is set here."""
    read = tomllib.loads((files("wellbeing") / "retention.toml").read_text("utf-8"))["kept"]
    days = dict(here)
    said = {one["id"]: _said(one, days.get(one["id"])) for one in read if "said" in one}
    return tuple(
        Kept(
            **{
                **each,
                "tables": tuple(each["tables"]),
                "shortened_by": ShortenedBy(each["shortened_by"]),
                "until": _filled(each["until"], said),
                "told": {part: _begun(_filled(text, said)) for part, text in _told_in(each)},
            }
        )
        for each in read
    )


def in_words(days: int) -> str:
    """Say a number of days, in weeks where it is whole weeks."""
    weeks, rest = divmod(days, DAYS_OF_A_WEEK)
    if rest or not weeks:
        return f"{days} day" if days == 1 else f"{days} days"
    return "1 week" if weeks == 1 else f"{weeks} weeks"


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
def _told(here: Here) -> Mapping[str, str]:
    return {part: said for one in everything_kept(here) for part, said in one.told.items()}


def told_of(part: str, here: Here = AS_USUAL) -> str:
    """Return how long a part of the download is kept here, in the words of the list."""
    return _told(here)[part]


def as_table() -> str:
    """Return the list as the table of docs/privacy.md."""
    lines = ("| what | kept | who can shorten it |", "|---|---|---|")
    rows = (f"| {one.what} | {one.until} | {one.shortened_by} |" for one in everything_kept())
    return "\n".join((*lines, *rows))


def _said(one: Mapping[str, Any], days: int | None) -> str:
    usual: str = one["said"]
    return usual if days is None or days == one["days"] else in_words(days)


def _told_in(one: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    told: Mapping[str, str] = one.get("told", {})
    return told.items()


def _filled(text: str, said: Mapping[str, str]) -> str:
    return NAMED.sub(lambda found: said[found[1]], text)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
