"""Which teams begin with first pulses: never twice for anybody in four cycles, whatever is founded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import promise, rolls
from wellbeing.disclosure import Kind, Menu
from wellbeing.disclosure.beginnings import cycles_apart

EIGHT = range(8)


def team(key, people):
    return dict.fromkeys(people, key)


def kinds_of(plans, key):
    return [
        (plan.by_key[key].kind, plan.by_key[key].follows) for plan in plans if key in plan.by_key
    ]


# Units of two services, some of them too small to stand alone; "" is out of the house.
UNITS = ("a-1", "a-2", "a-3", "b-1", "b-2", "b-3", "")
PEOPLE = [f"p{number}" for number in range(28)]
# A roster is told by how the people of each list go: to a unit of the last cycle's or to a new one.
churn = st.lists(
    st.lists(st.tuples(st.sampled_from(UNITS), st.booleans()), min_size=7, max_size=7),
    min_size=2,
    max_size=7,
)


def churned(dealt, order) -> list[dict[str, str]]:
    """Let blocks of four people, dealt anew in each cycle, go to old units or to ones just founded."""
    cycles = []
    for cycle, roll in enumerate(dealt):
        homes = {}
        for place, person in enumerate(PEOPLE):
            unit, is_new = roll[(place // 4 + place * cycle * order) % len(roll)]
            if unit:
                homes[person] = f"{unit}-of-{cycle}" if is_new else unit
        cycles.append(homes)
    return cycles


@given(churn, st.integers(0, 6))
def test_nobody_enters_first_pulses_in_two_of_four_cycles_whatever_is_done_to_units(dealt, order):
    cycles = churned(dealt, order)

    plans = rolls.plans_of(cycles)

    promise.require_first_pulses_apart(rolls.by_cycle(plans), rolls.by_person(cycles))


@given(churn, st.integers(0, 6))
def test_no_figure_is_withheld_for_it(dealt, order):
    """The plans of a rule that forgets differ from ours in how figures are bounded, and in nothing."""
    cycles = churned(dealt, order)

    for ours, other in zip(
        rolls.plans_of(cycles), rolls.plans_of(cycles, forgets=True), strict=True
    ):
        assert [
            (unit.unit_key, unit.menu, unit.rho, unit.people, unit.follows) for unit in ours.units
        ] == [
            (unit.unit_key, unit.menu, unit.rho, unit.people, unit.follows) for unit in other.units
        ]


def test_a_rule_that_forgets_who_began_is_caught():
    swapped = [
        team("a-1", [f"p{number}" for number in EIGHT]),
        team("a-1", ["p0", *(f"q{number}" for number in EIGHT)]),
    ]
    forgetful = rolls.plans_of(swapped, forgets=True)

    with pytest.raises(AssertionError, match="p0 began in cycles 1 and 2"):
        promise.require_first_pulses_apart(rolls.by_cycle(forgetful), rolls.by_person(swapped))
    promise.require_first_pulses_apart(
        rolls.by_cycle(rolls.plans_of(swapped)), rolls.by_person(swapped)
    )


def test_a_new_team_of_people_who_did_not_begin_lately_has_first_pulses_at_once():
    stay = team("a-1", [f"p{number}" for number in range(10)])
    cycles = [stay, stay, {**stay, **team("a-2", [f"q{number}" for number in EIGHT])}]

    plans = rolls.plans_of(cycles)

    assert kinds_of(plans, "a-1") == [
        (Kind.FIRST_PULSE, ""),
        (Kind.PULSE, "a-1"),
        (Kind.PULSE, "a-1"),
    ]
    assert kinds_of(plans, "a-2") == [(Kind.FIRST_PULSE, "")]


@pytest.mark.parametrize(
    ("cycle", "kind"), [(2, Kind.PULSE), (4, Kind.PULSE), (5, Kind.FIRST_PULSE)]
)
def test_one_person_who_began_lately_makes_a_new_team_s_figures_ordinary_for_three_cycles(
    cycle, kind
):
    stay = team("a-1", [f"p{number}" for number in range(20)])
    founded = team("a-2", ["p0", *(f"q{number}" for number in EIGHT)])
    cycles = [stay] * (cycle - 1) + [{**stay, **founded}]

    plans = rolls.plans_of(cycles)

    assert kinds_of(plans, "a-2") == [(kind, "")]
    assert plans[-1].by_key["a-2"].menu is Menu.CONDITIONS
    assert kinds_of(plans, "a-1")[-1] == (Kind.PULSE, "a-1")


def test_a_pool_made_anew_has_ordinary_pulses_when_anybody_in_it_began_lately():
    before = team("a-1", [f"p{number}" for number in range(9)])
    small = {
        **team("a-2", ["p0", *(f"r{number}" for number in range(4))]),
        **team("a-3", [f"s{number}" for number in range(4)]),
    }

    first, second = rolls.plans_of([before, {**before, **small}])

    pool = second.by_key[second.by_key["a-3"].shown_with]
    assert (pool.kind, pool.follows, pool.people) == (Kind.PULSE, "", 9)
    assert first.by_key["a-1"].kind is Kind.FIRST_PULSE


def test_a_person_outside_of_any_team_s_figure_has_not_begun():
    """In a team too small to show nobody enters a pulse, so a new team may begin with first ones."""
    alone = team("b-1", ["p0", "p1"])
    others = team("a-1", [f"q{number}" for number in range(12)])
    grown = team("b-1", ["p0", "p1", *(f"r{number}" for number in EIGHT)])

    plans = rolls.plans_of([{**others, **alone}, {**others, **grown}])

    assert plans[0].by_key["b-1"].menu is Menu.TOO_FEW
    assert kinds_of(plans[1:], "b-1") == [(Kind.FIRST_PULSE, "")]


def test_the_three_cycles_before_count_and_none_before_the_first():
    assert [list(cycles_apart(cycle)) for cycle in (1, 2, 4, 9)] == [[], [1], [1, 2, 3], [6, 7, 8]]
