"""Which week a check-in belongs to, around Mondays, year ends, clock changes and forged forms."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.hostile import TEXTS
from wellbeing.checkins.weeks import AskedAbout, open_weeks, read_week, sign_week
from wellbeing.week import Week

LONDON = "Europe/London"


def at(written, zone=LONDON):
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("moment", "weeks"),
    [
        ("2026-06-07T23:59", ["2026-W23"]),
        ("2026-06-08T00:00", ["2026-W24", "2026-W23"]),
        ("2026-06-08T11:59", ["2026-W24", "2026-W23"]),
        ("2026-06-08T12:00", ["2026-W24"]),
        ("2026-06-09T00:00", ["2026-W24"]),
        ("2027-01-03T22:00", ["2026-W53"]),
        ("2027-01-04T08:00", ["2027-W01", "2026-W53"]),
    ],
)
def test_the_past_week_stays_open_until_monday_noon(moment, weeks):
    assert [str(week) for week in open_weeks(at(moment), LONDON)] == weeks


def test_noon_is_noon_in_the_organisation_s_zone():
    moment = datetime(2026, 6, 8, 11, 30, tzinfo=UTC)  # 12:30 in London, 07:30 in New York

    assert len(open_weeks(moment, LONDON)) == 1
    assert len(open_weeks(moment, "America/New_York")) == 2


@given(
    st.integers(0, 25 * 366 * 24 * 60),
    st.sampled_from([LONDON, "Pacific/Kiritimati", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]),
)
def test_the_first_open_week_is_the_one_of_the_local_day(minutes, zone):
    moment = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    local = moment.astimezone(ZoneInfo(zone))

    first, *others = open_weeks(moment, zone)

    assert first.monday <= local.date() <= first.sunday
    assert all(week == first.plus(-1) for week in others)


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2024, 6, 12), "Thursday 6", "Wednesday 12 June"),
        (date(2026, 6, 3), "Thursday 28 May", "Wednesday 3 June"),
        (date(2027, 1, 2), "Sunday 27 December", "Saturday 2 January"),
    ],
)
def test_the_frame_names_the_seven_days_that_end_today(today, first, last):
    asked = AskedAbout.by(today, Week.of(today))

    assert (asked.first_day, asked.last_day) == (first, last)
    assert asked.last - asked.first == timedelta(days=6)


def test_a_past_week_is_asked_about_up_to_its_sunday():
    asked = AskedAbout.by(date(2026, 6, 8), Week(2026, 23))

    assert (asked.first, asked.last) == (date(2026, 6, 1), date(2026, 6, 7))


def test_a_form_gives_back_the_week_it_carries():
    token = sign_week(Week(2026, 53), "secret", "ann")

    assert read_week(token, "secret", "ann") == Week(2026, 53)


@pytest.mark.parametrize("reader", [("secret", "bob"), ("another", "ann")])
def test_a_week_signed_for_another_person_or_service_is_no_week(reader):
    assert read_week(sign_week(Week(2026, 9), "secret", "ann"), *reader) is None


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_hostile_is_a_week(name):
    assert read_week(TEXTS[name], "secret", "ann") is None


def test_a_changed_token_is_no_week():
    token = sign_week(Week(2026, 9), "secret", "ann")

    assert read_week(token[:-1] + ("a" if token[-1] != "a" else "b"), "secret", "ann") is None
    assert read_week(token + "\ud800", "secret", "ann") is None
