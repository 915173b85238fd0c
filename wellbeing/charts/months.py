"""What a trend is drawn from: released figures, events of the organisation, and nothing else."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TrendMonth:
    """One month or week of the picture; without an estimate its place is hatched."""

    first: date
    last: date
    estimate: float | None = None
    low: float = 0.0
    high: float = 0.0
    # "rising", "falling", or nothing that could be drawn.
    change: str = ""


@dataclass(frozen=True)
class Panel:
    """One line of figures; every panel of a picture has the same scale and the same time."""

    months: tuple[TrendMonth, ...]
    name: str = ""


@dataclass(frozen=True)
class Mark:
    """An event of the organisation: its number stands in the picture, its words under it."""

    number: int
    words: str
    first: date
    last: date


@dataclass(frozen=True)
class Trend:
    """Everything that one picture shows; equal trends are equal pictures."""

    panels: tuple[Panel, ...]
    marks: tuple[Mark, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()
