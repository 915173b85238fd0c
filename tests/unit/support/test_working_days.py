"""A promise of working days: Monday to Friday, and never the day of asking."""

from datetime import date

import pytest

from wellbeing.support.working_days import working_days_after

WEDNESDAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("asked", "days", "last"),
    [
        (WEDNESDAY, 1, date(2026, 3, 5)),
        (WEDNESDAY, 2, date(2026, 3, 6)),
        (date(2026, 3, 5), 2, date(2026, 3, 9)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
        (date(2026, 3, 8), 2, date(2026, 3, 10)),
        (WEDNESDAY, 5, date(2026, 3, 11)),
        (date(2026, 12, 31), 2, date(2027, 1, 4)),
    ],
)
def test_a_promise_ends_on_a_working_day(asked, days, last):
    assert working_days_after(asked, days) == last
