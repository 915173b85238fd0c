"""Everybody is asked once in a week that has a worked day, never in quiet hours, in every zone."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.slots import ZONES, slots
from wellbeing.rhythm.moments import WINDOW, Frame, Moments, Span, moments
from wellbeing.rhythm.slots import Messages, Quiet, Slot, usual
from wellbeing.week import Week

LONDON = "Europe/London"
FIRST, LAST = Week(2025, 1), Week(2035, 52)
WEEKS = [FIRST.plus(number) for number in range(LAST.since(FIRST) + 1)]
WORKS_ALWAYS = (frozenset(range(7)),)
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})


def frame(week, holidays=(), home=LONDON):
    return Frame(week, Span.of(week, home), holidays)


def asked(slot, week, holidays=(), home=LONDON):
    return moments(slot, frame(week, holidays, home))


def local(moment, zone=LONDON):
    return f"{moment.astimezone(ZoneInfo(zone)):%a %H:%M}"


@given(slots(), st.sampled_from(WEEKS), st.sampled_from(ZONES))
def test_all_that_leaves_is_within_the_week_and_outside_quiet_hours(slot, week, home):
    found, span = asked(slot, week, home=home), Span.of(week, home)

    for moment in filter(None, (found.invitation, found.reminder)):
        for late in (timedelta(), WINDOW / 2, WINDOW):
            leaves = moment + late
            assert span.opens <= leaves < span.closes
            assert not slot.quiet.holds(leaves.astimezone(ZoneInfo(slot.zone)).hour)


@given(slots(), st.sampled_from(WEEKS), st.sampled_from(ZONES))
def test_a_reminder_follows_its_invitation_on_a_worked_day(slot, week, home):
    found = asked(slot, week, home=home)

    if found.reminder is not None:
        assert found.invitation is not None
        assert found.reminder - found.invitation >= timedelta(hours=20)
        assert slot.messages is Messages.BOTH
        day = found.reminder.astimezone(ZoneInfo(slot.zone)).date()
        assert day.weekday() in slot.worked[Week.of(day).since(Week(1970, 2)) % len(slot.worked)]


@pytest.mark.parametrize("zone", ZONES)
def test_from_2025_to_2035_every_week_has_one_invitation_in_every_zone(zone):
    slot = Slot(zone, 2, 10, WORKS_ALWAYS)
    invitations = [asked(slot, week).invitation for week in WEEKS]

    assert len(WEEKS) == 574
    assert None not in invitations
    assert [Week.of(each.astimezone(ZoneInfo(LONDON)).date()) for each in invitations] == WEEKS
    assert {local(each, zone) for each in invitations} == {"Wed 10:00"}


@pytest.mark.parametrize("hour", [0, 1, 2, 3])
@pytest.mark.parametrize("zone", [LONDON, "Australia/Lord_Howe", "America/St_Johns", "Asia/Beirut"])
def test_an_hour_that_a_clock_change_skips_or_repeats_is_one_moment(zone, hour):
    slot = Slot(zone, 6, hour, (frozenset({6}),), Quiet(9, 23))
    found = [asked(slot, week, home=zone).invitation for week in WEEKS]

    assert None not in found
    assert len(set(found)) == len(WEEKS)
    assert {each.astimezone(ZoneInfo(zone)).weekday() for each in found} == {6}
    moved = [each for each in found if local(each, zone) != f"Sun {hour:02d}:00"]
    # Only on the day of a clock change another hour comes in its place.
    assert len(moved) <= 11
    for each in moved:
        day = each.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0)
        assert day.utcoffset() != day.replace(hour=23).utcoffset()


def test_a_day_that_is_not_worked_gives_way_to_the_next_that_is():
    part_time = Slot(LONDON, 2, 10, (frozenset({0, 3}),))

    found = asked(part_time, Week(2026, 20))

    assert (local(found.invitation), found.reminder) == ("Thu 10:00", None)


def test_a_public_holiday_gives_way_and_is_used_when_nothing_else_is_left():
    friday = Slot(LONDON, 4, 10)
    only_friday = Slot(LONDON, 4, 10, (frozenset({4}),))
    week = Week(2026, 52)

    assert local(asked(friday, week, CHRISTMAS).invitation) == "Thu 10:00"
    # A day off after the holiday is better than the holiday itself: nobody is asked on both.
    assert local(asked(only_friday, week, CHRISTMAS).invitation) == "Sat 10:00"
    assert asked(only_friday, week, CHRISTMAS).reminder is None
    every_day = frozenset(week.monday + timedelta(days=day) for day in range(7))
    assert local(asked(only_friday, week, every_day).invitation) == "Fri 10:00"
    all_but_monday = every_day - {week.monday}
    assert local(asked(only_friday, week, all_but_monday).invitation) == "Mon 10:00"


def test_a_rota_of_two_weeks_follows_the_weeks_and_a_week_off_has_no_message():
    rota = Slot(LONDON, 0, 10, (frozenset({0, 1}), frozenset()))
    found = [asked(rota, week) for week in WEEKS[:52]]

    is_off = [week.since(Week(1970, 2)) % 2 == 1 for week in WEEKS[:52]]
    assert [each == Moments() for each in found] == is_off
    assert {local(each.invitation) for each in found if each.invitation} == {"Mon 10:00"}
    assert {each.reminder is None for each in found if each.invitation} == {False}


def test_a_reminder_comes_two_days_later_or_the_day_after_when_the_week_ends():
    assert local(asked(usual(LONDON), Week(2026, 20)).reminder) == "Fri 10:00"
    thursday = Slot(LONDON, 3, 10)
    assert local(asked(thursday, Week(2026, 20)).reminder) == "Fri 10:00"
    assert asked(Slot(LONDON, 4, 10), Week(2026, 20)).reminder is None


@pytest.mark.parametrize("messages", [Messages.NONE, Messages.INVITATION])
def test_nothing_is_sent_that_was_not_wanted(messages):
    found = asked(Slot(LONDON, 2, 10, messages=messages), Week(2026, 20))

    assert found.reminder is None
    assert (found.invitation is None) == (messages is Messages.NONE)


def test_somebody_across_the_date_line_is_asked_within_the_week_of_the_organisation():
    monday_morning = Slot("Pacific/Kiritimati", 0, 9)
    span = Span.of(Week(2026, 20), LONDON)

    found = asked(monday_morning, Week(2026, 20)).invitation

    # Monday at nine there is still Sunday here: the week here begins at one in the afternoon there.
    assert span.holds(found)
    assert local(found, "Pacific/Kiritimati") == "Mon 13:00"
