"""Trends for tests of drawing: made-up figures, each viewer with their own."""

from datetime import date, timedelta
from itertools import count

from wellbeing.charts.months import Mark, Panel, Trend, TrendMonth

FIRST = date(2025, 1, 6)


def month(place, *figures):
    first = FIRST + timedelta(weeks=4 * place)
    return TrendMonth(first, first + timedelta(days=27), *figures)


MONTHS = (
    month(0, 2.6, 2.1, 3.1),
    month(1, 2.2, 1.9, 2.5),
    month(2),
    month(3, 1.4, 1.1, 1.7, "falling"),
)
ONE = Trend((Panel(MONTHS),))
MARKS = (
    Mark(1, "Three services became two", date(2025, 2, 3), date(2025, 2, 3)),
    Mark(2, "Sleep campaign", date(2025, 2, 10), date(2025, 3, 30)),
)


def of_viewer(viewer, months=24):
    """Return a trend that no other viewer has."""
    steps = count(viewer * 37)
    found = []
    for place in range(months):
        middle = (next(steps) * (viewer + 3) % 30 + 5) / 10
        found.append(month(place, middle, round(middle - 0.4, 1), round(middle + 0.4, 1)))
    return Trend((Panel(tuple(found)),), MARKS, title=f"Unit {viewer}")
