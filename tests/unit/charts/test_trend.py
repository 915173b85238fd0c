"""The picture of a unit's months: equal bytes for equal figures, gaps seen, readable in grey."""

import struct
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from wellbeing.charts import trend
from wellbeing.charts.months import TrendMonth
from wellbeing.charts.trend import PIXELS, draw_trend

MONTHS = (
    TrendMonth("2 Feb", 2.6, 2.1, 3.1),
    TrendMonth("2 Mar", 2.2, 1.9, 2.5),
    TrendMonth("6 Apr"),
    TrendMonth("4 May", 1.4, 1.1, 1.7, "falling"),
)


def test_the_same_figures_give_the_same_bytes():
    first = draw_trend(MONTHS)
    draw_trend.cache_clear()

    assert draw_trend(MONTHS) == first


def test_another_process_draws_the_same_bytes():
    program = (
        "import sys; from wellbeing.charts.months import TrendMonth; from wellbeing.charts.trend import draw_trend; "
        f"sys.stdout.buffer.write(draw_trend({MONTHS!r}))"
    )

    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert other.stdout == draw_trend(MONTHS)


def test_a_picture_is_drawn_once_and_kept():
    draw_trend.cache_clear()

    draw_trend(MONTHS)
    draw_trend(tuple(MONTHS))

    assert draw_trend.cache_info().hits == 1


def test_a_picture_has_the_size_that_the_page_names():
    width, height = struct.unpack(">II", draw_trend(MONTHS)[16:24])

    assert (width, height) == PIXELS


def test_a_picture_says_nothing_of_its_making():
    picture = draw_trend(MONTHS)

    assert b"tEXt" not in picture
    assert b"atplotlib" not in picture


@pytest.mark.parametrize("count", [1, 2, 24, 100])
def test_any_number_of_months_can_be_drawn(count):
    months = tuple(MONTHS[place % 4] for place in range(count))

    assert draw_trend(months).startswith(b"\x89PNG")


def test_months_without_any_figure_can_be_drawn():
    assert draw_trend((TrendMonth("6 Apr"),)).startswith(b"\x89PNG")


def test_a_month_that_is_not_shown_is_hatched_and_not_only_empty(monkeypatch):
    hatched = draw_trend(MONTHS)
    draw_trend.cache_clear()
    monkeypatch.setattr(trend, "NOT_SHOWN_HATCH", "")

    empty = draw_trend(MONTHS)

    draw_trend.cache_clear()
    assert hatched != empty


@pytest.mark.parametrize("change", ["rising", "falling"])
def test_a_clear_change_is_marked_and_no_clear_change_is_not(change):
    month = TrendMonth("4 May", 2.0, 1.7, 2.3)

    plain = draw_trend((month,))

    assert draw_trend((replace(month, change=change),)) != plain
    assert draw_trend((replace(month, change="no clear change"),)) == plain


def test_range_middle_and_paper_differ_in_grey():
    def grey(colour):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255

    greys = sorted(grey(colour) for colour in (trend.MIDDLE, trend.RANGE, trend.PAPER))

    assert min(np.diff(greys)) > 0.15


@pytest.mark.parametrize(
    "label", ["$x", "$\\frac{1}{2}$", "a_b^c", "\\notacommand", "<b>&amp;</b>"]
)
def test_a_label_is_never_read_as_mathematics(label, monkeypatch):
    def refuse(*_arguments, **_named):
        raise AssertionError("a label was read as mathematics")

    monkeypatch.setattr("matplotlib.mathtext.MathTextParser.parse", refuse)

    assert draw_trend((TrendMonth(label, 2.0, 1.5, 2.5),)).startswith(b"\x89PNG")


def test_drawing_loads_no_pyplot():
    program = (
        "import sys; from wellbeing.charts.months import TrendMonth; from wellbeing.charts.trend import draw_trend; "
        "draw_trend((TrendMonth('2 Feb', 2.0, 1.5, 2.5),)); "
        "raise SystemExit('matplotlib.pyplot' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_only_so_many_months_are_named_but_always_the_last(monkeypatch):
    named = []
    monkeypatch.setattr(
        "matplotlib.axes.Axes.set_xticks",
        lambda self, ticks, labels=None, **rest: named.append(labels),
    )

    draw_trend(tuple(TrendMonth(f"month {place}", 2.0, 1.5, 2.5) for place in range(24)))

    assert len(named[0]) == trend.MOST_NAMES
    assert named[0][-1] == "month 23"
