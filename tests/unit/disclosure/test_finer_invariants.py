"""The promise where there is most detail: weeks, items and a tally, over a whole cycle."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.cohorts import CALENDAR, plan_of
from wellbeing.disclosure import ADOPTED, Crowd, ExactSums, Indicator, Kind, Menu, Rhythm

SERVICES = {
    "A": {"a1": 200, "a2": 110, "a3": 50, "a4": 8},
    "B": {"b1": 150, "b2": 150},
    "C": {"c1": 300, "c2": 9},
    "D": {"d1": 600},
}
PLAN = plan_of(SERVICES)
WINDOWS = tuple(window for rhythm in Rhythm for window in CALENDAR.windows(1, rhythm))
HOMES = sorted(team for teams in SERVICES.values() for team in teams)
WEEKS = 26 + 13
# One person's whole record of a cycle and its past, and what their step was.
records = st.tuples(st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.3, 1.0]), st.integers(0, 3))


def record(seed, silent, kind="any"):
    chance = np.random.default_rng(seed)
    values = {each: chance.uniform(0, 4, WEEKS) for each in Indicator}
    if kind == "extreme":
        values = {each: np.full(WEEKS, chance.choice([0.0, 4.0])) for each in Indicator}
    gone = chance.random(WEEKS) < silent
    return {each: np.where(gone, np.nan, line) for each, line in values.items()}


def released(home, people, window):
    sums = ExactSums(PLAN, window)
    first = 26 + window.first.since(WINDOWS[0].first)
    columns = slice(first - 26, first + len(window.weeks))
    for values, standing in people:
        weeks = (*window.weeks_before(26), *window.weeks)
        own = {each: line[None, columns] for each, line in values.items()}
        sums.add(Crowd([home], weeks, own, standing=np.array([standing])))
    return sums.release(lambda exact, _: exact)


def spent(home, one, other):
    """Add up what a whole cycle's figures tell two records apart by."""
    total = 0.0
    for window in WINDOWS:
        here, there = released(home, one, window), released(home, other, window)
        assert [(cell.unit_key, cell.indicator, cell.kind, cell.sigma) for cell in here] == [
            (cell.unit_key, cell.indicator, cell.kind, cell.sigma) for cell in there
        ]
        for first, second in zip(here, there, strict=True):
            moved = abs(first.released - second.released)
            assert moved <= (1 if first.kind is Kind.TALLY else 8)
            total += moved**2 / (2 * first.sigma**2)
    return total


def test_every_menu_and_a_tally_occur():
    menus = {cell.menu for cell in PLAN.cells}

    assert menus == {Menu.CONDITIONS, Menu.DOMAINS, Menu.DOMAINS_WEEKLY, Menu.ITEMS_WEEKLY}
    assert {cell.unit_key for cell in PLAN.cells if cell.tally_rho} == {
        "directorate 0",
        "directorate 1",
        "organisation",
    }


@pytest.mark.slow
@given(st.sampled_from(HOMES), records, records)
def test_another_record_stays_within_the_budget_of_a_cycle(home, mine, other):
    one = (record(mine[0], mine[1], "extreme"), mine[2])
    two = (record(other[0], other[1], "extreme"), other[2])

    assert spent(home, [one], [two]) <= ADOPTED.rho_cycle * (1 + 1e-9)


@given(st.sampled_from(HOMES), records)
def test_an_erased_record_costs_a_quarter_besides_the_tally(home, mine):
    one = (record(mine[0], mine[1]), mine[2])
    nothing = ({each: np.full(WEEKS, np.nan) for each in Indicator}, 0)

    tally = ADOPTED.rho_cycle * ADOPTED.shares.tally
    assert spent(home, [one], [nothing]) <= (ADOPTED.rho_cycle - tally) / 4 + tally + 1e-9


def test_the_most_different_records_spend_all_of_it_and_no_more():
    worst = ({each: np.full(WEEKS, 0.0) for each in Indicator}, 3)
    best = ({each: np.full(WEEKS, 4.0) for each in Indicator}, 1)

    costs = {home: spent(home, [worst], [best]) for home in HOMES}

    assert math.isclose(costs["a1"], ADOPTED.rho_cycle)
    assert max(costs.values()) <= ADOPTED.rho_cycle * (1 + 1e-9)
