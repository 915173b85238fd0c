"""Reading levels from published numbers."""

from dataclasses import replace

import numpy as np
import pytest

from tests.support.books import plans_of, simulate
from tests.support.cohorts import FOUR_SERVICES
from wellbeing.disclosure import Book, Kind, Place, ReleasedCell, readings
from wellbeing.disclosure.model import Group, Observation, Series, Target, read
from wellbeing.disclosure.reader import read_unit

MIXED = {
    f"s{number}": {f"s{number}.{team}": size for team, size in enumerate((8, 9, 12, 20, 4, 5))}
    for number in range(3)
}


@pytest.fixture(scope="module")
def truth():
    return simulate(7, MIXED)


def cells_of(book):
    return {cell.unit_key for plan in book.plans for cell in plan.cells}


def test_the_range_holds_the_true_level_about_four_times_in_five():
    held = []
    errors = []
    for seed in range(4):
        truth = simulate(seed, MIXED)
        for place, reading in readings(truth.book, cells_of(truth.book)).items():
            true = truth.levels[place.unit_key, place.window]
            held.append(reading.level.low <= true <= reading.level.high)
            errors.append(reading.level.estimate - true)

    assert 0.72 <= np.mean(held) <= 0.93
    assert abs(np.mean(errors)) < 0.05
    assert np.sqrt(np.mean(np.square(errors))) < 0.3


def test_a_reading_never_changes_when_later_numbers_come_out(truth):
    whole = readings(truth.book, cells_of(truth.book))

    for month in range(9):
        cells = tuple(cell for cell in truth.book.cells if cell.window <= month)
        then = readings(Book(truth.book.plans, cells), cells_of(truth.book))
        for place, reading in then.items():
            assert reading.level.estimate == pytest.approx(whole[place].level.estimate, abs=1e-9)
            assert reading.level.low == pytest.approx(whole[place].level.low, abs=1e-9)
            assert reading.change is whole[place].change


def test_the_order_of_the_ledger_does_not_matter(truth):
    backwards = Book(truth.book.plans[::-1], truth.book.cells[::-1])

    whole = readings(truth.book, ["s1", "s1.0"])
    for place, reading in readings(backwards, ["s1", "s1.0"]).items():
        assert reading.level.estimate == pytest.approx(whole[place].level.estimate, abs=1e-9)


def test_only_units_with_numbers_are_read(truth):
    assert readings(truth.book, ["s1.4", "unknown"]) == {}
    assert readings(Book((), ()), ["s1"]) == {}
    assert {place.window for place in readings(truth.book, ["s1.0"])} == set(range(9))


def test_larger_groups_are_read_more_closely(truth):
    read_last = {
        place.unit_key: one.level.high - one.level.low
        for place, one in readings(truth.book, cells_of(truth.book)).items()
        if place.window == 8
    }

    assert read_last["s1"] < read_last["s1.3"] < read_last["s1.0"]
    assert read_last["organisation"] < read_last["s1.3"]


def steady_book(value, sigma, cycles=2):
    """A ledger in which everybody stays at one level and the numbers are almost exact."""
    plans = plans_of(FOUR_SERVICES, cycles)
    slope = {Kind.LEVEL: 0.79, Kind.FIRST_PULSE: 0.475, Kind.PULSE: 0.472 - 0.385}
    clip = {Kind.LEVEL: 1.0, Kind.FIRST_PULSE: 0.5, Kind.PULSE: 0.25}
    cells = []
    for plan in plans:
        for window in range((plan.cycle - 1) * 3, plan.cycle * 3):
            for cell in plan.cells:
                points = slope[cell.kind] * (value - plan.centre)
                step = clip[cell.kind] / 4
                cells.append(
                    ReleasedCell(
                        cycle=plan.cycle,
                        window=window,
                        unit_key=cell.unit_key,
                        kind=cell.kind,
                        people=cell.people,
                        centre=plan.centre,
                        clip=clip[cell.kind],
                        sigma=sigma,
                        released=round(points * cell.people / step),
                    )
                )
    return Book(plans, tuple(cells))


@pytest.mark.parametrize("value", [1.6, 2.0, 2.5])
def test_almost_exact_numbers_are_read_back(value):
    book = steady_book(value, sigma=0.5)

    for place, reading in readings(book, cells_of(book)).items():
        if place.window >= 2:
            assert reading.level.estimate == pytest.approx(value, abs=0.12)


def test_the_centre_a_number_was_taken_around_does_not_matter():
    book = steady_book(2.5, sigma=0.5, cycles=1)
    plans = tuple(replace(plan, centre=2.25) for plan in book.plans)
    slope = {Kind.LEVEL: 0.79, Kind.FIRST_PULSE: 0.475}
    moved = tuple(
        replace(
            cell,
            centre=2.25,
            released=cell.released - round(slope[cell.kind] * 0.25 * cell.people / (cell.clip / 4)),
        )
        for cell in book.cells
    )

    here = readings(book, ["b1"])
    for place, reading in readings(Book(plans, moved), ["b1"]).items():
        assert reading.level.estimate == pytest.approx(here[place].level.estimate, abs=0.03)


def test_a_falling_pulse_lowers_the_reading():
    book = steady_book(2.4, sigma=17.32)
    last = max(cell.window for cell in book.cells)
    fallen = tuple(
        replace(cell, released=cell.released - 60)
        if (cell.window, cell.unit_key) == (last, "a2")
        else cell
        for cell in book.cells
    )

    before = read_unit(book, "A", "conditions")[Place("a2", last)].level
    after = read_unit(Book(book.plans, fallen), "A", "conditions")[Place("a2", last)].level

    assert after.estimate < before.estimate - 0.1
    assert after.high - after.low == pytest.approx(before.high - before.low)


def test_one_solve_gives_the_textbook_answer():
    group = Group({"a": Series(0.2, 1 / 0.9), "b": Series(0.3, 1 / 0.9)}, common=0.04)
    seen = [
        Observation(0, 1.4, 0.2, {("a", 0): 0.5}),
        Observation(1, 1.1, 0.1, {("a", 1): 0.4, ("b", 1): 0.4}),
        Observation(1, 1.9, 0.05, {}, of_mean=0.79),
    ]

    (reading,) = read(group, seen, [Target(1, {("b", 1): 1.0})])

    # Levels a0, a1, b1 and the organisation's mean, conditioned on the three numbers at once.
    fading = np.exp(-1 / 6)
    levels = np.array(
        [
            [0.34 + 0.36, 0.04 + 0.2 + 0.1 * fading + 0.36, 0.04 + 0.36, 0.36],
            [0.04 + 0.2 + 0.1 * fading + 0.36, 0.34 + 0.36, 0.04 + 0.36, 0.36],
            [0.04 + 0.36, 0.04 + 0.36, 0.44 + 0.36, 0.36],
            [0.36, 0.36, 0.36, 0.36],
        ]
    )
    weights = np.array([[0.5, 0, 0, 0], [0, 0.4, 0.4, 0], [0, 0, 0, 0.79]])
    varies = weights @ levels @ weights.T + np.diag([0.2, 0.1, 0.05])
    gain = np.linalg.solve(varies, weights @ levels[:, 2])
    surprise = np.array([1.4, 1.1, 1.9]) - weights.sum(axis=1) * 2.0
    variance = levels[2, 2] - gain @ weights @ levels[:, 2]
    assert reading.estimate == pytest.approx(2.0 + gain @ surprise)
    assert reading.high - reading.estimate == pytest.approx(1.28 * 1.1 * np.sqrt(variance))
