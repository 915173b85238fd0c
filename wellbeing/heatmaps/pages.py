"""The values that the heatmap's templates are handed: nothing in them is about a single person."""

from dataclasses import dataclass
from datetime import date

from wellbeing.disclosure import Released
from wellbeing.heatmaps.cells import Cell


@dataclass(frozen=True)
class Month:
    """The heading of a column."""

    began: str
    ended: str
    year: int


@dataclass(frozen=True)
class Line:
    """One row of the map: a unit, or a pool of small teams, which has no page of its own."""

    unit_id: str
    name: str
    kind: str
    people: int | None
    is_home: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Latest:
    """The newest figure of one unit, as a sentence needs it."""

    name: str
    words: str
    limits: str
    month: str
    is_too_rough: bool


@dataclass(frozen=True)
class Coming:
    """When the next figures come out, and whether that day has passed without them."""

    on: date
    words: str
    is_late: bool


@dataclass(frozen=True)
class Heatmap:
    """The page of all units a person may see."""

    months: tuple[Month, ...]
    lines: tuple[Line, ...]
    latest: Latest | None
    coming: Coming
    has_figures: bool
    too_few_people: bool


@dataclass(frozen=True)
class MonthRow:
    """One month of one unit: its figure or the reason, and whose figure it is."""

    month: Month
    shown_for: str
    people: int | None
    estimate: float | None
    cell: Cell


@dataclass(frozen=True)
class UnitPage:
    """The page of one unit over two years, newest month first."""

    unit_id: str
    name: str
    kind: str
    above: tuple[str, ...]
    people: int | None
    rows: tuple[MonthRow, ...]
    released: tuple[Released, ...]
    latest: Latest | None
    coming: Coming
