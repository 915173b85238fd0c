"""The sample organisation has the shapes the pages must cope with, at every size."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.simulation.organisation import FEWEST_PEOPLE, found
from wellbeing.simulation.teams import Tale


def sizes(organisation):
    return Counter(person.team.name for person in organisation.staff)


def test_the_default_sample_has_every_kind_of_unit():
    sample = found(190, seed=1)

    assert len(sample.staff) == 190
    assert len(sample.teams) == 16
    assert len({team.service for team in sample.teams}) == 4
    assert len({team.directorate for team in sample.teams}) == 2
    assert (min(sizes(sample).values()), max(sizes(sample).values())) == (3, 40)
    assert max(Counter(person.team.service for person in sample.staff).values()) >= 80
    assert {team.tale for team in sample.teams} == set(Tale)


def test_two_small_teams_share_a_figure_and_other_small_ones_stand_alone():
    small = [team for team in found(190, seed=1).teams if team.size < 8]
    services = Counter(team.service for team in small)
    together = [team for team in small if services[team.service] > 1]

    assert {team.name for team in together} == {"Leaving care", "Fostering support"}
    assert sum(team.size for team in together) >= 8
    assert len(small) > len(together)


def test_twelve_people_give_a_service_to_pool_and_one_too_small_for_charts():
    sample = found(12, seed=1)

    assert sorted(sizes(sample).values()) == [3, 4, 5]
    assert sorted(Counter(person.team.service for person in sample.staff).values()) == [3, 9]


@given(people=st.integers(FEWEST_PEOPLE, 800), seed=st.integers(0, 5))
def test_any_size_gives_exactly_so_many_people_in_teams_of_at_least_three(people, seed):
    sample = found(people, seed)

    assert len(sample.staff) == people
    assert len({person.work_email for person in sample.staff}) == people
    assert min(sizes(sample).values()) >= 3
    assert sizes(sample) == {team.name: team.size for team in sample.teams}


@given(people=st.integers(FEWEST_PEOPLE, 800))
def test_every_line_of_supervisors_ends_at_the_top(people):
    above = {person.work_email: person.supervisor_email for person in found(people, seed=3).staff}

    for way in ([first] for first in above):
        while above[way[-1]] and len(way) < 10:
            way.append(above[way[-1]])
        assert len(way) <= 5


@given(people=st.integers(12, 800))
def test_every_part_is_taken_by_somebody_who_stays(people):
    staff = found(people, seed=3).staff
    roles = {role for person in staff for role in person.roles}

    assert {"wellbeing lead", "practitioner", "peer supporter", "staff representative"} <= roles
    assert all(person.stays for person in staff if person.roles)


def test_the_seed_fixes_the_people():
    assert found(190, seed=1) == found(190, seed=1)
    assert found(190, seed=1).staff != found(190, seed=2).staff


@pytest.mark.parametrize("people", [-1, 0, FEWEST_PEOPLE - 1, 200_001])
def test_sizes_that_make_no_organisation_are_refused(people):
    with pytest.raises(ValueError, match="people"):
        found(people, seed=1)


@given(people=st.integers(FEWEST_PEOPLE, 400), seed=st.integers(0, 3))
def test_two_practitioners_three_peer_supporters_and_two_who_look_after_the_rules(people, seed):
    staff = found(people, seed).staff
    held = Counter(role for person in staff for role in person.roles)

    assert (held["practitioner"], held["peer supporter"]) == (2, 3)
    assert (held["wellbeing lead"], held["staff representative"]) == (1, 1)
    assert not any({"wellbeing lead", "staff representative"} <= set(one.roles) for one in staff)


@given(people=st.integers(12, 400))
def test_from_twelve_people_on_somebody_has_ordinary_weeks_and_somebody_has_not_begun(people):
    staff = found(people, seed=1).staff
    supervising = {person.supervisor_email for person in staff}
    without = [one for one in staff if not one.roles and one.work_email not in supervising]

    assert sum(one.is_kept_new for one in without) == 1
    assert len(without) > 1


@given(people=st.integers(60, 400))
def test_practitioners_of_a_larger_sample_lead_nobody(people):
    staff = found(people, seed=1).staff
    supervising = {person.supervisor_email for person in staff}

    for one in staff:
        if "practitioner" in one.roles:
            assert one.roles == ("practitioner",)
            assert one.work_email not in supervising
