"""Five words for the scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.disclosure.bands import Band, band_at, bands_of, words_of


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.0, 0.8, "Strained"),
        (0.9, 1.5, "Under strain"),
        (1.6, 2.4, "Mixed"),
        (2.6, 3.0, "Steady"),
        (3.2, 4.0, "Well"),
        (2.2, 2.6, "Mixed to steady"),
        (0.5, 1.0, "Strained to under strain"),
        (1.5, 2.5, "Too rough to place"),
        (0.0, 4.0, "Too rough to place"),
        (4.0, 4.0, "Well"),
        (0.0, 0.0, "Strained"),
    ],
)
def test_a_range_is_put_into_words(low, high, words):
    assert words_of(low, high) == words


@pytest.mark.parametrize(
    ("estimate", "band"),
    [
        (0.0, Band.STRAINED),
        (0.7, Band.STRAINED),
        (0.8, Band.UNDER_STRAIN),
        (2.0, Band.MIXED),
        (2.4, Band.STEADY),
        (4.0, Band.WELL),
    ],
)
def test_an_estimate_has_one_band(estimate, band):
    assert band_at(estimate) is band


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_range_touches_neighbouring_bands_only(one, other):
    low, high = sorted((one, other))

    touched = bands_of(low / 10, high / 10)

    assert touched
    assert touched[0] is band_at(low / 10)
    places = [list(Band).index(band) for band in touched]
    assert places == list(range(places[0], places[0] + len(places)))
