"""The ceilings on the page follow from the published budget."""

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
