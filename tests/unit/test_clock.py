"""Times carry their zone, and a day is the organisation's day."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from wellbeing.clock import StandingClock, SystemClock, local_day


def test_the_machines_clock_tells_the_time_in_utc():
    now = SystemClock().now()

    assert now.utcoffset() == timedelta(0)
    assert SystemClock().now() >= now


def test_a_standing_clock_stands_until_it_is_moved():
    clock = StandingClock(datetime(2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(hours=2))))

    assert clock.now() == clock.now() == datetime(2026, 3, 29, 0, 30, tzinfo=UTC)

    clock.standing_at += timedelta(days=7)
    assert clock.now() == datetime(2026, 4, 5, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        (datetime(2026, 7, 5, 22, 59, tzinfo=UTC), "Europe/London", date(2026, 7, 5)),
        (datetime(2026, 7, 5, 23, 0, tzinfo=UTC), "Europe/London", date(2026, 7, 6)),
        (datetime(2026, 1, 5, 23, 59, tzinfo=UTC), "Europe/London", date(2026, 1, 5)),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "Europe/London", date(2026, 3, 29)),
        (datetime(2026, 1, 5, 11, 0, tzinfo=UTC), "Pacific/Kiritimati", date(2026, 1, 6)),
        (datetime(2026, 1, 5, 11, 0, tzinfo=UTC), "Pacific/Pago_Pago", date(2026, 1, 5)),
        (datetime(2026, 1, 5, 10, 59, tzinfo=UTC), "Pacific/Pago_Pago", date(2026, 1, 4)),
    ],
)
def test_a_day_begins_at_the_organisations_midnight(moment, zone, day):
    assert local_day(moment, zone) == day
