"""Hands one unit's figures to the picture; a window without a figure becomes a gap."""

from wellbeing.charts.months import TrendMonth
from wellbeing.heatmaps.pages import UnitPage


def drawn(page: UnitPage) -> bytes:
    """Return the picture of a unit's windows, the oldest on the left."""
    # Matplotlib takes a second to load, which only the first picture should cost.
    from wellbeing.charts.trend import draw_trend

    return draw_trend(months_of(page))


def months_of(page: UnitPage) -> tuple[TrendMonth, ...]:
    """Return the windows that the page's table shows, with the same rounded numbers."""
    return tuple(
        TrendMonth(row.heading.began, row.estimate, row.cell.low, row.cell.high, row.cell.change)
        for row in reversed(page.rows)
    )
