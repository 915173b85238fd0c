"""The promise as properties: one person's record moves nothing but a bounded part of the sums."""

import math

from hypothesis import given
from hypothesis import strategies as st

from tests.support.cohorts import (
    CALENDAR,
    FOUR_SERVICES,
    PersonWeeks,
    crowd_of,
    person_weeks,
    roster_of,
)
from wellbeing.disclosure import ADOPTED, ExactSums, Rhythm, Roster, plan_cycle

# A second cycle with a past for some teams: pulses, first pulses and levels all occur.
ROSTER = Roster(
    roster_of(FOUR_SERVICES).units,
    roster_of(FOUR_SERVICES).homes,
    {"a1": {"a1": 8}, "b1": {"b1": 30}, "c2": {"c2": 5}, "c3": {"c3": 5}},
)
PLAN = plan_cycle(2, ROSTER, centre=2.25)
WINDOWS = CALENDAR.windows(2)


def without_noise(sums, _sigma):
    return sums


def released(people, window_number):
    sums = ExactSums(PLAN, WINDOWS[window_number])
    sums.add(crowd_of(people, WINDOWS[window_number]))
    return sums.release(without_noise)


@st.composite
def neighbours(draw):
    """Two worlds that differ in everything one person ever answered, over a whole cycle."""
    others = draw(st.lists(person_weeks(PLAN), max_size=6))
    mine = [draw(person_weeks(PLAN, number)) for number in range(3)]
    other = [
        PersonWeeks(mine[number].home, draw(person_weeks(PLAN, number)).values, mine[number].was_in)
        for number in range(3)
    ]
    return others, mine, other


@given(neighbours())
def test_another_record_moves_every_number_by_eight_at_most_and_within_the_budget(worlds):
    others, mine, other = worlds
    spent = 0.0

    for number in range(3):
        here = released([*others, mine[number]], number)
        there = released([*others, other[number]], number)
        assert [(cell.unit_key, cell.sigma, cell.people) for cell in here] == [
            (cell.unit_key, cell.sigma, cell.people) for cell in there
        ]
        for one, two in zip(here, there, strict=True):
            moved = abs(one.released - two.released)
            assert moved <= 8
            spent += moved**2 / (2 * one.sigma**2)

    assert spent <= ADOPTED.rho_cycle * 0.98 * (1 + 1e-9)


@given(neighbours())
def test_an_erased_record_moves_every_number_by_four_at_most(worlds):
    others, mine, _ = worlds
    spent = 0.0

    for number in range(3):
        answered = released([*others, mine[number]], number)
        erased = released(others, number)
        for one, two in zip(answered, erased, strict=True):
            moved = abs(one.released - two.released)
            assert moved <= 4
            spent += moved**2 / (2 * one.sigma**2)
            assert (one.unit_key, one.sigma) == (two.unit_key, two.sigma)

    assert spent <= ADOPTED.rho_cycle * 0.98 / 4 * (1 + 1e-9)


@given(st.lists(person_weeks(PLAN), max_size=12))
def test_what_is_published_never_depends_on_who_answered(people):
    shown = released(people, 0)

    assert [(cell.unit_key, cell.indicator) for cell in shown] == [
        (cell.unit_key, indicator)
        for cell in PLAN.cells
        for part in PLAN.comes_out(cell, Rhythm.MONTH)
        for indicator in part.indicators
    ]
    assert all(cell.people == PLAN.by_key[cell.unit_key].people for cell in shown)


def test_the_most_different_records_spend_the_whole_budget_and_no_more():
    costs = {
        home: sum(
            3 * 8**2 / (2 * cell.sigma**2) for cell in released([], 0) if cell.unit_key in ours
        )
        for home in ROSTER.homes
        for ours in [{cell.unit_key for cell in PLAN.cells_of(home)}]
    }

    assert math.isclose(costs["a1"], 0.4 * 0.98)
    assert max(costs.values()) <= 0.4 * 0.98 * (1 + 1e-9)
