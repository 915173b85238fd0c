"""Teams keep their past through new cycles."""

from tests.support.cohorts import roster_of
from wellbeing.disclosure import Roster, plan_cycle
from wellbeing.disclosure.lineage import Lineage

BEFORE = {"A": {"a1": 20, "a2": 9}, "B": {"b1": 9}}
AFTER = {"A": {"a1": 11, "new": 9, "a2": 9}, "B": {"b1": 9}}


def lineage():
    first = plan_cycle(1, roster_of(BEFORE), centre=2.0)
    came_from = {"a1": {"a1": 11}, "new": {"a1": 9}, "a2": {"a2": 2}, "b1": {"b1": 9}}
    roster = roster_of(AFTER)
    second = plan_cycle(2, Roster(roster.units, roster.homes, came_from), centre=2.0)
    return Lineage.of((second, first))


def test_a_team_that_stays_keeps_its_series():
    found = lineage()

    assert found.series[2, "b1"] == found.series[1, "b1"]


def test_the_larger_part_of_a_divided_team_goes_on_and_the_other_begins():
    found = lineage()

    assert found.series[2, "a1"] == found.series[1, "a1"]
    assert found.series[2, "new"] not in found.series[1, "a1"]


def test_the_new_part_has_the_past_of_the_team_it_came_from():
    found = lineage()

    assert found.at(found.series[2, "new"], 3) == found.series[2, "new"]
    assert found.at(found.series[2, "new"], 2) == found.series[1, "a1"]


def test_a_team_of_new_people_has_no_past():
    found = lineage()

    assert found.series[2, "a2"] != found.series[1, "a2"]
    assert found.at(found.series[2, "a2"], 0) == found.series[2, "a2"]
