"""A pocket card: what a person chose, laid out on panels as large as a bank card, and never cut."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

# By the size of the letters on the card: letters in a row of print, rows under the title.
LETTERS, ROWS = 44, 9
PANELS = 4
NARROW = frozenset({"Na", "N", "H", "A"})


@dataclass(frozen=True)
class Panel:
    """One panel of the card."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """Four panels on one piece of paper, to be folded twice."""

    panels: tuple[Panel, ...]


def cards(sections: Iterable[tuple[str, Sequence[str]]]) -> tuple[Card, ...]:
    """Lay out titles and their lines, in order; what does not fit goes on on the next panel."""
    panels = [panel for title, lines in sections for panel in _panels(title, lines)]
    return tuple(Card(tuple(panels[at : at + PANELS])) for at in range(0, len(panels), PANELS))


def rows_of(line: str) -> int:
    """Return about how many rows of print a line takes."""
    return sum(1 + _width(part) // LETTERS for part in line.splitlines() or [""])


def _panels(title: str, lines: Sequence[str]) -> Iterable[Panel]:
    taken: list[str] = []
    rows = 0
    name = title
    for line in lines:
        if taken and rows + rows_of(line) > ROWS:
            yield Panel(name, tuple(taken))
            name, taken, rows = f"{title}, more", [], 0
        taken.append(line)
        rows += rows_of(line)
    if taken:
        yield Panel(name, tuple(taken))


def _width(text: str) -> int:
    return sum(1 if east_asian_width(sign) in NARROW else 2 for sign in text)
