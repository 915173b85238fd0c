"""What a cycle publishes, decided before any answer is read."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from pydantic import ValidationError

from tests.support.cohorts import FOUR_SERVICES, plan_of, roster_of, services
from wellbeing.disclosure import (
    ADOPTED,
    BudgetError,
    CyclePlan,
    Kind,
    Level,
    Menu,
    Parameters,
    Roster,
    Unit,
    plan_cycle,
    plan_from_json,
)
from wellbeing.disclosure.parameters import Shares, cost_of, sigma_for
from wellbeing.disclosure.planning import check_budget


def test_the_adopted_budget_gives_the_published_noise():
    assert sigma_for(0.32, figures=3) == pytest.approx(8 * math.sqrt(3 / (2 * 0.32)))
    assert round(sigma_for(0.32, figures=3), 2) == 17.32


def test_every_level_gets_its_share_of_the_budget():
    rho = {cell.level: cell.rho for cell in plan_of(FOUR_SERVICES).cells}

    assert rho[Level.TEAM] == pytest.approx(0.32)
    assert rho[Level.SERVICE] == pytest.approx(0.04)
    assert rho[Level.DIRECTORATE] == pytest.approx(0.02)
    assert rho[Level.ORGANISATION] == pytest.approx(0.012)


def test_small_teams_are_pooled_with_siblings_and_told_with_whom():
    plan = plan_of(FOUR_SERVICES)

    pool = plan.by_key["a3"].shown_with
    assert {plan.by_key[team].shown_with for team in ("a4", "a5")} == {pool}
    assert plan.by_key[pool].label == "a3, a4 and a5"
    assert plan.by_key[pool].people == 9


def test_a_small_team_without_siblings_to_join_is_part_of_its_service():
    plan = plan_of(FOUR_SERVICES)

    assert plan.by_key["b2"].menu is Menu.TOO_FEW
    assert plan.by_key["b2"].above == "B"
    assert [cell.unit_key for cell in plan.cells_of("b2")] == [
        "B",
        "directorate 0",
        "organisation",
    ]


def test_a_service_that_is_too_small_points_further_up():
    plan = plan_of(FOUR_SERVICES)

    assert plan.by_key["D"].menu is Menu.TOO_FEW
    assert plan.by_key["d1"].above == "directorate 1"


def test_a_level_without_siblings_leaves_its_share_to_the_level_below():
    plan = plan_of({"A": {"a1": 9, "a2": 9}, "B": {"b1": 9}})

    rho = {cell.level: cell.rho for cell in plan.cells}
    assert plan.by_key["directorate 0"].menu is Menu.ONLY_ONE
    assert rho[Level.SERVICE] == pytest.approx(0.15 * 0.4)
    assert rho[Level.TEAM] == pytest.approx(0.80 * 0.4)


def test_one_team_is_its_own_organisation():
    plan = plan_of({"A": {"a1": 10}})

    (cell,) = plan.cells
    assert cell.unit_key == "a1"
    assert cell.rho == pytest.approx(0.98 * 0.4)
    for above in ("A", "directorate 0", "organisation"):
        assert plan.by_key[above].menu is Menu.ONLY_ONE
        assert plan.by_key[above].shown_with == "a1"


def test_two_small_teams_are_one_cell():
    plan = plan_of({"A": {"a1": 6, "a2": 6}})

    assert [cell.label for cell in plan.cells] == ["a1 and a2"]


def test_below_eight_people_there_is_nothing_to_see():
    plan = plan_of({"A": {"a1": 7}})

    assert plan.cells == ()


def test_a_person_whose_home_is_a_higher_unit_counts_from_there_up():
    roster = roster_of(FOUR_SERVICES)
    plan = plan_cycle(1, Roster(roster.units, {**roster.homes, "A": 1, "organisation": 2}), 2.0)

    assert [cell.level for cell in plan.cells_of("A")] == [
        Level.SERVICE,
        Level.DIRECTORATE,
        Level.ORGANISATION,
    ]
    assert plan.by_key["A"].people == 30
    assert plan.by_key["organisation"].people == 114


def test_the_first_cycle_looks_at_no_past():
    plan = plan_of(FOUR_SERVICES)

    assert {cell.kind for cell in plan.cells if cell.level is Level.TEAM} == {Kind.FIRST_PULSE}


def test_a_unit_goes_on_when_half_its_people_come_from_one_earlier_cell():
    units = roster_of({"A": {"a1": 8, "a2": 8}}).units
    homes = {"a1": 8, "a2": 8}
    came_from = {"a1": {"a1": 4, "a2": 2}, "a2": {"a1": 3, "a2": 3}}

    plan = plan_cycle(2, Roster(units, homes, came_from), centre=2.0)

    assert (plan.by_key["a1"].kind, plan.by_key["a1"].follows) == (Kind.PULSE, "a1")
    assert (plan.by_key["a2"].kind, plan.by_key["a2"].follows) == (Kind.FIRST_PULSE, "")


def test_a_pool_counts_the_past_of_all_its_teams():
    units = roster_of({"A": {"a1": 4, "a2": 4}}).units
    came_from = {"a1": {"old": 2}, "a2": {"old": 2}}

    plan = plan_cycle(2, Roster(units, {"a1": 4, "a2": 4}, came_from), centre=2.0)

    assert [cell.follows for cell in plan.cells] == ["old"]


def test_a_plan_that_overspends_is_refused():
    plan = plan_of(FOUR_SERVICES)
    doubled = tuple(replace(unit, rho=unit.rho * 2) for unit in plan.units)

    with pytest.raises(BudgetError, match="would spend"):
        check_budget(CyclePlan(1, 2.0, ADOPTED, doubled), ("a1",))


def test_nobody_enters_two_figures_of_one_level():
    plan = plan_of(FOUR_SERVICES)
    nested = tuple(
        replace(unit, above="a2") if unit.unit_key == "a1" else unit for unit in plan.units
    )

    with pytest.raises(BudgetError, match="two figures of one level"):
        check_budget(CyclePlan(1, 2.0, ADOPTED, nested), ("a1",))


@given(services)
def test_no_roster_can_break_the_budget_or_the_smallest_group(found):
    plan = plan_of(found)

    homes = [team for teams in found.values() for team in teams]
    for home in homes:
        spent = sum(cost_of(sigma_for(cell.rho, 3), 3) for cell in plan.cells_of(home))
        assert spent <= 0.392 * (1 + 1e-9)
    assert all(cell.people >= 8 for cell in plan.cells)


@given(services)
def test_everybody_who_is_not_shown_is_told_where_to_look(found):
    plan = plan_of(found)

    for unit in plan.units:
        see = unit.shown_with or unit.above
        assert unit.is_cell or not see or plan.by_key[see].is_cell
        assert unit.menu not in (Menu.POOLED, Menu.ONLY_ONE) or see
    everybody = plan.by_key["organisation"]
    assert everybody.people < 8 or plan.cells


@given(services)
def test_a_plan_is_read_back_as_it_was_written(found):
    plan = plan_of(found)

    assert plan_from_json(plan.as_json()) == plan
    assert plan_from_json(plan.as_json()).as_json() == plan.as_json()


@pytest.mark.parametrize(
    "wrong",
    [{"rho_cycle": 0.6}, {"rho_cycle": 0.2}, {"smallest_group": 7}, {"past_weeks": 27}, {"k": 8}],
)
def test_parameters_below_the_floor_are_refused(wrong):
    with pytest.raises(ValidationError):
        Parameters.model_validate(wrong)


def test_shares_add_up_to_the_whole_budget():
    with pytest.raises(ValidationError, match="add up"):
        Shares(team=0.9)


def test_teams_right_under_the_organisation_take_the_shares_of_missing_levels():
    units = (
        Unit("o", Level.ORGANISATION, "O"),
        *(Unit(f"t{number}", Level.TEAM, f"T{number}", "o") for number in range(3)),
    )

    plan = plan_cycle(1, Roster(units, {"t0": 9, "t1": 12, "t2": 30}), centre=2.0)

    assert plan.by_key["t0"].rho == pytest.approx(0.95 * 0.4)
    assert plan.by_key["o"].rho == pytest.approx(0.03 * 0.4)
