"""When a letter is read and answered: by staffed days on which its reader is there."""

from datetime import UTC, date, datetime, time

import pytest

from wellbeing.contact.reading_hours import Reading, reading
from wellbeing.cover.hours import USUAL_WEEK, StaffedHours

HOURS = StaffedHours("Europe/London", "england", USUAL_WEEK)
MONDAY, TUESDAY, WEDNESDAY = (date(2026, 3, each) for each in (9, 10, 11))
FRIDAY, NEXT_MONDAY = date(2026, 3, 13), date(2026, 3, 16)


def always(_day):
    return True


def at(day, hour):
    return datetime.combine(day, time(hour), UTC)


@pytest.mark.parametrize(
    ("now", "read_on", "answered_by"),
    [
        (at(MONDAY, 10), MONDAY, WEDNESDAY),
        (at(MONDAY, 22), TUESDAY, WEDNESDAY),
        (at(FRIDAY, 18), NEXT_MONDAY, date(2026, 3, 17)),
        (at(date(2026, 3, 14), 3), NEXT_MONDAY, date(2026, 3, 17)),
        (at(date(2026, 4, 2), 20), date(2026, 4, 7), date(2026, 4, 8)),
    ],
    ids=["in hours", "at night", "friday evening", "at the weekend", "before easter"],
)
def test_two_staffed_days_after_the_day_of_sending(now, read_on, answered_by):
    assert reading(HOURS, always, now, 2) == Reading(read_on, answered_by)


def test_days_on_which_the_reader_is_away_do_not_count():
    def back_on_wednesday(day):
        return day >= WEDNESDAY

    found = reading(HOURS, back_on_wednesday, at(MONDAY, 10), 2)

    assert found == Reading(WEDNESDAY, date(2026, 3, 12))


def test_where_nobody_can_say_nothing_is_said():
    nobody = StaffedHours("Europe/London", "england", (None,) * 7)

    assert reading(nobody, always, at(MONDAY, 10), 2) is None
    assert reading(HOURS, lambda _day: False, at(MONDAY, 10), 2) is None
    assert reading(HOURS, lambda day: day == MONDAY, at(MONDAY, 10), 2) is None
