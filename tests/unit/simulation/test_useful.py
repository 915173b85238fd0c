"""How useful figures are is measured on made-up people whose whole truth is known."""

import numpy as np
import pytest

from wellbeing.disclosure import Kind, Read, Reading
from wellbeing.simulation.everybody import Change, live, mean_of
from wellbeing.simulation.useful import FIRST, Point, Shape, points_of
from wellbeing.simulation.useful_lines import lines_of

SMALL = Shape(services=1, sizes=(8, 8, 8, 8, 25, 25, 25, 25), cycles=3)
WEEKS = tuple(FIRST.plus(number) for number in range(20))


def without_noise(sums, _sigma):
    return sums


def with_much_noise(sums, sigma):
    """Noise that everybody can foresee: up and down in turn."""
    return [one + round(sigma) * (-1) ** place for place, one in enumerate(sums)]


@pytest.fixture(scope="module")
def points():
    return points_of(1, SMALL, without_noise)


def test_a_step_moves_what_the_whole_team_would_answer_by_about_so_much():
    teams = {"a": 60, "b": 60}
    plain = live(1, teams, WEEKS, {})
    stepped = live(1, teams, WEEKS, {"a": Change(10, -0.5)})

    before, after = (
        mean_of(stepped.truth_of({"a"}, "conditions")[:, weeks])
        - mean_of(plain.truth_of({"a"}, "conditions")[:, weeks])
        for weeks in (slice(0, 10), slice(10, 20))
    )
    assert before == 0
    assert -0.6 < after < -0.4
    assert (stepped.would[60:] == plain.would[60:]).all()


def test_what_people_would_answer_and_what_they_send_are_two_things():
    people = live(1, {"a": 60}, WEEKS, {})

    assert (people.would.max(axis=2) >= 0).all()
    assert 0.4 < people.sent.mean() < 0.8
    assert np.nanmax(people.truth("signs")) <= 4


def test_of_each_size_one_team_in_four_falls_and_one_rises(points):
    steps = {(one.size, one.team): one.step for one in points}

    for size in (8, 25):
        assert sorted(step for (people, _), step in steps.items() if people == size) == [
            -0.5,
            0,
            0,
            0.5,
        ]


def test_every_team_has_a_figure_for_every_month(points):
    assert len(points) == 8 * 9
    assert {one.month for one in points} == set(range(9))


def test_the_same_people_are_read_worse_through_noise(points):
    noisy = points_of(1, SMALL, with_much_noise)

    assert [one.team for one in noisy] == [one.team for one in points]
    calm, rough = (
        next(line.error for line in lines_of(found) if line.size == 25) for found in (points, noisy)
    )
    assert calm < rough


def a_point(month, score, team="moved", step=-0.5, error=0.1, indicator="conditions"):
    return Point(
        kind=Kind.PULSE,
        team=team,
        size=8,
        indicator=indicator,
        rhythm="month",
        week=4 * month,
        month=month,
        error=error,
        held=abs(error) < 0.3,
        read=Read(Reading(2.0, 1.7, 2.3), score),
        since=month - 5 if step else None,
        step=step,
    )


STILL = [a_point(month, 0.1 * month, "still", 0.0) for month in range(3, 15)]


@pytest.mark.parametrize(
    ("month", "score", "shown"),
    [(5, -3.0, 1.0), (7, -3.0, 1.0), (8, -3.0, 0.0), (4, -3.0, 0.0), (6, 3.0, 0.0), (6, -2.4, 0.0)],
)
def test_an_arrow_counts_that_points_the_right_way_within_13_weeks(month, score, shown):
    moved = [a_point(one, score if one == month else 0.0) for one in range(3, 12)]

    (line,) = lines_of([*moved, *STILL, a_point(0, None, "still", 0.0)])

    assert line.arrow_shown == shown


def test_a_reader_who_accepts_false_alarms_finds_what_no_arrow_shows():
    moved = [a_point(month, -1.0) for month in range(3, 12)]

    (line,) = lines_of([*moved, *STILL, a_point(0, None, "still", 0.0)])

    assert (line.arrow_shown, line.found_with_5_percent_alarms) == (0.0, 1.0)


def test_false_arrows_count_when_they_appear_by_the_year_of_months_with_arrows():
    scores = (-3, -3, 0, -3, 3, 0, 0, 0, 0, 0, 0, 0)
    still = [a_point(month, score, "still", 0.0) for month, score in enumerate(scores, start=3)]
    early = a_point(0, None, "still", 0.0, error=0.5)

    (line,) = lines_of([a_point(5, 0.0), *still, early])

    assert (line.false_falls, line.false_rises) == (2.0, 1.0)
    assert (line.cover, line.cover_at_first) == (1.0, 0.0)
    assert line.groups == 2


def test_of_warning_signs_which_take_no_step_nothing_can_be_found():
    signs = [a_point(month, 0.0, indicator="signs") for month in range(12)]
    still = [a_point(month, 0.0, "still", 0.0, indicator="signs") for month in range(12)]

    (line,) = lines_of([*signs, *still])

    assert (line.arrow_shown, line.found_with_5_percent_alarms) == (None, None)
