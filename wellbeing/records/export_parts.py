"""What a download is made of: parts with named columns, from which page, JSON, schema and CSV follow."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from wellbeing.accounts.own import Door
from wellbeing.checkins.visit import Visit
from wellbeing.retention import AS_USUAL, Here, told_of
from wellbeing.rhythm.service import Desk as RhythmDesk

Cell = str | int | float | bool | tuple[str, ...] | None
Row = tuple[Cell, ...]


class Holds(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    NUMBER = "number"
    YES_OR_NO = "yes or no"
    TEXTS = "texts"


@dataclass(frozen=True)
class Column:
    """One column: its name for programs, its heading for people, and what stands in it."""

    id: str
    heading: str
    holds: Holds = Holds.TEXT


@dataclass(frozen=True)
class Asked:
    """Whose everything is asked for, when, and what it takes to read it."""

    visit: Visit
    # For how long things are kept, where that is set here.
    here: Here = AS_USUAL

    @property
    def person_id(self) -> str:
        return self.visit.person_id

    @property
    def door(self) -> Door:
        desk = self.visit.desk
        return Door(desk.session, desk.vault, self.visit.now, desk.today)

    @property
    def rhythm(self) -> RhythmDesk:
        return RhythmDesk(self.visit.desk.session, self.visit.desk.vault, self.visit.now)


@dataclass(frozen=True)
class Part:
    """One kind of thing that is kept of a person."""

    id: str
    title: str
    # The tables that this part hands out.
    tables: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[Asked], Iterable[Row]]
    # The endpoint of the page where its person sees it.
    where: str
    # The lines of the access matrix that say who can see it.
    objects: tuple[str, ...]
    # Said where no line of the access matrix is about it.
    seen_by: str = ""
    # For programs alone: the same stands in words in another part.
    for_programs: bool = False
    # Most people never have any of it: the page names it to those who do.
    of_few: bool = False

    def until(self, here: Here) -> str:
        """Return how long it is kept, as the one list of that says."""
        return told_of(self.id, here)


def texts(*columns: tuple[str, str]) -> tuple[Column, ...]:
    """Return columns of plain texts, each given as name and heading."""
    return tuple(Column(*column) for column in columns)


def numbers(*columns: tuple[str, str]) -> tuple[Column, ...]:
    return tuple(Column(*column, Holds.NUMBER) for column in columns)


def lists(*columns: tuple[str, str]) -> tuple[Column, ...]:
    return tuple(Column(*column, Holds.TEXTS) for column in columns)


def yes_or_no(*columns: tuple[str, str]) -> tuple[Column, ...]:
    return tuple(Column(*column, Holds.YES_OR_NO) for column in columns)
