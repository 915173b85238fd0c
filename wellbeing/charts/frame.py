"""Where everything stands in a picture: fixed room for each piece, so that no layout is worked out."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from wellbeing.charts.look import DOTS_PER_INCH, Look
from wellbeing.charts.months import Trend

LINE = 0.22
LEFT, RIGHT, GAP = 0.55, 1.2, 0.4
TOP, TITLE, NAME, NUMBERS, DAYS, FOOT = 0.14, 0.42, 0.32, 0.3, 0.5, 0.12
# A panel that has a neighbour is lower than one that stands by itself.
LOWER = 0.72
# Wide letters and capitals need more room than the average.
WIDEST_TITLE = 0.8


@dataclass(frozen=True)
class Frame:
    """The size of a picture and the room of each of its panels, in inches from below and left."""

    trend: Trend
    look: Look

    @property
    def columns(self) -> int:
        return min(self.look.columns, len(self.trend.panels))

    @property
    def rows(self) -> int:
        return -(-len(self.trend.panels) // self.columns)

    @property
    def title(self) -> tuple[str, ...]:
        """Return the title as lines that fit."""
        return wrapped(self.trend.title, round(self.look.line * WIDEST_TITLE))

    @property
    def foot(self) -> tuple[str, ...]:
        """Return what stands under the panels, line by line: the events, then the notes."""
        events = [f"{mark.number}  {mark.words}" for mark in self.trend.marks]
        between = ("",) if events and self.trend.notes else ()
        marked, noted = (
            tuple(line for text in texts for line in wrapped(text, self.look.line))
            for texts in (events, self.trend.notes)
        )
        return (*marked, *between, *noted)

    @property
    def panel_height(self) -> float:
        return self.look.height * (LOWER if len(self.trend.panels) > 1 else 1)

    @property
    def inches(self) -> tuple[float, float]:
        rows = self.rows * (self._above + self.panel_height + DAYS)
        foot = LINE * len(self.foot) + FOOT if self.foot else 0
        return self.look.width, round(TOP + self._titles + rows + foot, 2)

    @property
    def pixels(self) -> tuple[int, int]:
        width, height = self.inches
        return int(width * DOTS_PER_INCH), int(height * DOTS_PER_INCH)

    def rooms(self) -> Iterator[tuple[float, float, float, float]]:
        """Give each panel its left, bottom, width and height, as parts of the picture."""
        width, height = self.inches
        room = (width - LEFT - RIGHT - GAP * (self.columns - 1)) / self.columns
        for place in range(len(self.trend.panels)):
            row, column = divmod(place, self.columns)
            top = TOP + self._titles + row * (self._above + self.panel_height + DAYS) + self._above
            bottom = height - top - self.panel_height
            left = LEFT + column * (room + GAP)
            yield left / width, bottom / height, room / width, self.panel_height / height

    @property
    def _titles(self) -> float:
        return TITLE * len(self.title)

    @property
    def _above(self) -> float:
        """The room over a panel: for its name, and for the numbers of events."""
        named = any(panel.name for panel in self.trend.panels)
        return (NAME if named else 0) + (NUMBERS if self.trend.marks else 0)


def wrapped(text: str, width: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, width)) if text else ()
