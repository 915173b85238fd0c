"""How a figure looks in a cell: its colour, hatching between two words, and no colour when too rough."""

from datetime import date

import pytest

from wellbeing.disclosure import BANDS, Calendar, Released
from wellbeing.heatmaps.cells import Cell, cell_of, in_a_row, key

WINDOW = Calendar(date(2025, 12, 1)).window(0)


def a_figure(low, high):
    return Released(WINDOW, "red", "Red", 40, round((low + high) / 2, 1), low, high)


@pytest.mark.parametrize(
    ("low", "high", "look", "words"),
    [
        (0.1, 0.7, "b1", "Strained"),
        (1.7, 2.3, "b3", "Mixed"),
        (3.3, 4.0, "b5", "Well"),
        (1.4, 2.2, "b3 between", "Under strain to mixed"),
        (1.0, 2.0, "b2 between", "Under strain to mixed"),
        (1.0, 3.0, "rough", "Too rough to place"),
    ],
)
def test_a_cell_looks_as_its_words_say(low, high, look, words):
    cell = cell_of(a_figure(low, high))

    assert (cell.look, cell.words) == (look, words)
    assert cell.limits == f"{low} to {high}"


def test_the_bar_is_as_long_as_the_range():
    assert cell_of(a_figure(1.7, 2.4)).width == 0.7


def test_the_key_covers_the_whole_scale_without_gaps():
    entries = key()

    assert [entry.word for entry in entries] == [str(band) for band in BANDS]
    assert entries[0].limits.startswith("0.0")
    assert entries[-1].limits.endswith("4.0")
    assert len({entry.colour for entry in entries}) == len(BANDS)


def test_reasons_in_a_row_are_written_once_and_figures_never_joined():
    reason, other = Cell("none", "Too few"), Cell("none", "Later")
    figure = Cell("b3", "Mixed", "1.6 to 2.4", 1.6, 2.4)

    joined = in_a_row([reason, reason, figure, figure, reason, other])

    assert [(cell.words, cell.span) for cell in joined] == [
        ("Too few", 2), ("Mixed", 1), ("Mixed", 1), ("Too few", 1), ("Later", 1),
    ]  # fmt: skip
