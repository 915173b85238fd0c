"""Small teams are shown together with their siblings."""

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.disclosure.pools import pool

sizes = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(1, 7), max_size=12)


def test_the_smallest_go_together_first():
    people = {"three": 3, "four": 4, "six": 6, "seven": 7, "two": 2}

    pools = pool(list(people), people, 8)

    assert [found.teams for found in pools] == [("four", "three", "two"), ("seven", "six")]


def test_what_is_left_over_joins_the_last_pool():
    people = {"a": 4, "b": 4, "c": 7}

    (only,) = pool(list(people), people, 8)

    assert only.teams == ("a", "b", "c")
    assert only.people == 15


def test_without_a_pool_to_join_there_is_no_figure():
    assert pool(["a", "b"], {"a": 3, "b": 4}, 8) == ()


def test_the_same_teams_have_the_same_pool_in_every_cycle():
    earlier = pool(["a", "b"], {"a": 4, "b": 5}, 8)
    later = pool(["b", "a"], {"a": 7, "b": 6}, 8)

    assert earlier[0].key == later[0].key


@given(sizes, st.integers(8, 12))
def test_no_pool_is_too_small_and_no_team_is_in_two(people, smallest_group):
    pools = pool(list(people), people, smallest_group)

    members = [team for found in pools for team in found.teams]
    assert len(members) == len(set(members))
    for found in pools:
        assert found.people == sum(people[team] for team in found.teams) >= smallest_group
    left = set(people) - set(members)
    assert not (left and pools)
    assert sum(people[team] for team in left) < smallest_group
