"""Draws how one unit's figures went from month to month, each with its range.

The picture reads the same in greyscale and on a dark page: it brings its own light paper.
"""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from wellbeing.charts.months import TrendMonth
from wellbeing.disclosure.bands import BANDS, HIGHEST

PAPER, INK, SOFT, EDGE = "#fffdf9", "#21302f", "#4d5d5b", "#75827d"
RANGE, MIDDLE, STRIPE, HATCH = "#a9cdc8", "#083f40", "#f4eee2", "#b5ad9d"
INCHES = (9.0, 4.0)
DOTS_PER_INCH = 160
LETTERS = 11.5
PIXELS = (int(INCHES[0] * DOTS_PER_INCH), int(INCHES[1] * DOTS_PER_INCH))
NOT_SHOWN_HATCH = "////"
# No program name, version or time goes into the file: equal figures give equal bytes.
METADATA = {"Software": None}
# With more months than this, not every one of them is named under the picture.
MOST_NAMES = 12
FEWEST_PLACES = 4
ARROWS = {"rising": "▲", "falling": "▼"}
ROOM_FOR_A_MARK = 0.3
PICTURES_KEPT = 64


@lru_cache(maxsize=PICTURES_KEPT)
def draw_trend(months: tuple[TrendMonth, ...]) -> bytes:
    """Return the picture as PNG; the same figures always give the same bytes."""
    layout = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.12)
    figure = Figure(figsize=INCHES, dpi=DOTS_PER_INCH, layout=layout, facecolor=PAPER)
    axes = figure.add_subplot()
    _draw_bands(axes)
    _draw_ranges(axes, months)
    _draw_middles(axes, months)
    _draw_arrows(axes, months)
    _draw_gaps(axes, months)
    _draw_frame(axes, months)
    image = BytesIO()
    figure.savefig(image, format="png", metadata=METADATA)
    return image.getvalue()


def _draw_bands(axes: Axes) -> None:
    height = HIGHEST / len(BANDS)
    for place, band in enumerate(BANDS):
        if place % 2 == 0:
            axes.axhspan(place * height, (place + 1) * height, color=STRIPE, lw=0, zorder=0)
        axes.text(
            1.01,
            (place + 0.5) * height,
            str(band),
            transform=axes.get_yaxis_transform(),
            va="center",
            color=SOFT,
            fontsize=LETTERS,
        )


def _draw_ranges(axes: Axes, months: Sequence[TrendMonth]) -> None:
    shown = [(place, month) for place, month in enumerate(months) if month.estimate is not None]
    axes.bar(
        [place for place, _ in shown],
        [month.high - month.low for _, month in shown],
        bottom=[month.low for _, month in shown],
        width=0.98,
        color=RANGE,
        zorder=2,
    )


def _draw_middles(axes: Axes, months: Sequence[TrendMonth]) -> None:
    middles = [float("nan") if month.estimate is None else month.estimate for month in months]
    axes.plot(
        range(len(months)),
        middles,
        color=MIDDLE,
        lw=2,
        marker="o",
        markersize=7,
        markerfacecolor=PAPER,
        markeredgewidth=2,
        zorder=3,
    )


def _draw_arrows(axes: Axes, months: Sequence[TrendMonth]) -> None:
    """Mark a clear change by a shape, on the side it goes to; the page says the word."""
    for place, month in enumerate(months):
        if month.change in ARROWS:
            above = _is_above(month)
            axes.annotate(
                ARROWS[month.change],
                (place, month.high if above else month.low),
                (0, 6 if above else -6),
                textcoords="offset points",
                ha="center",
                va="bottom" if above else "top",
                color=MIDDLE,
                fontsize=LETTERS,
                parse_math=False,
            )


def _is_above(month: TrendMonth) -> bool:
    """A mark stands on the side its change goes to, where there is room for it in the picture."""
    if month.change == "rising":
        return month.high < HIGHEST - ROOM_FOR_A_MARK
    return month.low < ROOM_FOR_A_MARK


def _draw_gaps(axes: Axes, months: Sequence[TrendMonth]) -> None:
    for place, month in enumerate(months):
        if month.estimate is None:
            axes.axvspan(
                place - 0.49,
                place + 0.49,
                facecolor=PAPER,
                edgecolor=HATCH,
                hatch=NOT_SHOWN_HATCH,
                lw=0,
                zorder=2,
            )


def _draw_frame(axes: Axes, months: Sequence[TrendMonth]) -> None:
    every = -(-len(months) // MOST_NAMES) or 1
    named = range((len(months) - 1) % every, len(months), every)
    axes.set_xticks(list(named), [months[place].label for place in named], parse_math=False)
    # A few months stand at the right-hand end, where the newest always is.
    axes.set_xlim(min(0, len(months) - FEWEST_PLACES) - 0.6, len(months) - 0.4)
    axes.set_ylim(0, HIGHEST)
    axes.set_yticks(range(int(HIGHEST) + 1))
    axes.set_ylabel("0 to 4, higher is better", color=SOFT, fontsize=LETTERS, parse_math=False)
    axes.tick_params(colors=INK, labelsize=LETTERS, length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(EDGE)
    axes.set_facecolor(PAPER)
