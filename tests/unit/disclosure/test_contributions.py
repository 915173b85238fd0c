"""What one person adds to a sum."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.cohorts import (
    CALENDAR,
    FOUR_SERVICES,
    PersonWeeks,
    always,
    crowd_of,
    person_weeks,
    plan_of,
)
from wellbeing.disclosure import ExactSums, Indicator, Kind
from wellbeing.disclosure.contributions import Row, whole_numbers

PLAN = plan_of(FOUR_SERVICES)
WINDOW = CALENDAR.windows(1)[0]
UNITS = {"a1": "a1", "A": "a1", "directorate 0": "a1", "organisation": "a1"}


def whole_number(kind, month, past):
    row = Row(Indicator.CONDITIONS, kind)
    month, past = (np.array([line], dtype=float).reshape(1, -1) for line in (month, past))
    (number,) = whole_numbers(PLAN, row, month, past)
    return number


def entered(person):
    """Return what one person alone adds to each cell."""
    sums = ExactSums(PLAN, WINDOW)
    sums.add(crowd_of([person], WINDOW))
    released = sums.release(lambda numbers, _: numbers)
    cells = {cell.unit_key for cell in PLAN.cells_of(person.home)}
    assert all(cell.released == 0 for cell in released if cell.unit_key not in cells)
    return {cell.unit_key: cell.released for cell in released if cell.unit_key in cells}


@pytest.mark.parametrize(
    ("kind", "mean", "expected"),
    [
        (Kind.LEVEL, 2.0, 0),
        (Kind.LEVEL, 2.25, 1),
        (Kind.LEVEL, 2.37, 1),
        (Kind.LEVEL, 2.38, 2),
        (Kind.LEVEL, 4.0, 4),
        (Kind.LEVEL, 0.0, -4),
        (Kind.LEVEL, 1.0, -4),
        (Kind.FIRST_PULSE, 2.125, 1),
        (Kind.FIRST_PULSE, 2.5, 4),
        (Kind.FIRST_PULSE, 1.4, -4),
        (Kind.PULSE, 2.0625, 1),
        (Kind.PULSE, 2.25, 4),
    ],
)
def test_a_month_counts_in_steps_up_to_its_limit(kind, mean, expected):
    assert whole_number(kind, [mean], []) == expected


def test_no_answer_counts_as_the_centre():
    assert whole_number(Kind.PULSE, [np.nan, np.nan], [4.0] * 20) == 0


def test_the_pulse_takes_off_most_of_the_own_past():
    # 3.0 now and always: 1.0 over the centre, 0.85 of it known already.
    assert whole_number(Kind.PULSE, [3.0], [3.0] * 3) == round(0.15 * 16)
    assert whole_number(Kind.PULSE, [2.0], [2.2] * 3) == round(-0.85 * 0.2 * 16)


def test_with_fewer_than_three_earlier_answers_there_is_no_own_past():
    assert whole_number(Kind.PULSE, [2.125], [4.0, 4.0, np.nan]) == 2
    assert whole_number(Kind.PULSE, [2.125], [4.0, 4.0, 4.0]) == -4


def test_the_first_pulse_and_the_level_know_no_past():
    assert whole_number(Kind.FIRST_PULSE, [2.25], [4.0] * 10) == 2
    assert whole_number(Kind.LEVEL, [2.5], [4.0] * 10) == 2


@given(
    st.sampled_from([Kind.LEVEL, Kind.PULSE, Kind.FIRST_PULSE]),
    st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=5),
    st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=26),
)
def test_whatever_is_in_the_record_the_number_is_bounded(kind, month, past):
    assert -4 <= whole_number(kind, month, past) <= 4


@given(person_weeks(PLAN))
def test_everybody_enters_exactly_the_cells_of_their_home_answered_or_not(person):
    numbers = entered(person)

    assert set(numbers) == {cell.unit_key for cell in PLAN.cells_of(person.home)}
    assert all(-4 <= number <= 4 for number in numbers.values())


def test_weeks_count_only_where_they_were_spent():
    first, second, third, fourth = WINDOW.weeks
    person = PersonWeeks(
        home="a1",
        values={first: 4.0, second: 0.0, third: 0.0, fourth: 0.0},
        # To a sibling team, to another service, and out of the house.
        was_in={first: "a1", second: "a2", third: "c1"},
    )

    numbers = entered(person)

    assert numbers["a1"] == 4
    assert numbers["A"] == 0
    assert numbers["directorate 0"] == 0
    assert numbers["organisation"] == round((4 / 3 - 2) * 4)
    assert "a2" not in numbers
    assert "c1" not in numbers


def test_somebody_who_left_before_the_window_counts_as_the_centre_and_still_as_one():
    gone = PersonWeeks("a1", always("a1", 4.0).values, was_in={})

    assert entered(gone) == dict.fromkeys(UNITS, 0)


def test_moving_between_pooled_siblings_changes_nothing():
    stays = always("a3", 2.5)
    moves = PersonWeeks("a3", stays.values, dict.fromkeys(WINDOW.weeks, "a4"))

    assert entered(stays) == entered(moves)


def test_somebody_whose_home_is_not_planned_enters_no_sum():
    assert entered(always("a team closed since", 4.0)) == {}


@given(st.lists(person_weeks(PLAN), max_size=6))
def test_people_count_the_same_one_by_one_and_together(people):
    together, apart = ExactSums(PLAN, WINDOW), ExactSums(PLAN, WINDOW)

    together.add(crowd_of(people, WINDOW))
    for person in people:
        apart.add(crowd_of([person], WINDOW))

    without_noise = lambda numbers, _: numbers  # noqa: E731 - as everywhere in these tests
    assert together.release(without_noise) == apart.release(without_noise)
