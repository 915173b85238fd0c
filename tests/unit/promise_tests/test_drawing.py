"""When tests of the promise are sent: drawn anew each quarter of an hour, on average as many as were set."""

from datetime import UTC, datetime, time
from itertools import pairwise
from random import Random  # noqa: TID251  # The draws of many months, the same each time.

import pytest

from wellbeing.cover.hours import USUAL_WEEK, StaffedHours
from wellbeing.promise_tests.drawing import is_drawn, quarter_of, quarters_in_month, shuffled

MARCH = datetime(2026, 3, 4, 10, 44, 59, tzinfo=UTC)
USUAL = StaffedHours("Europe/London", "england", USUAL_WEEK)


def test_a_month_has_the_quarters_of_its_staffed_hours():
    # 22 working days of 8 hours, four quarters each.
    assert quarters_in_month(USUAL, MARCH) == 22 * 8 * 4


@pytest.mark.parametrize(
    "moment", [datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 31, 23, tzinfo=UTC)]
)
def test_at_both_ends_of_a_month_it_is_the_same_month(moment):
    # Christmas Day, and the Monday in place of Boxing Day.
    assert quarters_in_month(USUAL, moment) == 21 * 8 * 4


def test_where_nobody_is_ever_there_a_month_has_none_and_drawing_still_works():
    never = StaffedHours("Europe/London", "england", (None,) * 7)

    assert quarters_in_month(never, MARCH) == 0
    assert is_drawn(lambda most: most - 1, 4, 0) in {True, False}


def test_a_quarter_is_known_by_its_beginning():
    assert quarter_of(MARCH) == datetime(2026, 3, 4, 10, 30, tzinfo=UTC)


def test_on_average_so_many_are_sent_and_what_came_before_changes_nothing():
    chance, quarters = Random("tests of the promise"), 22 * 8 * 4
    drawn = [[is_drawn(chance.randrange, 4, quarters) for _ in range(quarters)] for _ in range(300)]
    by_month = [sum(month) for month in drawn]
    pairs = [pair for month in drawn for pair in pairwise(month)]
    after_one = [now for before, now in pairs if before]

    assert 3.6 < sum(by_month) / 300 < 4.4
    assert len(set(by_month)) > 5
    assert sum(after_one) / len(after_one) < 0.02


def test_an_order_that_is_drawn_leaves_nobody_out():
    assert shuffled(lambda _most: 0, ["a", "b", "c"]) == ["a", "b", "c"]
    assert shuffled(lambda most: most - 1, ["a", "b", "c"]) == ["c", "b", "a"]


def test_staffed_time_between_two_moments_leaves_out_nights_and_weekends():
    friday, monday = datetime(2026, 3, 6, 16, tzinfo=UTC), datetime(2026, 3, 9, 10, 30, tzinfo=UTC)
    noon = StaffedHours("Europe/London", "england", ((time(9), time(12)),) * 5 + (None, None))

    assert USUAL.between(friday, monday).total_seconds() == 2.5 * 3600
    assert noon.between(friday, monday).total_seconds() == 1.5 * 3600
    assert USUAL.between(monday, friday).total_seconds() == 0
