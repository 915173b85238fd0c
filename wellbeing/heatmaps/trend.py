"""Hands one unit's figures to the picture; a month without a figure becomes a gap."""

from wellbeing.heatmaps.pages import UnitPage


def drawn(page: UnitPage) -> bytes:
    """Return the picture of a unit's months, the oldest on the left."""
    # Matplotlib takes a second to load, which only the first picture should cost.
    from wellbeing.charts.trend import TrendMonth, draw_trend

    return draw_trend(
        tuple(
            TrendMonth(row.month.began, row.estimate, row.cell.low, row.cell.high)
            for row in reversed(page.rows)
        )
    )
