"""The ISO week, checked against a calendar of its own."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.week import Week

# A sample of every weekday, month end and year from 1970 to 2100 (47741 days, every third one).
DAYS = [date(1970, 1, 1) + timedelta(days=days) for days in range(0, 47_741, 3)]
days = st.dates(date(1970, 1, 1), date(2100, 12, 31))
LONG_YEARS = (2004, 2009, 2015, 2020, 2026, 2032, 2037, 2043, 2048)


def test_a_week_is_the_seven_days_around_its_thursday():
    for day in DAYS:
        week = Week.of(day)

        thursday = day + timedelta(days=3 - day.weekday())
        assert week.year == thursday.year, day
        assert week.number == (thursday - date(thursday.year, 1, 1)).days // 7 + 1, day
        assert week.monday <= day <= week.sunday == week.monday + timedelta(days=6), day


@pytest.mark.parametrize("year", LONG_YEARS)
def test_some_years_have_a_week_53_and_the_next_week_is_the_first(year):
    last = Week(year, 53)

    assert str(last) == f"{year}-W53"
    assert last.plus(1) == Week(year + 1, 1)
    assert Week(year + 1, 1).since(last) == 1
    assert Week(year, 52) < last < Week(year + 1, 1)


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2027])
def test_other_years_have_none(year):
    with pytest.raises(ValueError, match="week"):
        Week(year, 53)
    assert Week(year, 52).plus(1) == Week(year + 1, 1)


@given(days)
def test_a_week_is_read_back_as_it_was_written(day):
    week = Week.of(day)

    assert Week.parse(str(week)) == week


@given(days, st.integers(-500, 500))
def test_adding_and_counting_weeks_agree(day, weeks):
    week = Week.of(day)

    assert week.plus(weeks).since(week) == weeks
    assert week.plus(weeks).plus(-weeks) == week


@given(days, days)
def test_later_days_are_never_in_earlier_weeks(one, other):
    first, second = sorted((one, other))

    assert Week.of(first) <= Week.of(second)
    assert (str(Week.of(first)) <= str(Week.of(second))) is True


@pytest.mark.parametrize(
    "written",
    ["", "2026", "2026-W7", "2026-w07", "2026W07", "2026-W00", "2025-W53", "2026-W54", "2026-W07 ",
     " 2026-W07", "2026-W07\n", "٢٠٢٦-W07", "02026-W07", "0000-W01", "2026-W-1"],
)  # fmt: skip
def test_anything_else_is_not_a_week(written):
    with pytest.raises(ValueError, match=r"."):
        Week.parse(written)
