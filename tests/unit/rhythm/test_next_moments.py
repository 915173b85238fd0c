"""What is late, or planned in the middle of a week, leaves on the best day that is left, or never."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.slots import ZONES, slots
from wellbeing.accounts.people import Organisation
from wellbeing.rhythm.calendar import RunningWeek
from wellbeing.rhythm.desk import own_second
from wellbeing.rhythm.moments import SPREAD, WINDOW, Frame, Search, Span, moments, next_moment
from wellbeing.rhythm.plan_store import INVITATION, REMINDER
from wellbeing.rhythm.slots import Slot, usual
from wellbeing.rhythm.wishes import Away
from wellbeing.week import Week

LONDON = "Europe/London"
WEEK = Week(2026, 20)
NO_HOLIDAYS = Frame(WEEK, Span.of(WEEK, LONDON))
WEEKS = [Week(2025, 1).plus(number) for number in range(574)]


def at(day, hour, minute=0):
    return datetime.combine(
        WEEK.monday + timedelta(days=day), time(hour, minute), ZoneInfo(LONDON)
    ).astimezone(UTC)


def local(moment, zone=LONDON):
    return None if moment is None else f"{moment.astimezone(ZoneInfo(zone)):%a %H:%M}"


def is_clear(slot, moment):
    """Look at every minute, as nobody would in earnest."""
    place = ZoneInfo(slot.zone)
    minutes = range(int(WINDOW.total_seconds()) // 60)
    return not any(
        slot.quiet.holds((moment + timedelta(minutes=minute)).astimezone(place).hour)
        for minute in minutes
    )


def is_good(slot, frame, day):
    worked = slot.worked[Week.of(day).since(Week(1970, 2)) % len(slot.worked)]
    return day.weekday() in worked and day not in frame.holidays


@given(slots(), st.sampled_from(WEEKS), st.integers(0, 9 * 24 * 60), st.booleans(), st.booleans())
def test_what_is_late_leaves_at_a_good_moment_of_its_week_or_never(
    slot, week, minutes, spare, at_once
):
    span = Span.of(week, LONDON)
    frame = Frame(week, span, frozenset({week.monday, week.monday + timedelta(days=4)}))
    now = span.opens + timedelta(minutes=minutes) - timedelta(days=1)

    found = next_moment(slot, frame, Search(now, at_once, spare))

    if found is not None:
        assert found >= now
        assert span.opens <= found < found + WINDOW < span.closes
        assert is_clear(slot, found)
        assert spare or is_good(slot, frame, found.astimezone(ZoneInfo(slot.zone)).date())


@given(slots((LONDON, "Asia/Tokyo")), st.integers(0, 6))
def test_a_day_off_is_used_only_when_no_good_day_is_left(slot, number):
    frame = Frame(WEEK, NO_HOLIDAYS.span, frozenset({WEEK.monday + timedelta(days=2)}))
    now = frame.span.opens + timedelta(days=number)
    asked = moments(slot, frame).invitation

    found = next_moment(slot, frame, Search(now, spare=True))

    if found is not None and not is_good(slot, frame, found.astimezone(ZoneInfo(slot.zone)).date()):
        first = now.astimezone(ZoneInfo(slot.zone)).date() + timedelta(days=1)
        left = [first + timedelta(days=each) for each in range((WEEK.sunday - first).days + 1)]
        hours = [
            datetime.combine(day, time(hour), ZoneInfo(slot.zone)).astimezone(UTC)
            for day in left
            if is_good(slot, frame, day)
            for hour in range(24)
        ]
        assert not [each for each in hours if frame.span.holds(each) and is_clear(slot, each)]
        assert asked is not None


@pytest.mark.parametrize(
    ("now", "at_once", "expected"),
    [
        (at(2, 22, 30), True, "Thu 10:00"),
        (at(2, 14, 20), True, "Wed 14:20"),
        (at(2, 14, 20), False, "Thu 10:00"),
        (at(2, 19, 30), True, "Thu 10:00"),
        (at(4, 14, 20), False, "Fri 14:20"),
        (at(4, 19, 30), True, None),
        (at(5, 14, 0), True, None),
    ],
)
def test_what_is_late_waits_for_the_end_of_quiet_hours_and_for_a_worked_day(now, at_once, expected):
    assert local(next_moment(usual(LONDON), NO_HOLIDAYS, Search(now, at_once))) == expected


def test_an_invitation_that_missed_the_last_worked_day_comes_on_a_day_off_and_no_holiday():
    saturday = WEEK.monday + timedelta(days=5)
    frame = Frame(WEEK, NO_HOLIDAYS.span, frozenset({saturday}))
    late = Search(at(4, 19, 30), at_once=True, spare=True)

    assert local(next_moment(usual(LONDON), NO_HOLIDAYS, late)) == "Sat 10:00"
    assert local(next_moment(usual(LONDON), frame, late)) == "Sun 10:00"


def test_nothing_late_leaves_on_days_away():
    away = Away(WEEK.monday + timedelta(days=3), WEEK.monday + timedelta(days=3))

    found = next_moment(usual(LONDON), NO_HOLIDAYS, Search(at(2, 22), away=away))

    assert local(found) == "Fri 10:00"


def test_a_week_off_has_nothing_late_either():
    rota: tuple[frozenset[int], ...] = (frozenset(), frozenset({0}))
    place = WEEK.since(Week(1970, 2)) % 2
    off = Slot(LONDON, 0, 10, rota if place == 0 else rota[::-1])

    assert next_moment(off, NO_HOLIDAYS, Search(at(0, 9), at_once=True, spare=True)) is None


def test_a_day_beside_the_week_follows_the_rota_of_the_week_it_lies_in():
    # In Kiritimati the week of London ends on the next Monday at one in the afternoon.
    zone = "Pacific/Kiritimati"
    wednesday, monday = frozenset({2}), frozenset({0})
    for first, second, reminder in ((wednesday, monday, "Mon 10:00"), (monday, wednesday, None)):
        rota = (first, second) if WEEK.since(Week(1970, 2)) % 2 == 0 else (second, first)
        found = moments(Slot(zone, 2, 10, rota), NO_HOLIDAYS)
        assert local(found.reminder, zone) == reminder


def a_week(nation="england"):
    return RunningWeek.of(Organisation("Org", LONDON, nation, WEEK.monday), WEEK)


def told(found):
    return {each.kind: local(datetime.fromtimestamp(each.second, UTC)) for each in found}


def test_who_comes_in_the_middle_of_a_week_is_asked_on_the_good_days_that_are_left():
    written = str(usual(LONDON))

    assert told(a_week().from_now(written, Search(at(0, 9)))) == {
        INVITATION: "Wed 10:00", REMINDER: "Fri 10:00",
    }  # fmt: skip
    assert told(a_week().from_now(written, Search(at(2, 11)))) == {
        INVITATION: "Thu 10:00", REMINDER: "Fri 10:00",
    }  # fmt: skip
    assert told(a_week().from_now(written, Search(at(4, 19, 30)))) == {}


def test_a_reminder_keeps_its_distance_from_the_invitation_that_left():
    thursday_morning = str(Slot(LONDON, 2, 9))
    left = {INVITATION: int(at(2, 16).timestamp())}

    found = a_week().from_now(thursday_morning, Search(at(2, 17)), left)

    # Thursday at nine is seventeen hours later.
    assert told(found) == {REMINDER: "Fri 09:00"}
    both = left | {REMINDER: int(at(3, 16).timestamp())}
    assert a_week().from_now(thursday_morning, Search(at(3, 17)), both) == ()


def test_only_one_message_a_week_has_no_late_reminder():
    only = "Europe/London 2 10 31 20-8 invitation"

    assert a_week().later(only, REMINDER, at(2, 12)) is None
    assert a_week().later(only, INVITATION, at(2, 12)) is not None


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "../../etc/passwd"])
def test_a_slot_whose_zone_is_known_no_more_is_read_in_the_zone_of_the_organisation(zone):
    found = a_week().moments_of([f"{zone} 3 11 31 20-8 both", str(usual(LONDON)), "broken"])

    hours = {(each.slot.split(" ")[0], each.kind): local(datetime.fromtimestamp(each.second, UTC))
             for each in found}  # fmt: skip
    assert hours[zone, INVITATION] == "Thu 11:00"
    assert hours["broken", INVITATION] == hours[LONDON, INVITATION] == "Wed 10:00"


def test_nobody_is_asked_later_than_their_hour():
    for each in a_week().moments_of([str(usual(zone)) for zone in ZONES]):
        assert each.until - each.second == WINDOW.total_seconds() == 58 * 60
        assert isinstance(each.day, date)


def test_nobody_has_the_first_second_of_an_hour_or_one_after_its_spread():
    ends = [*range(3_001), *range(2**32 - 3_001, 2**32)]

    seconds = {own_second(number.to_bytes(4) + bytes(28)) for number in ends}

    # What is put off to now would else leave in the minute in which the timetable starts again.
    assert seconds == set(range(1, int(SPREAD.total_seconds())))
