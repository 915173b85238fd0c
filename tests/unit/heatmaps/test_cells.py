"""A cell of a map shows what its figure carries: an arrow only where one was earned."""

import pytest

from tests.support.cohorts import CALENDAR
from wellbeing.disclosure import Change, Released, Why, Withheld
from wellbeing.heatmaps.cells import cell_of

WINDOW = CALENDAR.window(0)


def released(low, high, change=None):
    return Released(WINDOW, "red", "Red", 40, (low + high) / 2, low, high, change=change)


@pytest.mark.parametrize(
    ("change", "sign", "word"),
    [
        (Change.RISING, "▲", "rising"),
        (Change.FALLING, "▼", "falling"),
        (Change.NOT_CLEAR, "", "no clear change"),
        (None, "", ""),
    ],
)
def test_a_sign_stands_only_beside_a_direction_that_was_found(change, sign, word):
    cell = cell_of(released(1.0, 1.4, change))

    assert (cell.sign, cell.change) == (sign, word)


@pytest.mark.parametrize(
    ("low", "high", "look"),
    [(1.7, 2.3, "b3"), (2.0, 2.6, "b3 between"), (1.0, 2.6, "rough")],
)
def test_the_look_follows_how_many_bands_the_range_touches(low, high, look):
    assert cell_of(released(low, high)).look == look


@pytest.mark.parametrize("why", Why)
def test_whatever_is_not_shown_says_why(why):
    cell = cell_of(Withheld(WINDOW, "red", why, see="help", see_label="Help"))

    assert cell.look == "none"
    assert not cell.is_figure
    assert cell.words.endswith(".")
