"""The publishing calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.disclosure import Calendar, Rhythm, WindowName, month_of
from wellbeing.week import Week

mondays = st.dates(date(2020, 1, 1), date(2040, 1, 1)).map(
    lambda day: day - timedelta(days=day.weekday())
)


def test_a_cycle_is_cut_into_four_four_and_five_weeks():
    windows = Calendar(date(2026, 1, 5)).windows(1)

    assert [len(window.weeks) for window in windows] == [4, 4, 5]
    assert [str(window.first) for window in windows] == ["2026-W02", "2026-W06", "2026-W10"]


def test_a_window_closes_on_a_sunday_and_is_published_on_the_wednesday_after():
    window = Calendar(date(2026, 1, 5)).windows(1)[0]

    assert window.ends_on == date(2026, 2, 1)
    assert window.published_on == date(2026, 2, 4)


def test_a_year_of_53_weeks_moves_nothing():
    autumn = Calendar(date(2026, 10, 5)).windows(1)

    assert autumn[2].first == Week(2026, 49)
    assert autumn[2].last == Week(2026, 53)
    assert Calendar(date(2026, 10, 5)).windows(2)[0].first == Week(2027, 1)


def test_a_first_cycle_starts_on_a_monday():
    with pytest.raises(ValueError, match="Monday"):
        Calendar(date(2026, 1, 6))


@given(mondays, st.integers(1, 60))
def test_windows_follow_each_other_without_gap_or_overlap(monday, cycle):
    calendar = Calendar(monday)

    this, following = calendar.windows(cycle), calendar.windows(cycle + 1)
    weeks = [week for window in (*this, *following) for week in window.weeks]

    assert weeks == [weeks[0].plus(number) for number in range(26)]
    assert weeks[0].monday == calendar.starts_on(cycle)


@given(mondays, st.integers(1, 40), st.integers(0, 90))
def test_every_day_lies_in_the_cycle_that_has_begun(monday, cycle, days):
    calendar = Calendar(monday)

    day = calendar.starts_on(cycle) + timedelta(days=days)

    assert calendar.cycle_at(day) == cycle
    assert calendar.cycle_at(monday - timedelta(days=1)) == 0


@given(mondays, st.integers(0, 100))
def test_a_window_is_found_again_by_its_running_number(monday, index):
    assert Calendar(monday).window(index).index == index


@given(mondays, st.integers(1, 20))
def test_every_week_lies_in_one_month_and_one_cycle(monday, cycle):
    calendar = Calendar(monday)
    months = calendar.windows(cycle)

    (whole,) = calendar.windows(cycle, Rhythm.CYCLE)
    for week in calendar.windows(cycle, Rhythm.WEEK):
        (month,) = (month for month in months if week.first in month.weeks)
        assert week.month == month.index == month_of(Rhythm.WEEK, week.index)
        assert week.first in whole.weeks
    assert whole.month == months[-1].index
    assert whole.published_on == months[-1].published_on


@given(mondays, st.sampled_from(Rhythm), st.integers(0, 300))
def test_a_window_of_any_length_is_found_again(monday, rhythm, index):
    window = Calendar(monday).window(index, rhythm)

    assert (window.index, window.rhythm) == (index, rhythm)
    assert WindowName.parse(str(window.name)) == window.name
