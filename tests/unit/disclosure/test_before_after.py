"""Before and after are compared only where published ranges are apart, and only of the same group."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.books import plans_of
from tests.support.cohorts import CALENDAR
from tests.support.told_books import book_telling
from wellbeing.disclosure import (
    Apart,
    Book,
    ExactSums,
    Reader,
    Released,
    ReleasedCell,
    Rhythm,
    Window,
    before_and_after,
    figure,
)
from wellbeing.disclosure.before_after import apart

# One team with monthly figures, one large with weekly ones, and two small ones that are pooled.
SERVICES = {"A": {"a1": 20, "a2": 5, "a3": 5}, "B": {"b1": 900}}
ACTED = CALENDAR.window(3).starts_on + timedelta(days=9)
CHANGED = 4
tenths = st.integers(0, 40)
UNITS = ("a1", "a2", "b1", "A", "B")


def released(low, high):
    limits = sorted((low / 10, high / 10))
    window = Window(1, 1, CALENDAR.window(0).first, CALENDAR.window(0).last)
    return Released(window, "a1", "A1", 20, sum(limits) / 2, *limits)


def book_with(after, cycles=4):
    """Return a ledger in which everybody stands at 2 until a month, and elsewhere from then on."""
    return book_telling(SERVICES, lambda _unit, _about, at: 2.0 if at < CHANGED else after, cycles)


@given(tenths, tenths, tenths, tenths)
def test_higher_and_lower_are_said_only_where_no_level_lies_in_both_ranges(one, two, three, four):
    before, after = released(one, two), released(three, four)

    both = range(
        max(round(before.low * 10), round(after.low * 10)),
        min(round(before.high * 10), round(after.high * 10)) + 1,
    )
    said = apart(before, after)

    assert (said is Apart.TOUCHING) == bool(both)
    if not both:
        assert (said is Apart.HIGHER) == (after.estimate > before.estimate)
    assert {said, apart(after, before)} in (
        {Apart.TOUCHING},
        {Apart.HIGHER, Apart.LOWER},
    )


@pytest.mark.parametrize(("after", "said"), [(3.6, Apart.HIGHER), (0.4, Apart.LOWER)])
@pytest.mark.parametrize("unit", ["a1", "b1", "A", "B"])
def test_a_large_lasting_change_is_said(unit, after, said):
    found = before_and_after(Reader(book_with(after)), CALENDAR, unit, ACTED)

    assert found is not None
    assert found.apart is said


@pytest.mark.parametrize("unit", ["a1", "b1", "A", "B"])
def test_without_a_change_nothing_is_said(unit):
    found = before_and_after(Reader(book_with(2.0)), CALENDAR, unit, ACTED)

    assert found is not None
    assert found.apart is Apart.TOUCHING


def test_a_pool_says_nothing_about_one_of_its_teams():
    assert before_and_after(Reader(book_with(3.6)), CALENDAR, "a2", ACTED) is None


def test_a_month_that_had_begun_when_something_was_done_is_not_before_it():
    found = before_and_after(Reader(book_with(3.6)), CALENDAR, "a1", ACTED)

    assert found is not None
    assert found.before.window == CALENDAR.window(2)
    assert found.after.window == CALENDAR.window(11)


def test_before_enough_months_have_passed_nothing_is_laid_side_by_side():
    reader = Reader(book_with(3.6, cycles=2))

    assert before_and_after(reader, CALENDAR, "a1", CALENDAR.window(4).starts_on) is None
    assert before_and_after(reader, CALENDAR, "a1", CALENDAR.window(3).starts_on) is not None
    assert before_and_after(reader, CALENDAR, "a1", CALENDAR.first_monday) is None
    assert before_and_after(Reader(Book((), ())), CALENDAR, "a1", ACTED) is None


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.integers(-20, 400), st.sampled_from(UNITS))
def test_whatever_was_published_only_published_figures_of_the_unit_are_compared(seed, days, unit):
    reader, on = Reader(anything(seed)), CALENDAR.first_monday + timedelta(days=days)

    found = before_and_after(reader, CALENDAR, unit, on)

    if found is not None:
        for one in (found.before, found.after):
            assert one == figure(reader, CALENDAR, unit, one.window)
            assert one.unit_key == unit
        assert found.before.window.ends_on < on
        assert found.after.window.month >= found.before.window.month + 3


def anything(seed):
    plans = plans_of(SERVICES, 3)
    cells: list[ReleasedCell] = []
    for plan in plans:
        for rhythm in Rhythm:
            if rhythm in plan.parts_by_rhythm:
                for window in CALENDAR.windows(plan.cycle, rhythm):
                    cells += ExactSums(plan, window).release(
                        lambda exact, _: [(seed * 31 + n * 7) % 90 - 45 for n in range(len(exact))]
                    )
    return Book(plans, tuple(cells))
