"""Draws how one unit's figures went from month to month, each with its range.

The picture reads the same in greyscale, and brings its own paper: a light and a dark one.
"""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from itertools import groupby

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font

from wellbeing.charts import marks
from wellbeing.charts.days import name_the_days, points_wide
from wellbeing.charts.frame import FOOT, GAP, LEFT, LINE, NAME, NUMBERS, RIGHT, TITLE, TOP, Frame
from wellbeing.charts.look import DOTS_PER_INCH, LOOKS, Look
from wellbeing.charts.months import Panel, Trend, TrendMonth
from wellbeing.disclosure.bands import BANDS, HIGHEST

NOT_SHOWN_HATCH = "////"
# No program name, version or time goes into the file: equal figures give equal bytes.
METADATA = {"Software": None}
ARROWS = {"rising": "▲", "falling": "▼"}
ROOM_FOR_A_MARK = 0.3
POINTS_OF_A_MARKER = 14
INK_OF_NO_LETTER = "\ufffd"


def draw_trend(trend: Trend, name: str = "wide") -> bytes:
    """Return the picture as PNG; the same trend always gives the same bytes."""
    look = LOOKS[name]
    frame = Frame(trend, look)
    figure = Figure(figsize=frame.inches, dpi=DOTS_PER_INCH, facecolor=look.paper.paper)
    for place, (panel, room) in enumerate(zip(trend.panels, frame.rooms(), strict=True)):
        axes = figure.add_axes(room)
        is_last = (place + 1) % frame.columns == 0 or place + 1 == len(trend.panels)
        name_the_days(axes, panel.months, look, (RIGHT if frame.columns == 1 else GAP) * 60)
        _draw_panel(axes, panel, look)
        _draw_scale(axes, look, is_first=place % frame.columns == 0, is_last=is_last)
        marks.draw(axes, trend.marks, look)
        _write_name(axes, panel.name, frame)
    _write_around(figure, frame)
    image = BytesIO()
    figure.savefig(image, format="png", metadata=METADATA)
    return image.getvalue()


def _draw_panel(axes: Axes, panel: Panel, look: Look) -> None:
    _draw_bands(axes, look)
    _draw_ranges(axes, panel.months, look)
    _draw_middles(axes, panel.months, look)
    _draw_arrows(axes, panel.months, look)
    _draw_gaps(axes, panel.months, look)


def _draw_bands(axes: Axes, look: Look) -> None:
    height = HIGHEST / len(BANDS)
    for place in range(0, len(BANDS), 2):
        axes.axhspan(place * height, (place + 1) * height, color=look.paper.stripe, lw=0, zorder=0)


def _draw_ranges(axes: Axes, months: Sequence[TrendMonth], look: Look) -> None:
    corners = [
        [(left, month.low), (left, month.high), (right, month.high), (right, month.low)]
        for month in months
        if month.estimate is not None
        for left, right in [(month.first.toordinal(), month.last.toordinal() + 1)]
    ]
    # An edge of the paper's colour keeps neighbours apart.
    drawn = PolyCollection(
        corners, facecolor=look.paper.span, edgecolor=look.paper.paper, lw=0.6, zorder=2
    )
    axes.add_collection(drawn, autolim=False)


def _draw_middles(axes: Axes, months: Sequence[TrendMonth], look: Look) -> None:
    is_crowded = len(months) * POINTS_OF_A_MARKER > points_wide(axes)
    axes.plot(
        [_middle(month) for month in months],
        [float("nan") if month.estimate is None else month.estimate for month in months],
        color=look.paper.middle,
        lw=1.6 if is_crowded else 2,
        marker="o",
        markersize=3.5 if is_crowded else 6,
        markerfacecolor=look.paper.paper,
        markeredgewidth=1.2 if is_crowded else 2,
        zorder=3,
    )


def _draw_arrows(axes: Axes, months: Sequence[TrendMonth], look: Look) -> None:
    """Mark a clear change by a shape, on the side it goes to; the page says the word."""
    for month in months:
        if month.change in ARROWS:
            above = _is_above(month)
            axes.annotate(
                ARROWS[month.change],
                (_middle(month), month.high if above else month.low),
                (0, 5 if above else -5),
                textcoords="offset points",
                ha="center",
                va="bottom" if above else "top",
                color=look.paper.middle,
                fontsize=look.letters * 0.9,
                zorder=4,
                parse_math=False,
            )


def _is_above(month: TrendMonth) -> bool:
    """A mark stands on the side its change goes to, where there is room for it in the picture."""
    if month.change == "rising":
        return month.high < HIGHEST - ROOM_FOR_A_MARK
    return month.low < ROOM_FOR_A_MARK


def _draw_gaps(axes: Axes, months: Sequence[TrendMonth], look: Look) -> None:
    for is_gap, found in groupby(months, lambda month: month.estimate is None):
        if is_gap:
            run = list(found)
            axes.axvspan(
                run[0].first.toordinal(),
                run[-1].last.toordinal() + 1,
                facecolor=look.paper.paper,
                edgecolor=look.paper.hatch,
                hatch=NOT_SHOWN_HATCH,
                lw=0,
                zorder=2,
            )


def _draw_scale(axes: Axes, look: Look, *, is_first: bool, is_last: bool) -> None:
    """The scale is the same in every panel; its numbers stand on the left, its words on the right."""
    axes.set_ylim(0, HIGHEST)
    numbers = range(int(HIGHEST) + 1)
    axes.set_yticks(list(numbers), [str(each) if is_first else "" for each in numbers])
    axes.tick_params(colors=look.paper.ink, labelsize=look.letters, length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(look.paper.edge)
    axes.set_facecolor(look.paper.paper)
    height = HIGHEST / len(BANDS)
    for place, band in enumerate(BANDS if is_last else ()):
        axes.annotate(
            str(band),
            (1, (place + 0.5) * height),
            (7, 0),
            xycoords=axes.get_yaxis_transform(),
            textcoords="offset points",
            va="center",
            color=look.paper.soft,
            fontsize=look.letters,
            parse_math=False,
        )


def _write_name(axes: Axes, name: str, frame: Frame) -> None:
    if name:
        room = NAME + (NUMBERS if frame.trend.marks else 0)
        axes.annotate(
            written(name),
            (0, 1),
            (0, (room - 0.12) * 72),
            xycoords="axes fraction",
            textcoords="offset points",
            va="top",
            color=frame.look.paper.ink,
            fontsize=frame.look.letters,
            fontweight="bold",
            parse_math=False,
        )


def _write_around(figure: Figure, frame: Frame) -> None:
    """Write the title above the panels, and the events and notes below."""
    width, height = frame.inches
    left = (LEFT if frame.columns > 1 or frame.look.columns > 1 else 0.2) / width
    paper, letters = frame.look.paper, frame.look.letters
    for number, line in enumerate(frame.title):
        at = 1 - (TOP + number * TITLE) / height
        _write(figure, (left, at), line, (paper.ink, letters * 1.35))
    for number, line in enumerate(frame.foot):
        at = (LINE * (len(frame.foot) - number) + FOOT / 2) / height
        _write(figure, (left, at), line, (paper.soft, letters * 0.88))


def _write(figure: Figure, at: tuple[float, float], text: str, ink: tuple[str, float]) -> None:
    colour, size = ink
    figure.text(*at, written(text), va="top", color=colour, fontsize=size, parse_math=False)


def written(text: str) -> str:
    """Return a text in which every letter that the font lacks is one that it has."""
    known = _letters()
    return "".join(each if ord(each) in known else INK_OF_NO_LETTER for each in text)


@cache
def _letters() -> frozenset[int]:
    return frozenset(get_font(findfont(FontProperties())).get_charmap())


def _middle(month: TrendMonth) -> float:
    return (month.first.toordinal() + month.last.toordinal() + 1) / 2
