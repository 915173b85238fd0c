"""The picture of a unit's months: equal bytes for equal figures, gaps seen, readable in grey."""

import struct
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from tests.unit.charts.drawn import FIRST, MARKS, MONTHS, ONE, month
from wellbeing.charts import trend
from wellbeing.charts.frame import Frame
from wellbeing.charts.look import DARK, LIGHT, LOOKS
from wellbeing.charts.months import Panel, Trend
from wellbeing.charts.trend import draw_trend

FOUR = Trend(tuple(Panel(MONTHS, name) for name in "ABCD"), MARKS, "Red", ("A note.",))


def of(*months):
    return Trend((Panel(months),))


def test_another_process_draws_the_same_bytes():
    program = (
        "import sys, datetime; from wellbeing.charts.months import *; "
        "from wellbeing.charts.trend import draw_trend; "
        f"sys.stdout.buffer.write(draw_trend({FOUR!r}))"
    )

    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert other.stdout == draw_trend(FOUR)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("shown", [ONE, FOUR, replace(ONE, marks=MARKS)], ids=["1", "4", "marked"])
def test_a_picture_has_the_size_that_the_page_names(shown, look):
    width, height = struct.unpack(">II", draw_trend(shown, look)[16:24])

    assert (width, height) == Frame(shown, LOOKS[look]).pixels


def test_a_picture_says_nothing_of_its_making():
    picture = draw_trend(FOUR)

    assert b"tEXt" not in picture
    assert b"atplotlib" not in picture


@pytest.mark.parametrize("count", [1, 2, 24, 104])
def test_any_number_of_months_can_be_drawn(count):
    months = [replace(month(place), estimate=2.0, low=1.5, high=2.5) for place in range(count)]

    assert draw_trend(of(*months)).startswith(b"\x89PNG")


def test_months_without_any_figure_can_be_drawn():
    assert draw_trend(of(month(0))).startswith(b"\x89PNG")


def test_a_month_that_is_not_shown_is_hatched_and_not_only_empty(monkeypatch):
    hatched = draw_trend(ONE)
    monkeypatch.setattr(trend, "NOT_SHOWN_HATCH", "")

    assert hatched != draw_trend(ONE)


@pytest.mark.parametrize("change", ["rising", "falling"])
def test_a_clear_change_is_marked_and_no_clear_change_is_not(change):
    plain = month(0, 2.0, 1.7, 2.3)

    drawn = draw_trend(of(plain))

    assert draw_trend(of(replace(plain, change=change))) != drawn
    assert draw_trend(of(replace(plain, change="no clear change"))) == drawn


@pytest.mark.parametrize("paper", [LIGHT, DARK], ids=["light", "dark"])
def test_range_middle_and_paper_differ_in_grey(paper):
    def grey(colour):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255

    greys = sorted(grey(colour) for colour in (paper.middle, paper.span, paper.paper))

    assert min(np.diff(greys)) > 0.15


@pytest.mark.parametrize("text", ["$x", "$\\frac{1}{2}$", "a_b^c", "\\notacommand", "<b>&amp;</b>"])
def test_no_name_is_ever_read_as_mathematics(text, monkeypatch):
    def refuse(*_arguments, **_named):
        raise AssertionError("a name was read as mathematics")

    monkeypatch.setattr("matplotlib.mathtext.MathTextParser.parse", refuse)
    marks = (replace(MARKS[0], words=text),)

    assert draw_trend(Trend((Panel(MONTHS, text),), marks, text, (text,))).startswith(b"\x89PNG")


def test_letters_that_the_font_lacks_are_replaced_without_a_warning():
    assert draw_trend(replace(ONE, title="組織 Zürich")) == draw_trend(
        replace(ONE, title="\ufffd\ufffd Zürich")
    )


def test_drawing_loads_no_pyplot():
    program = (
        "import sys, datetime; from wellbeing.charts.months import *; "
        "from wellbeing.charts.trend import draw_trend; "
        f"draw_trend({ONE!r}); raise SystemExit('matplotlib.pyplot' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def axes_of(shown, monkeypatch, look="wide"):
    """Draw, and return the panels as they were when the picture was written."""
    found = []
    monkeypatch.setattr(
        "matplotlib.figure.Figure.savefig",
        lambda self, *_, **__: found.extend(self.axes),
    )
    draw_trend(shown, look)
    return found


def test_every_panel_has_the_same_scale_and_the_same_days(monkeypatch):
    shown = Trend((Panel(MONTHS, "A"), Panel((*MONTHS[:3], month(3, 3.9, 3.8, 4.0)), "B")))

    one, two = axes_of(shown, monkeypatch)

    assert one.get_ylim() == two.get_ylim() == (0, 4)
    assert one.get_xlim() == two.get_xlim()


def test_events_stand_on_their_day_in_every_panel_with_a_number_and_their_words_below(monkeypatch):
    axes = axes_of(FOUR, monkeypatch)
    words = [text.get_text() for text in axes[0].figure.texts]

    for panel in axes:
        dashed = [line for line in panel.lines if line.get_linestyle() == "--"]
        assert [line.get_xdata()[0] for line in dashed] == [
            mark.first.toordinal() for mark in MARKS
        ]
        assert {"1", "2"} <= {text.get_text() for text in panel.texts}
    assert words[1:] == ["1  Three services became two", "2  Sleep campaign", "", "A note."]


def test_an_event_that_began_before_the_picture_has_a_bar_from_its_edge_and_no_first_day(
    monkeypatch,
):
    early = replace(MARKS[1], first=FIRST.replace(year=2020))

    (panel,) = axes_of(replace(ONE, marks=(early,)), monkeypatch)

    bar = panel.lines[-1]
    assert (bar.get_xdata()[0], bar.get_ydata()[0]) == (panel.get_xlim()[0], 1)
    assert bar.get_xdata()[1] == early.last.toordinal() + 1
    assert not [line for line in panel.lines if line.get_linestyle() == "--"]
    assert "2" in {text.get_text() for text in panel.texts}


@pytest.mark.parametrize("count", [24, 104])
@pytest.mark.parametrize("look", ["wide", "narrow"])
def test_named_days_never_meet_and_name_each_year(look, count, monkeypatch):
    days = 27 if count == 24 else 6
    months = []
    for place in range(count):
        first = month(0).first.fromordinal(FIRST.toordinal() + place * (days + 1))
        last = first.fromordinal(first.toordinal() + days)
        months.append(replace(month(0, 2.0, 1.5, 2.5), first=first, last=last))

    (panel,) = axes_of(of(*months), monkeypatch, look)
    named = [label.get_text() for label in panel.get_xticklabels()]
    places = panel.get_xticks() * panel.bbox.width / np.ptp(panel.get_xlim())

    assert min(np.diff(places)) > 100
    assert [name.split("\n")[1] for name in named if name.split("\n")[1]] == ["2025", "2026"]


@pytest.mark.parametrize("look", LOOKS)
def test_no_words_leave_the_picture(look, monkeypatch):
    shown = replace(FOUR, title="A long name of a service " * 3, notes=("And a note. " * 30,))

    (figure,) = {axes.get_figure() for axes in axes_of(shown, monkeypatch, look)}
    figure.canvas.draw()

    for text in figure.findobj(lambda each: hasattr(each, "get_text") and each.get_text().strip()):
        box = text.get_window_extent()
        assert box.x0 >= 0, text
        assert box.x1 <= figure.bbox.width, text
        assert box.y0 >= 0, text
        assert box.y1 <= figure.bbox.height, text
