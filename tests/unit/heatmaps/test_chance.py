"""Beside each map stands how often chance alone gives an arrow, as measured and shipped."""

from itertools import product

import pytest

from tests.support.cohorts import CALENDAR
from wellbeing.disclosure import DOMAINS, Indicator, Kind, Released, Rhythm
from wellbeing.heatmaps.chance import false_arrows, in_words
from wellbeing.heatmaps.reading import of_detail
from wellbeing.web.measured import UtilityLine, utility_figures

MONTH = CALENDAR.windows(1)[0]
WEEK = CALENDAR.windows(1, Rhythm.WEEK)[0]


def a_line(
    size, indicator=Indicator.CONDITIONS, rhythm="month", *, falls=0.1, kind="pulse", groups=200
):
    return UtilityLine(
        kind=kind,
        size=size,
        indicator=indicator,
        rhythm=rhythm,
        cover=0.8,
        arrow_shown=0.5,
        false_falls=falls,
        false_rises=0.1,
        groups=groups,
    )


def a_figure(people, indicator=Indicator.CONDITIONS, window=MONTH, kind=Kind.PULSE):
    return Released(window, "red", "Red", people, 2.0, 1.8, 2.2, indicator, kind=kind)


def test_every_line_counts_as_the_measured_group_nearest_in_size_that_is_no_larger():
    measured = [a_line(25, falls=0.0), a_line(8, falls=0.2)]

    expected = [false_arrows([a_figure(people)], measured) for people in (8, 9, 24, 25, 40)]

    assert expected == pytest.approx([0.3, 0.3, 0.3, 0.1, 0.1])


def test_the_lines_of_a_map_add_up():
    measured = [a_line(8, falls=0.2), a_line(25, falls=0.0)]

    assert false_arrows([a_figure(9), a_figure(40)], measured) == pytest.approx(0.4)


def test_a_unit_above_teams_never_counts_as_a_team_nor_a_month_as_a_week():
    measured = [
        a_line(25, falls=0.1),
        a_line(80, rhythm="week", falls=0.2),
        a_line(77, falls=0.3, kind="level"),
        a_line(110, Indicator.SUPPORT, falls=0.4, kind="level"),
        a_line(187, Indicator.SUPPORT, "week", falls=0.5, kind="level"),
    ]
    figures = [
        a_figure(200),
        a_figure(200, window=WEEK),
        a_figure(200, kind=Kind.LEVEL),
        a_figure(200, Indicator.SUPPORT, kind=Kind.LEVEL),
        a_figure(200, Indicator.SUPPORT, WEEK, Kind.LEVEL),
    ]

    expected = [false_arrows([one], measured) for one in figures]

    assert expected == pytest.approx([0.2, 0.3, 0.4, 0.5, 0.6])


def test_a_group_smaller_than_all_of_its_kind_counts_as_the_worst_of_its_kind():
    measured = [
        a_line(8, falls=0.8),
        a_line(77, falls=0.2, kind="level"),
        a_line(187, falls=0.4, kind="level"),
    ]

    assert false_arrows([a_figure(20, kind=Kind.LEVEL)], measured) == pytest.approx(0.5)


def test_where_few_groups_were_measured_a_line_counts_as_the_worst_of_its_kind():
    measured = [
        a_line(77, falls=0.1, kind="level", groups=99),
        a_line(110, falls=0.2, kind="level", groups=100),
        a_line(187, falls=0.4, kind="level", groups=48),
    ]

    expected = [
        false_arrows([a_figure(size, kind=Kind.LEVEL)], measured) for size in (80, 120, 200)
    ]

    assert expected == pytest.approx([0.5, 0.3, 0.5])


def test_what_was_never_measured_counts_as_the_worst_that_was():
    measured = [
        a_line(8),
        a_line(80, Indicator.SUPPORT, "week", falls=0.9),
        a_line(80, Indicator.SIGNS, "week", falls=0.3),
    ]

    assert false_arrows([a_figure(200, Indicator.SLEEP, WEEK)], measured) == pytest.approx(1.0)


def test_before_anything_was_measured_nothing_is_counted():
    assert false_arrows([a_figure(9)], []) == 0


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


def test_the_shipped_measurement_has_lines_for_every_kind_of_row_a_map_shows_but_single_questions():
    measured = utility_figures()

    assert measured is not None
    kinds = {(line.kind, line.indicator, line.rhythm) for line in measured.lines}
    subjects = (Indicator.CONDITIONS, *DOMAINS)
    assert kinds == set(product(("pulse", "level"), subjects, ("month", "week")))
    assert all(0 <= line.false_arrows_a_year < 5 for line in measured.lines)


def test_a_map_without_figures_says_nothing_of_chance():
    assert of_detail(None).false_arrows == ""
