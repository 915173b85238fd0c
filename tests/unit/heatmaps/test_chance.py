"""Beside each map stands how often chance alone gives an arrow, as measured and shipped."""

import pytest

from tests.support.cohorts import CALENDAR
from wellbeing.disclosure import Indicator, Released, Rhythm
from wellbeing.heatmaps.chance import false_arrows, in_words
from wellbeing.heatmaps.reading import of_detail
from wellbeing.web.measured import UtilityLine, utility_figures

MONTH = CALENDAR.windows(1)[0]
WEEK = CALENDAR.windows(1, Rhythm.WEEK)[0]


def a_line(size, indicator=Indicator.CONDITIONS, rhythm="month", falls=0.1, rises=0.1):
    return UtilityLine(
        size=size,
        indicator=indicator,
        rhythm=rhythm,
        cover=0.8,
        arrow_shown=0.5,
        false_falls=falls,
        false_rises=rises,
    )


def a_figure(people, indicator=Indicator.CONDITIONS, window=MONTH):
    return Released(window, "red", "Red", people, 2.0, 1.8, 2.2, indicator)


def test_every_line_counts_as_the_measured_group_that_is_nearest_in_size():
    measured = [a_line(8, falls=0.2), a_line(25, falls=0.0)]

    expected = false_arrows([a_figure(9), a_figure(40), a_figure(16)], measured)

    assert expected == pytest.approx(0.3 + 0.1 + 0.3)


def test_what_was_never_measured_counts_as_the_worst_that_was():
    measured = [
        a_line(8),
        a_line(80, Indicator.SUPPORT, "week", 0.1, 0.9),
        a_line(80, Indicator.SIGNS, "week", 0.2, 0.2),
    ]

    assert false_arrows([a_figure(200, Indicator.SLEEP, WEEK)], measured) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (0.0, ""),
        (0.08, "about once in 12 years"),
        (0.27, "about once in 4 years"),
        (0.7, "about once in 2 years"),
        (0.8, "about once a year"),
        (3.4, "about 3 times a year"),
    ],
)
def test_the_number_is_said_in_words_that_claim_no_precision(expected, words):
    assert in_words(expected) == words


def test_the_shipped_measurement_has_a_line_for_teams_and_for_weekly_domains():
    measured = utility_figures()

    assert measured is not None
    kinds = {(line.indicator, line.rhythm) for line in measured.lines}
    assert {("conditions", "month"), ("conditions", "week"), ("support", "week")} <= kinds
    assert all(0 <= line.false_arrows_a_year < 5 for line in measured.lines)


def test_a_map_without_figures_says_nothing_of_chance():
    assert of_detail(None).false_arrows == ""
