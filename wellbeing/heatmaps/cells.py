"""Turns figures into the cells of a table: look, words, range and arrow, ready for a page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wellbeing.disclosure import BANDS, HIGHEST, Figure, Released, Withheld
from wellbeing.heatmaps import words


@dataclass(frozen=True)
class Cell:
    """One cell; a reason that holds for several windows in a row is written once."""

    look: str
    words: str
    limits: str = ""
    low: float = 0.0
    high: float = 0.0
    # How many columns it covers: a month covers its weeks.
    span: int = 1
    # In the first 13 weeks there is no arrow, and nothing is said of a direction.
    sign: str = ""
    change: str = ""

    @property
    def width(self) -> float:
        """Return how long the bar of the range is."""
        return round(self.high - self.low, 1)

    @property
    def is_figure(self) -> bool:
        return bool(self.limits)


@dataclass(frozen=True)
class KeyEntry:
    """One line of the key to the colours."""

    colour: str
    word: str
    limits: str


def key() -> tuple[KeyEntry, ...]:
    """Return the five bands, each with its part of the scale."""
    height = HIGHEST / len(BANDS)
    return tuple(
        KeyEntry(_colour(place), str(band), f"{place * height:.1f} to {(place + 1) * height:.1f}")
        for place, band in enumerate(BANDS)
    )


def cell_of(figure: Figure, span: int = 1) -> Cell:
    """Return the cell of a figure, or of the reason why there is none."""
    if isinstance(figure, Withheld):
        return Cell("none", words.why_in_words(figure), span=span)
    return Cell(
        look=_look(figure),
        words=figure.words,
        limits=words.limits_in_words(figure),
        low=figure.low,
        high=figure.high,
        span=span,
        sign=words.ARROWS[figure.change] if figure.change else "",
        change=str(figure.change) if figure.change else "",
    )


def in_a_row(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Join neighbours that give the same reason."""
    joined: list[Cell] = []
    for cell in cells:
        last = joined[-1] if joined else None
        if last is not None and not cell.is_figure and last.words == cell.words:
            joined[-1] = replace(last, span=last.span + cell.span)
        else:
            joined.append(cell)
    return tuple(joined)


def _look(figure: Released) -> str:
    if figure.is_too_rough:
        return "rough"
    colour = _colour(BANDS.index(figure.band))
    return f"{colour} between" if figure.is_rough else colour


def _colour(place: int) -> str:
    return f"b{place + 1}"
