"""Staffed hours: which moments count, and that no promise ever ends where nobody is there."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.cover.hours import USUAL_WEEK, NobodyThereError, StaffedHours
from wellbeing.public_holidays import SUBDIVISIONS, public_holidays

LONDON = "Europe/London"
ZONES = (LONDON, "UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")
NATIONS = tuple(SUBDIVISIONS)
# Two turns of the year, a year of 53 weeks, and every change of the clock between them.
FIRST, LAST = datetime(2026, 11, 1, tzinfo=UTC), datetime(2028, 4, 1, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)

moments = st.timedeltas(timedelta(), LAST - FIRST).map(FIRST.__add__)
days = st.dates(FIRST.date(), LAST.date())
times = st.times().map(lambda one: one.replace(second=0, microsecond=0))
some_hours = st.none() | st.tuples(times, times)
working = st.timedeltas(timedelta(), timedelta(hours=60))


@st.composite
def any_hours(draw):
    """Any week with at least one staffed day, in any zone and nation, with some closed days."""
    week = draw(st.lists(some_hours, min_size=7, max_size=7))
    week[draw(st.integers(0, 6))] = (time(10), time(15, 30))
    return StaffedHours(
        zone=draw(st.sampled_from(ZONES)),
        nation=draw(st.sampled_from(NATIONS)),
        weekdays=tuple(week),
        closed=draw(st.frozensets(days, max_size=6)),
    )


def usual(nation="england", *closed):
    return StaffedHours(LONDON, nation, USUAL_WEEK, frozenset(closed))


def london(year, month, day, hour=0, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(LONDON))


@given(any_hours(), moments, working)
def test_a_promise_never_ends_where_nobody_is_there(hours, at, time_needed):
    ends = hours.after(at, time_needed)

    assert hours.is_open(ends)
    assert ends >= at + time_needed


@given(any_hours(), moments, moments, working, working)
def test_later_or_longer_never_ends_earlier(hours, one_moment, other_moment, one, other):
    earlier, later = sorted((one_moment, other_moment))
    shorter, longer = sorted((one, other))

    assert hours.after(earlier, shorter) <= hours.after(later, longer)


@given(any_hours(), moments, working, working)
def test_waiting_twice_is_waiting_for_both(hours, at, one, other):
    assert hours.after(hours.after(at, one), other) == hours.after(at, one + other)


@given(any_hours(), moments)
def test_nobody_is_there_between_a_moment_and_the_next_opening(hours, at):
    opens = hours.next_open(at)

    assert hours.is_open(opens)
    assert hours.is_open(at) == (opens == at)
    step = (opens - at) / 7
    assert not any(hours.is_open(at + step * part) for part in range(7) if opens > at)


@given(moments, st.sampled_from(NATIONS), days)
def test_somebody_is_there_when_the_wall_clock_says_so_and_no_holiday_does_not(at, nation, closed):
    local = at.astimezone(ZoneInfo(LONDON))
    holidays = public_holidays(nation, local.year)

    expected = (
        local.weekday() < 5 and 9 <= local.hour < 17 and local.date() not in {*holidays, closed}
    )

    assert usual(nation, closed).is_open(at) == expected


@given(any_hours(), days, st.integers(0, 15))
def test_working_days_are_counted_one_by_one_and_end_on_one(hours, day, count):
    last = hours.working_day_after(day, count)

    between = [day + timedelta(days=each) for each in range(1, (last - day).days + 1)]
    assert sum(map(hours.is_working_day, between)) == count
    assert count == 0 or hours.is_working_day(last)


@pytest.mark.parametrize(
    ("nation", "back"),
    [("england", 4), ("wales", 4), ("northern_ireland", 4), ("scotland", 5)],
)
def test_after_new_year_work_begins_when_the_nation_says(nation, back):
    # 2027-01-01 is the Friday of week 53; Scotland also keeps the second, moved to Monday the 4th.
    assert usual(nation).working_day_after(date(2026, 12, 31), 1) == date(2027, 1, back)
    assert usual(nation).next_open(london(2026, 12, 31, 17)) == london(2027, 1, back, 9)


@pytest.mark.parametrize(
    ("nation", "day"),
    [
        ("scotland", date(2026, 11, 30)),
        ("northern_ireland", date(2027, 3, 17)),
        ("northern_ireland", date(2027, 7, 12)),
        ("england", date(2027, 8, 30)),
        ("wales", date(2027, 8, 30)),
    ],
)
def test_each_nation_has_its_own_holidays(nation, day):
    closed_in = {each for each in NATIONS if not usual(each).is_working_day(day)}

    assert nation in closed_in
    assert closed_in != set(NATIONS)


def test_an_evening_before_a_weekend_and_a_holiday_is_answered_after_both():
    # Friday 2026-12-18 16:00: an hour that day; Monday to Wednesday; the 24th is a closed day.
    hours = usual("england", date(2026, 12, 24))

    assert hours.after(london(2026, 12, 18, 16), timedelta(minutes=59)) == london(
        2026, 12, 18, 16, 59
    )
    assert hours.after(london(2026, 12, 18, 16), AN_HOUR) == london(2026, 12, 21, 9)
    assert hours.after(london(2026, 12, 18, 16), 25 * AN_HOUR) == london(2026, 12, 29, 9)


def test_a_weekend_in_which_the_clock_changes_is_no_longer_and_no_shorter_in_staffed_time():
    for friday in (london(2027, 3, 26, 16), london(2027, 10, 29, 16)):
        after_easter = date(2027, 3, 29) if friday.month == 3 else date(2027, 11, 1)
        hours = StaffedHours(LONDON, "nowhere", USUAL_WEEK)

        ends = hours.after(friday, 3 * AN_HOUR).astimezone(ZoneInfo(LONDON))

        assert (ends.date(), ends.time()) == (after_easter, time(11))


def test_a_night_line_on_the_night_of_a_change_counts_no_hour_twice():
    nights = StaffedHours(LONDON, "nowhere", (*(None,) * 6, (time(0, 30), time(1, 30))))
    first = datetime(
        2027, 10, 30, 23, 30, tzinfo=UTC
    )  # The clock shows 0:30, and 1:30 an hour later.

    assert nights.is_open(first + AN_HOUR - timedelta(seconds=1))
    assert not nights.is_open(first + AN_HOUR)
    assert not nights.is_open(first + AN_HOUR + timedelta(minutes=35))  # It shows 1:05 once more.


@pytest.mark.parametrize(
    "week",
    [(None,) * 7, ((time(9), time(9)),) * 7, ((time(17), time(9)),) * 7],
)
def test_where_no_time_is_staffed_it_is_said_at_once_that_nobody_is_there(week):
    hours = StaffedHours(LONDON, "england", week)

    assert not hours.is_open(london(2027, 1, 5, 9))
    assert hours.in_words() == ()
    for ask in (
        lambda: hours.next_open(london(2027, 1, 5, 9)),
        lambda: hours.after(london(2027, 1, 5, 9), AN_HOUR),
        lambda: hours.working_day_after(date(2027, 1, 5), 1),
    ):
        with pytest.raises(NobodyThereError):
            ask()


def test_the_week_is_told_in_lines_that_put_equal_days_together():
    week = (*((time(9), time(17)),) * 4, (time(9), time(12, 30)), None, (time(10), time(10)))

    assert StaffedHours(LONDON, "wales", USUAL_WEEK).in_words() == (
        "Monday to Friday, 9:00 to 17:00",
    )
    assert StaffedHours(LONDON, "wales", week).in_words() == (
        "Monday to Thursday, 9:00 to 17:00",
        "Friday, 9:00 to 12:30",
    )
    assert StaffedHours(LONDON, "wales", (*(None,) * 5, *((time(8), time(9)),) * 2)).in_words() == (
        "Saturday and Sunday, 8:00 to 9:00",
    )


def test_a_week_of_six_days_is_refused():
    with pytest.raises(ValueError, match="seven days"):
        StaffedHours(LONDON, "england", (None,) * 6)
