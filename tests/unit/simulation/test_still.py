"""False arrows of units above teams are measured where nothing changes, in every kind of row."""

import pytest

from wellbeing.disclosure import Kind
from wellbeing.simulation.everybody import live, mean_of
from wellbeing.simulation.still import OTHER_PEOPLE, StillShape, still_points_of

ONE_CYCLE = StillShape(cycles=1)
DOMAINS = {"work_pressure", "support", "signs"}


def without_noise(sums, _sigma):
    return sums


@pytest.fixture(scope="module")
def points():
    return still_points_of(1, ONE_CYCLE, without_noise)


def of(points, kind, size, rhythm):
    return [one for one in points if (one.kind, one.size, one.rhythm) == (kind, size, rhythm)]


@pytest.mark.parametrize(
    ("kind", "size", "rhythm", "about"),
    [
        # A service, a directorate of the same kind of row, and what is large enough for domains.
        (Kind.LEVEL, 77, "month", {"conditions"}),
        (Kind.LEVEL, 187, "month", {"conditions"}),
        (Kind.LEVEL, 110, "month", {"conditions", *DOMAINS}),
        (Kind.LEVEL, 374, "month", {"conditions", *DOMAINS}),
        (Kind.LEVEL, 187, "week", {"conditions", *DOMAINS}),
        (Kind.PULSE, 50, "month", {"conditions", *DOMAINS}),
    ],
)
def test_every_kind_of_row_that_no_stepping_organisation_has_is_measured(
    points, kind, size, rhythm, about
):
    found = of(points, kind, size, rhythm)

    assert {one.indicator for one in found} == about
    assert len({one.team for one in found}) == 2


def test_of_teams_only_those_are_measured_that_the_stepping_organisations_lack(points):
    assert {one.size for one in points if one.kind is Kind.PULSE} == {50}


def test_nothing_in_it_takes_a_step(points):
    assert {(one.step, one.since) for one in points} == {(0.0, None)}


def test_a_unit_is_set_beside_the_truth_of_everybody_in_its_teams(points):
    homes = ONE_CYCLE.homes(OTHER_PEOPLE + 1)
    everybody = live(OTHER_PEOPLE + 1, homes, ONE_CYCLE.weeks, {})
    values = everybody.truth("conditions")[:, :4]

    found = [one for one in of(points, Kind.LEVEL, 374, "month") if one.indicator == "conditions"]

    for one in found:
        if one.month == 0:
            assert one.read.level.estimate - one.error == pytest.approx(mean_of(values))
    assert [one.month for one in found] == [0, 1, 2] * 2
