"""Gives a person everything they wrote for themself, also what they deleted in the last days."""

from collections.abc import Iterator
from dataclasses import dataclass

from wellbeing.looking_back.papers import Paper
from wellbeing.looking_back.places import SHEET, SWITCH, Place, note_of
from wellbeing.looking_back.service import Shelf, kept_weeks
from wellbeing.week import Week

__all__ = ["OwnPaper", "Shelf", "everything"]


@dataclass(frozen=True)
class OwnPaper:
    """One paper, what it is, and the week it is about, if it is about one."""

    what: str
    week: Week | None
    paper: Paper


def everything(shelf: Shelf) -> tuple[OwnPaper, ...]:
    """Return all that lies on a shelf, notes by week, the latest first."""
    places = dict(_places(shelf))
    found = shelf.papers(tuple(places))
    return tuple(
        OwnPaper(what, place.week, found[place]) for place, what in places.items() if place in found
    )


def _places(shelf: Shelf) -> Iterator[tuple[Place, str]]:
    yield SWITCH, "whether notes are on"
    kinds = [("sheet", SHEET), *(("note", note_of(week)) for week in kept_weeks(shelf.desk))]
    for what, place in kinds:
        yield place, what
        yield from ((each, f"{what}, deleted") for each in place.deleted)
