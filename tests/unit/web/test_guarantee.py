"""The ceilings on the page follow from the published budget."""

from statistics import NormalDist

import pytest

from wellbeing.disclosure.parameters import Parameters
from wellbeing.web.guarantee import ceilings


def test_the_adopted_budget_gives_the_proven_ceilings():
    found = ceilings()

    assert (found.team_cycle.advantage, found.team_year.advantage) == (0.311, 0.576)
    assert (found.all_cycle.advantage, found.all_year.advantage) == (0.345, 0.629)


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


def test_a_tally_that_counts_who_took_no_part_is_paid_for_in_full():
    """By the plan's decision record: 0.392 / 4 + 0.008 for everything together."""
    apart = (2 * 0.106) ** 0.5

    assert ceilings().part_cycle.advantage == round(2 * NormalDist().cdf(apart / 2) - 1, 3)
