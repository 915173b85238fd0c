"""The tally of a large unit: how many of its people took part or stood where, in rough steps."""

from dataclasses import dataclass

from wellbeing.disclosure.book import Book
from wellbeing.disclosure.indicators import Standing

# Counts carry noise of a few people in a hundred: shares are shown no finer than this, and the
# ends of the scale are never claimed.
STEP = 5
LOWEST, HIGHEST = STEP, 100 - STEP


@dataclass(frozen=True)
class Share:
    """One standing and its share of a unit's people, in steps of five in a hundred."""

    standing: Standing
    percent: int


@dataclass(frozen=True)
class Tally:
    """All shares of a unit for one cycle."""

    cycle: int
    unit_key: str
    people: int
    shares: tuple[Share, ...]


def tally(book: Book, unit_key: str, cycle: int) -> Tally | None:
    """Return a unit's tally of a cycle; None where there is none or it is not out yet."""
    cells = {cell.indicator: cell for cell in book.tallies.get((unit_key, cycle), ())}
    if not cells:
        return None
    people = next(iter(cells.values())).people
    shares = tuple(
        Share(standing, _in_steps(cells[standing].released / people))
        for standing in Standing
        if standing in cells
    )
    return Tally(cycle, unit_key, people, shares)


def _in_steps(share: float) -> int:
    return min(max(round(100 * share / STEP) * STEP, LOWEST), HIGHEST)
