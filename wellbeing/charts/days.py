"""Lays a panel's months along its foot, each as long as it was, and names as many as there is room for."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from matplotlib.axes import Axes

from wellbeing.charts.look import Look
from wellbeing.charts.months import TrendMonth

# A few months stand at the right-hand end, where the newest always is.
FEWEST_DAYS = timedelta(weeks=17)
# The room that a name such as "28 Sep" takes, in widths of a letter.
LETTERS_OF_A_NAME = 5.0


def name_the_days(axes: Axes, months: Sequence[TrendMonth], look: Look, beside: float = 0) -> None:
    """Name a month or a week by its first day, and the year where it begins.

    `beside` is the room to the right of the panel, in points.
    """
    end = months[-1].last + timedelta(days=1)
    begin = min(months[0].first, end - FEWEST_DAYS)
    axes.set_xlim(begin.toordinal(), end.toordinal())
    points = points_wide(axes) / (end - begin).days
    room = LETTERS_OF_A_NAME * look.letters
    latest = [month for month in months if (end - month.first).days * points + beside >= room]
    shown = tuple(_named(latest or months, room / points))
    axes.set_xticks(
        [month.first.toordinal() for month in shown],
        list(_names(shown)),
        ha="left",
        parse_math=False,
    )


def points_wide(axes: Axes) -> float:
    """Return the width of a panel in points."""
    figure = axes.get_figure(root=True)
    dpi = figure.dpi if figure is not None else 72.0
    return float(axes.bbox.width * 72 / dpi)


def _named(months: Sequence[TrendMonth], days: float) -> Iterator[TrendMonth]:
    """Give the months whose names do not meet, chosen from the newest backwards."""
    found: list[TrendMonth] = []
    for month in reversed(months):
        if not found or (found[-1].first - month.first).days >= days:
            found.append(month)
    return reversed(found)


def _names(months: Sequence[TrendMonth]) -> Iterator[str]:
    year = 0
    for month in months:
        # A second line for all, so that all stand at one height.
        below = "" if month.first.year == year else str(month.first.year)
        yield f"{month.first.day} {month.first:%b}\n{below}"
        year = month.first.year
