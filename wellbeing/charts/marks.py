"""Draws events of the organisation: a dashed line with a number over the panel, a bar while it lasts."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from wellbeing.charts.days import points_wide
from wellbeing.charts.look import Look
from wellbeing.charts.months import Mark

DASHES = (0, (4, 3))
LIFT = 4
# Numbers closer than this, in points, would be read as one.
APART = 14


def draw(axes: Axes, marks: Sequence[Mark], look: Look) -> None:
    """Mark each event on its first day; of two numbers that would meet, the later moves aside.

    What began before the picture has its number and its bar at the edge, and no line of a first day.
    """
    first, last = axes.get_xlim()
    free = 0.0
    for mark in marks:
        at = max(first, mark.first.toordinal())
        if at == mark.first.toordinal():
            axes.axvline(at, color=look.paper.ink, lw=1.1, linestyle=DASHES, zorder=3.5)
        if mark.last > mark.first:
            _draw_bar(axes, (at, min(last, mark.last.toordinal() + 1)), look)
        place = (at - first) / (last - first) * points_wide(axes)
        moved = max(place, free)
        free = moved + APART
        axes.annotate(
            str(mark.number),
            (at, 1),
            (moved - place, LIFT),
            xycoords=axes.get_xaxis_transform(),
            textcoords="offset points",
            ha="center",
            va="bottom",
            color=look.paper.ink,
            fontsize=look.letters * 0.9,
            fontweight="bold",
            parse_math=False,
        )


def _draw_bar(axes: Axes, ends: tuple[float, float], look: Look) -> None:
    axes.plot(
        ends,
        (1, 1),
        transform=axes.get_xaxis_transform(),
        color=look.paper.ink,
        lw=2.4,
        solid_capstyle="butt",
        clip_on=False,
        zorder=3.5,
    )
