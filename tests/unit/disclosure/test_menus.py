"""How much detail a unit shows, from its size and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.cohorts import plan_of, roster_of, services
from wellbeing.disclosure import (
    ADOPTED,
    BudgetError,
    CyclePlan,
    Indicator,
    Kind,
    Level,
    Menu,
    Rhythm,
    Standing,
    plan_cycle,
)
from wellbeing.disclosure.menus import finest, noise_in_points, parts_of
from wellbeing.disclosure.planning import check_budget

# At the adopted budget: from how many people on each menu is shown.
THRESHOLDS = {
    (Level.TEAM, 0.32, Kind.PULSE): (48, 100, 181),
    (Level.SERVICE, 0.04, Kind.LEVEL): (85, 177, 323),
    (Level.DIRECTORATE, 0.02, Kind.LEVEL): (200, 417, 761),
    (Level.ORGANISATION, 0.012, Kind.LEVEL): (323, 672, 1227),
}
FINER = (Menu.DOMAINS, Menu.DOMAINS_WEEKLY, Menu.ITEMS_WEEKLY)


@pytest.mark.parametrize(("unit", "sizes"), THRESHOLDS.items())
def test_each_menu_begins_at_its_size(unit, sizes):
    level, rho, kind = unit

    for menu, people in zip(FINER, sizes, strict=True):
        assert finest(level, people, kind, rho, ADOPTED) is menu
        before = finest(level, people - 1, kind, rho, ADOPTED)
        assert before is (Menu.CONDITIONS, *FINER)[FINER.index(menu)]


def test_a_team_keeps_its_pulse_beside_finer_figures():
    (pulse, domains) = parts_of(Menu.DOMAINS, Kind.PULSE, 0.32, ADOPTED)

    assert (pulse.indicators, pulse.kind, pulse.rhythm) == (
        (Indicator.CONDITIONS,),
        Kind.PULSE,
        Rhythm.MONTH,
    )
    assert domains.kind is Kind.LEVEL
    assert round(pulse.sigma, 2) == 20.0
    assert round(domains.sigma, 2) == 60.0
    assert pulse.cost + domains.cost == pytest.approx(0.32)


def test_a_team_without_finer_figures_spends_all_on_its_pulse():
    (pulse,) = parts_of(Menu.CONDITIONS, Kind.FIRST_PULSE, 0.32, ADOPTED)

    assert round(pulse.sigma, 2) == 17.32
    assert pulse.cost == pytest.approx(0.32)


@pytest.mark.parametrize(("people", "spent"), [(47, 0.98), (48, 0.8), (100, 0.8), (181, 0.8)])
def test_a_team_with_finer_figures_spends_nothing_that_units_above_left_to_it(people, spent):
    """Levels tell more than pulses do; a team with its pulse alone has all there is."""
    plan = plan_of({"A": {"a": people}})

    (cell,) = plan.cells
    assert cell.rho == pytest.approx(spent * 0.4)
    assert sum(part.cost for part in plan.parts(cell)) == pytest.approx(spent * 0.4)


def test_nothing_that_was_left_to_a_team_gives_it_finer_figures_sooner():
    sizes = [
        [finest(Level.TEAM, people, Kind.PULSE, rho, ADOPTED) for people in range(8, 200)]
        for rho in (0.32, 0.392)
    ]

    assert sizes[0] == sizes[1]


def test_a_service_spends_what_a_directorate_left_to_it_on_whatever_it_shows():
    plan = plan_of({"A": {"a1": 70, "a2": 9}, "B": {"b1": 9}})

    assert plan.by_key["A"].menu is Menu.DOMAINS
    assert plan.by_key["A"].rho == pytest.approx(0.15 * 0.4)


def test_a_weekly_menu_of_items_has_130_numbers_a_cycle():
    (items,) = parts_of(Menu.ITEMS_WEEKLY, Kind.LEVEL, 0.012, ADOPTED)

    assert items.figures == 130
    assert noise_in_points(items, 1227, ADOPTED) <= 0.12 < noise_in_points(items, 1226, ADOPTED)


LARGE = {"A": {"a": 250}, "B": {"b": 249}, "C": {"c": 260}, "D": {"d": 240}}


def test_only_large_directorates_and_the_organisation_are_counted_by_step():
    plan = plan_of(LARGE)

    counted = {cell.unit_key: cell.tally_rho for cell in plan.cells if cell.tally_rho}
    assert counted == {
        "organisation": pytest.approx(0.004),
        "directorate 1": pytest.approx(0.004),
    }
    (tally,) = plan.comes_out(plan.by_key["organisation"], Rhythm.CYCLE)
    assert tally.indicators == tuple(Standing)
    assert round(tally.sigma, 2) == 15.81
    assert tally.cost == pytest.approx(0.004)


@given(services)
def test_no_team_or_service_and_no_small_unit_is_ever_counted(found):
    plan = plan_of(found)

    assert not [cell for cell in plan.cells if cell.tally_rho and cell.people < 500]
    assert not [
        cell for cell in plan.cells if cell.tally_rho and cell.level in (Level.TEAM, Level.SERVICE)
    ]


def test_a_plan_that_counts_too_few_is_refused():
    plan = plan_of({"A": {"a1": 20}, "B": {"b1": 20}})
    counted = tuple(replace(unit, tally_rho=0.001) for unit in plan.units)

    with pytest.raises(BudgetError, match="counted in too small a group"):
        check_budget(CyclePlan(1, 2.0, ADOPTED, counted), ("a1",))


sizes = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 2000), min_size=1, max_size=4)


@given(st.lists(sizes, min_size=1, max_size=5))
def test_no_sizes_can_break_the_budget(found):
    numbered = {
        f"s{number}": {f"s{number}{team}": people for team, people in teams.items()}
        for number, teams in enumerate(found)
    }
    plan = plan_of(numbered)

    for home in (team for teams in numbered.values() for team in teams):
        spent = sum(part.cost for cell in plan.cells_of(home) for part in plan.parts(cell))
        assert spent <= ADOPTED.rho_cycle * (1 + 1e-9)
    for cell in plan.cells:
        for part in plan.parts(cell):
            limit = ADOPTED.limits.of(cell.level)
            is_finer = cell.menu is not Menu.CONDITIONS and part.kind is Kind.LEVEL
            assert not is_finer or noise_in_points(part, cell.people, ADOPTED) <= limit


def test_an_indicator_is_bounded_around_its_own_centre_where_there_is_one():
    plan = plan_cycle(2, roster_of(LARGE), 2.0, centres={"signs": 3.0})

    assert plan.centre_of("signs") == 3.0
    assert plan.centre_of("support") == plan.centre_of("conditions") == 2.0
