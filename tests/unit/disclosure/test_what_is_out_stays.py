"""What a reader says of a window is fixed, to the last bit, from the moment that window is out."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import proofs
from tests.support.books import plans_of
from tests.support.cohorts import CALENDAR
from tests.support.lived_books import TEAMS, Life, lived, lives, numbers_of, prefixes
from wellbeing.disclosure import Book, Indicator, Place, Reader, Rhythm

# Services of 240 and of 360 people in many teams: domains by the week, their teams by the month.
# Whole runs try smaller teams, and more of them: each reading takes long.
A_TEAM, B_TEAM = proofs.size(20, 12), proofs.size(18, 9)
MANY_TEAMS = {
    "A": {f"a{n}": A_TEAM for n in range(240 // A_TEAM)},
    "B": {f"b{n}": B_TEAM for n in range(360 // B_TEAM)},
}
KEYS = ("A", "B", "a3", "b7")
DOMAINS = (Indicator.CONDITIONS, Indicator.SIGNS)


@pytest.fixture(scope="module")
def many_teams():
    plans = plans_of(MANY_TEAMS, cycles=2)
    return Book(plans, numbers_of(plans))


@pytest.fixture(scope="module")
def read_then(many_teams):
    """Return what was said of each window when it had just come out."""
    return [(window, said(Reader(book), window)) for window, book in prefixes(many_teams)]


def said(reader, window, keys=KEYS, about=DOMAINS):
    """Return all that a reader says of a window: levels, ranges and how far a step stands out."""
    places = (Place(key, window.index, one, window.rhythm) for key in keys for one in about)
    return {place: reader.at(place) for place in places}


def test_a_week_reads_the_same_after_the_first_months_of_its_teams(many_teams, read_then):
    last = Reader(many_teams)

    for window, then in read_then:
        assert then == said(last, window)


def test_a_week_is_read_without_the_month_that_comes_out_on_the_same_day(many_teams):
    month = CALENDAR.window(0)
    (week,) = (one for one in CALENDAR.windows(1, Rhythm.WEEK) if one.last == month.last)
    steps = list(prefixes(many_teams))
    weeks, both = (next(book for window, book in steps if window == one) for one in (week, month))

    assert len(weeks.cells) < len(both.cells)
    assert said(Reader(weeks), week) == said(Reader(both), week)


@settings(max_examples=25)
@given(lives, st.data())
def test_nothing_that_is_out_ever_reads_differently(life, data):
    """Over random plans, menus, moves, cycles and gaps, and every indicator."""
    whole = lived(life)
    keys = sorted({unit.unit_key for plan in whole.plans for unit in plan.units})
    about = (Indicator.CONDITIONS, data.draw(st.sampled_from(Indicator)))
    last = Reader(whole)
    steps = list(prefixes(whole))
    begun = data.draw(st.integers(0, len(steps) - 1)) if steps else 0
    was: dict[Any, Any] = {}

    for window, book in steps[begun : begun + 6]:
        reader = Reader(book)
        was |= said(reader, window, keys, about)
        assert {place: reader.at(place) for place in was} == was
    assert {place: last.at(place) for place in was} == was


def test_a_month_that_tells_of_earlier_ones_changes_no_score_that_is_out():
    """Two months never came out, so that two steps move the same until a later pulse looks back."""
    nowhere = ("A", 0, 0)
    before = {"t3": ("A", 9, 0), "t4": ("A", 12, 0), "t5": ("B", 12, 0), "t6": ("D", 5, 0)}
    after = {"t4": ("A", 3, 0), "t5": ("A", 240, 6), "t6": ("C", 90, 0)}
    teams = (dict.fromkeys(TEAMS, nowhere) | part for part in (before, after))
    whole = lived(Life(tuple(teams), (1.5,) * 3, gaps=frozenset([0, 15]), first=0))
    last = Reader(whole)

    for window, book in prefixes(whole):
        now = said(Reader(book), window, ("A", "t5"), DOMAINS[:1])
        assert now == said(last, window, ("A", "t5"), DOMAINS[:1])


def test_such_ledgers_hold_weeks_and_months(read_then):
    """Otherwise the tests above would say little."""
    read = {
        (window.rhythm, place.unit_key)
        for window, then in read_then
        for place, one in then.items()
        if one
    }

    assert read == {
        (Rhythm.WEEK, "A"),
        (Rhythm.WEEK, "B"),
        (Rhythm.MONTH, "a3"),
        (Rhythm.MONTH, "b7"),
    }
