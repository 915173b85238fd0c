"""Arrows: said when a step in the last months explains the numbers far better than none does."""

from dataclasses import replace

import numpy as np
import pytest

from tests.support.cohorts import FOUR_SERVICES
from tests.support.told_books import book_telling
from wellbeing.disclosure import Book, Change, Place, readings
from wellbeing.disclosure.arrows import Question, Step, change_of, scores
from wellbeing.disclosure.model import Group, Observation, Series

FALL, RISE, STILL = Change.FALLING, Change.RISING, Change.NOT_CLEAR
ALL = ["organisation", "A", "a1", "a2", "b1"]


def stepping(who, since, by):
    """Levels that stay at 2.2, but for some homes, which step once."""

    def level(home, _indicator, month):
        return 2.2 + (by if home in who and month >= since else 0.0)

    return level


def arrows(book, unit):
    found = readings(book, [unit])
    return [found[place].change for place in sorted(found)]


def test_in_the_first_thirteen_weeks_nothing_is_said_of_a_direction():
    book = book_telling(FOUR_SERVICES, stepping({"a2"}, 1, -1.0))

    for unit in ALL:
        assert arrows(book, unit)[:3] == [None, None, None]
        assert None not in arrows(book, unit)[3:]


@pytest.mark.parametrize("unit", ALL)
def test_where_nothing_changed_no_change_is_clear(unit):
    found = arrows(book_telling(FOUR_SERVICES, stepping(set(), 0, 0.0)), unit)

    assert set(found) == {None, STILL}


@pytest.mark.parametrize(("by", "said"), [(-0.6, FALL), (0.6, RISE)])
def test_a_step_is_said_with_its_direction_from_its_month_on(by, said):
    book = book_telling(FOUR_SERVICES, stepping({"a2"}, 5, by), cycles=4)

    found = arrows(book, "a2")

    assert found[3:5] == [STILL, STILL]
    assert found[5:9] == [said] * 4


def test_a_step_of_one_team_is_not_said_of_another():
    book = book_telling(FOUR_SERVICES, stepping({"a2"}, 5, -0.6))

    assert set(arrows(book, "a1")) == {None, STILL}


def test_a_step_of_all_its_teams_is_said_of_a_service():
    teams = {"a1", "a2", "a3", "a4", "a5"}
    book = book_telling(FOUR_SERVICES, stepping(teams, 5, -0.6))

    assert arrows(book, "A")[5] is FALL
    assert arrows(book, "B")[5] is STILL


def test_noise_as_it_is_drawn_hides_a_step_in_a_small_team():
    """The same numbers are said with less certainty when their noise is known to be large."""
    exact = book_telling(FOUR_SERVICES, stepping({"a1"}, 5, -0.6))
    noisy = Book(exact.plans, tuple(replace(cell, sigma=17.32) for cell in exact.cells))

    assert arrows(exact, "a1")[5] is FALL
    assert arrows(noisy, "a1")[5] is STILL


def test_a_figure_before_its_own_beginning_is_no_step():
    """A unit that was always low has not fallen."""
    low = book_telling(FOUR_SERVICES, stepping({"a2"}, -99, -1.2))

    assert FALL not in arrows(low, "a2")


def test_the_arrow_is_the_best_fit_of_generalised_least_squares():
    group = Group({"a": Series(0.2, 1.0)}, common=0.04)
    seen = [Observation(turn, 2.0, 0.02, {("a", float(turn)): 1.0}) for turn in range(6)]
    seen = [replace(one, value=2.0 - (0.35 if one.turn >= 4 else 0.0)) for one in seen]
    times = np.arange(6)
    varies = 0.24 + 0.36 + 0.01 * np.exp(-abs(times[:, None] - times)) + 0.02 * np.eye(6)
    surprise = np.array([one.value for one in seen]) - 2.0

    def textbook(since):
        step = (times >= since).astype(float)
        fit = step @ np.linalg.solve(varies, surprise)
        return fit / np.sqrt(step @ np.linalg.solve(varies, step))

    best = min(textbook(since) for since in (3, 4, 5))
    steps = tuple(Step(frozenset(("a", float(t)) for t in times if t >= s)) for s in (3, 4, 5))
    (found,) = scores(group, seen, [Question(5, steps)])

    assert found == pytest.approx(best)


@pytest.mark.parametrize(
    ("score", "said"), [(-2.51, FALL), (-2.49, STILL), (0.0, STILL), (2.49, STILL), (2.5, RISE)]
)
def test_an_arrow_needs_two_and_a_half_standard_errors(score, said):
    assert change_of(score) is said


def test_what_came_out_later_changes_no_arrow():
    whole = book_telling(FOUR_SERVICES, stepping({"a2"}, 5, -0.6), cycles=4)
    later = readings(whole, ["a2"])
    for month in range(12):
        known = Book(whole.plans, tuple(cell for cell in whole.cells if cell.month <= month))

        place = Place("a2", month)

        assert readings(known, ["a2"])[place].change is later[place].change
