"""What 52 weeks cost at most, also after a change of the numbers or of what a group shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.disclosure import PER_CYCLE, Parameters, Rhythm
from wellbeing.disclosure.calendar import WINDOW_WEEKS
from wellbeing.disclosure.year import Spending, costliest

budgets = st.lists(st.sampled_from([0.25, 0.4, 0.5]), min_size=6, max_size=9)


def numbers(*rho):
    return [Parameters(rho_cycle=one) for one in rho]


def year(past, *ahead):
    return costliest(
        numbers(*past),
        numbers(*ahead),
        lambda one: Spending(0.9 * one.rho_cycle, 0.1 * one.rho_cycle),
    )


def test_while_nothing_changes_a_year_costs_four_cycles():
    assert year([], 0.4).four_cycles == pytest.approx(1.6)
    assert year([0.4] * 9, 0.4).four_cycles == pytest.approx(1.6)


def test_after_a_tightening_the_dear_cycles_still_count():
    assert year([0.5, 0.5, 0.5, 0.4], 0.4).four_cycles == pytest.approx(1.9)
    assert year([0.5, 0.4, 0.4, 0.4, 0.4], 0.4).four_cycles == pytest.approx(1.6)


def test_a_loosening_counts_at_once():
    assert year([0.4, 0.4, 0.4, 0.5], 0.5).four_cycles == pytest.approx(2.0)


def test_what_is_agreed_for_later_counts_before_it_begins():
    """Also between dear cycles that are over and others that are to come."""
    assert year([0.4] * 4, 0.4, 0.5).four_cycles == pytest.approx(2.0)
    assert year([0.5, 0.5], 0.25, 0.3).four_cycles == pytest.approx(1.55)
    assert year([0.5, 0.5], 0.25, 0.25, 0.3).four_cycles == pytest.approx(1.5)
    assert year([0.4] * 4, 0.25).four_cycles == pytest.approx(1.6)


def test_a_year_from_any_day_may_hold_more_of_a_group_that_goes_over_to_weeks():
    """A last month, three cycles, and twelve weeks of thirteen."""
    found = costliest(numbers(*[0.4] * 9), numbers(0.4), lambda one: Spending(one.rho_cycle))

    assert found.any_day == pytest.approx(0.4 * (1 / 3 + 3 + 12 / 13))


@given(budgets, st.data())
def test_no_52_weeks_cost_more_than_is_said(rho, data):
    """Added up figure by figure, each group with a rhythm of its own in each cycle."""
    rhythms = [data.draw(st.sampled_from([Rhythm.WEEK, Rhythm.MONTH])) for _ in rho]
    out = []
    for cycle, (budget, rhythm) in enumerate(zip(rho, rhythms, strict=True)):
        week = 13 * cycle
        for weeks in WINDOW_WEEKS[rhythm]:
            week += weeks
            out.append((week, 0.9 * budget / PER_CYCLE[rhythm]))
        out.append((week, 0.1 * budget))
    said = year(rho, rho[-1])

    for first in range(13 * (len(rho) - 5) + 1, 13 * (len(rho) - 4) + 1):
        spent = sum(cost for week, cost in out if first < week <= first + 52)
        assert spent <= said.any_day + 1e-9
        if first % 13 == 0:
            assert spent <= said.four_cycles + 1e-9
