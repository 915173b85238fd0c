"""What came of tests, counted by month: nothing about one contact, and nothing twice."""

from datetime import date, timedelta

from wellbeing.accounts.people import Role
from wellbeing.promise_tests.kept import Outcome, Tally
from wellbeing.promise_tests.showing import THEIRS, shown_roles

MONTH = Tally("2026-03", Role.PRACTITIONER)
MONDAY = date(2026, 3, 2)


def line_of(tally):
    practitioner = shown_roles((("2026-03", (tally,)),))[1]
    return practitioner.lines[0]


def test_each_outcome_counts_once_and_the_longest_wait_is_of_those_that_were_taken():
    counted = (
        MONTH.with_one(Outcome.IN_TIME, timedelta(hours=3, minutes=20))
        .with_one(Outcome.LATE, timedelta(hours=17))
        .with_one(Outcome.NOT_TAKEN, timedelta(hours=90))
    )

    assert line_of(counted)[:6] == ("March 2026", "3", "1", "1", "1", "17 h 0 min")


def test_where_none_was_taken_it_says_so_in_place_of_a_wait():
    assert line_of(MONTH.with_one(Outcome.NOT_TAKEN, timedelta(hours=9)))[5] == "None was taken"


def test_a_day_counts_once_and_is_covered_by_anybody_who_is_there():
    counted = MONTH.with_day(MONDAY, 1, 2).with_day(MONDAY, 0, 2)
    counted = counted.with_day(MONDAY + timedelta(days=1), 0, 2)

    assert line_of(counted)[6] == "1 of 2"


def test_nobody_s_own_days_and_waits_are_told_where_one_person_has_the_role():
    alone = MONTH.with_day(MONDAY, 0, 1).with_one(Outcome.LATE, timedelta(hours=20))

    assert (alone.staffed_days, alone.covered_days) == (0, 0)
    assert line_of(alone)[5:] == (THEIRS, THEIRS)


def test_a_role_that_nobody_holds_is_not_covered():
    assert line_of(MONTH.with_day(MONDAY, 0, 0))[6] == "0 of 1"
