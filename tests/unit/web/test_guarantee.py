"""The ceilings on the page follow from the published budget."""

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.disclosure.parameters import Parameters, Shares
from wellbeing.web.guarantee import ceilings, of_no_part, rounded_up


def test_the_adopted_budget_gives_the_proven_ceilings():
    found = ceilings()

    assert (found.team_cycle.advantage, found.team_year.advantage) == (0.311, 0.577)
    assert (found.all_cycle.advantage, found.all_year.advantage) == (0.346, 0.629)


def test_the_page_rounds_against_itself():
    found = ceilings()

    assert (found.team_cycle.right_of_100, found.team_year.right_of_100) == (66, 79)
    assert (found.all_cycle.right_of_100, found.all_year.right_of_100) == (68, 82)
    assert (found.part_cycle.right_of_100, found.part_year.right_of_100) == (60, 68)


@pytest.mark.parametrize("rho", [0.25, 0.5])
def test_another_budget_gives_other_ceilings(rho):
    found = ceilings(Parameters(rho_cycle=rho))

    assert (found.all_year.advantage > ceilings().all_year.advantage) == (rho > 0.4)
    assert 50 < found.part_cycle.right_of_100 < found.all_cycle.right_of_100 < 100


@given(st.floats(0.25, 0.5), st.floats(0.5, 0.9))
def test_no_printed_ceiling_lies_below_the_true_one(rho, team):
    parameters = Parameters.model_construct(
        rho_cycle=rho, shares=Shares.model_construct(team=team, tally=0.02)
    )
    found = ceilings(parameters)

    for printed, spent in (
        (found.all_cycle, rho),
        (found.all_year, 4 * rho),
        (found.team_cycle, rho * team),
        (found.team_year, 4 * rho * team),
        (found.part_year, 4 * of_no_part(parameters).whole),
    ):
        true = lead(spent)
        assert true <= printed.advantage < true + 0.00101
        assert printed.right_of_100 >= 50 * (1 + true)


@pytest.mark.parametrize(
    ("number", "places", "printed"),
    [(10.232, 1, "10.3"), (8.637, 1, "8.7"), (0.3, 1, "0.3"), (1.6, 2, "1.60"), (2.0, 0, "2")],
)
def test_what_is_promised_is_rounded_up(number, places, printed):
    assert rounded_up(number, places) == printed


def test_a_tally_that_counts_who_took_no_part_is_paid_for_in_full():
    """By the plan's decision record: 0.392 / 4 + 0.008 for everything together."""
    assert lead(0.106) <= ceilings().part_cycle.advantage < lead(0.106) + 0.001


def lead(rho):
    return 2 * NormalDist().cdf((2 * rho) ** 0.5 / 2) - 1


def test_after_a_tightening_a_year_still_holds_what_was_spent_before():
    """Three cycles at 0.5 and one at 0.4 are 1.9, not 1.6."""
    dear, now = Parameters(rho_cycle=0.5), Parameters(rho_cycle=0.4)

    found = ceilings(now, (dear, dear, dear, now))

    assert found.all_cycle == ceilings(now).all_cycle
    assert lead(1.9) <= found.all_year.advantage < lead(1.9) + 0.001
    assert found.is_after_dearer
    assert ceilings(now, (dear, now, now, now, now, now)) == ceilings(now)
    assert not ceilings(now).is_after_dearer


def test_a_year_from_inside_a_cycle_has_a_ceiling_of_its_own():
    most = 0.4 * (3 + 0.98 * (1 / 3 + 12 / 13) + 0.02)

    assert lead(most) <= ceilings().all_any_day.advantage < lead(most) + 0.001
