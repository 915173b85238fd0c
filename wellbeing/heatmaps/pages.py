"""The values that the heatmap's templates are handed: nothing in them is about a single person."""

from dataclasses import dataclass
from datetime import date

from wellbeing.disclosure import Released
from wellbeing.heatmaps.called import Called
from wellbeing.heatmaps.cells import Cell
from wellbeing.heatmaps.figures_file import Row
from wellbeing.heatmaps.reach import WHOLE, Part
from wellbeing.heatmaps.sentences import Sentence, Told


@dataclass(frozen=True)
class Heading:
    """The heading of a column or of a row: the weeks it covers."""

    began: str
    ended: str
    year: int


@dataclass(frozen=True)
class Month:
    """A month of the map: one column, or one for each of its weeks."""

    heading: Heading
    weeks: tuple[Heading, ...] = ()

    @property
    def span(self) -> int:
        return max(1, len(self.weeks))


@dataclass(frozen=True)
class Line:
    """One row of a map: a unit, a pool of small teams, which has no page of its own, or a question."""

    name: str
    cells: tuple[Cell, ...]
    unit_id: str = ""
    kind: str = ""
    people: int | None = None
    is_home: bool = False
    # So many units under it are somebody's to see and not on this map.
    left_out: int = 0
    told: Told | None = None


@dataclass(frozen=True)
class Grid:
    """A table of cells: months, or months with their weeks, against lines."""

    months: tuple[Month, ...]
    lines: tuple[Line, ...]

    @property
    def is_weekly(self) -> bool:
        return any(month.weeks for month in self.months)

    @property
    def left_out(self) -> int:
        """Return how many units right under these are not among the lines."""
        return sum(line.left_out for line in self.lines)


@dataclass(frozen=True)
class Reading:
    """What stands above a map in sentences, and what chance alone does to its arrows."""

    said: tuple[Sentence, ...]
    # In words; empty where nothing was measured, or where no line ends with a figure.
    false_arrows: str


@dataclass(frozen=True)
class Topic:
    """Something that a map can be about."""

    indicator: str
    name: str
    is_shown: bool


@dataclass(frozen=True)
class Place:
    """Where a map stands in the organisation: under which unit, and which part of its units."""

    unit_id: str = ""
    name: str = ""
    # Units above it with their ids, the highest first.
    trail: tuple[tuple[str, str], ...] = ()
    part: Part = WHOLE

    @property
    def before(self) -> int:
        """Return the part before this one; 0 at the first."""
        return self.part.number - 1

    @property
    def after(self) -> int:
        """Return the part after this one; 0 at the last."""
        return self.part.number + 1 if self.part.number < self.part.of else 0


@dataclass(frozen=True)
class Coming:
    """When the next figures come out, and whether that day has passed without them."""

    on: date
    words: str
    is_late: bool


@dataclass(frozen=True)
class Heatmap:
    """The page of units against months, about one thing."""

    grid: Grid
    reading: Reading
    about: Topic
    topics: tuple[Topic, ...]
    place: Place
    coming: Coming
    has_figures: bool
    too_few_people: bool


@dataclass(frozen=True)
class WindowRow:
    """One window of one unit: its figure or the reason, and whose figure it is."""

    heading: Heading
    shown_for: str
    people: int | None
    estimate: float | None
    cell: Cell


@dataclass(frozen=True)
class TallyTable:
    """How many of a large unit's people took part or stood where: cycles against standings."""

    cycles: tuple[Heading, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class UnitPage:
    """The page of one unit over two years, newest window first."""

    unit_id: str
    name: str
    kind: str
    above: tuple[str, ...]
    called_before: tuple[Called, ...]
    has_units_under: bool
    people: int | None
    rows: tuple[WindowRow, ...]
    is_weekly: bool
    # Everything that came out in these two years, the oldest first.
    released: tuple[Released, ...]
    file_rows: tuple[Row, ...]
    detail: Grid | None
    detail_reading: Reading
    tally_table: TallyTable | None
    reading: Reading
    coming: Coming
