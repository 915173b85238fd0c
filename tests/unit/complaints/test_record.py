"""A complaint on paper: its days, its states in words, and what is told when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from wellbeing.complaints.record import About, Said, working_day_after
from wellbeing.complaints.wording import clock_of, state_of

SAID_ON = date(2026, 3, 4)
ONE = Said(
    asker="ann",
    about=About.WRONG,
    words="A number is wrong",
    by_name=False,
    readers=("lou",),
    said_on=SAID_ON,
    read_by=date(2026, 3, 11),
    answer_by=date(2026, 4, 3),
)
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("said_on", "nation", "read_by"),
    [
        (date(2026, 3, 4), "england", date(2026, 3, 11)),
        (date(2026, 3, 7), "england", date(2026, 3, 13)),
        # Good Friday, the weekend, and Easter Monday, which is no holiday in Scotland.
        (date(2026, 4, 1), "england", date(2026, 4, 10)),
        (date(2026, 4, 1), "scotland", date(2026, 4, 9)),
    ],
)
def test_somebody_reads_it_within_five_working_days_of_the_nation(said_on, nation, read_by):
    assert working_day_after(said_on, 5, nation) == read_by


@pytest.mark.parametrize(
    ("today", "clock"),
    [
        (SAID_ON, "30 days left"),
        (date(2026, 4, 2), "1 day left"),
        (date(2026, 4, 3), "Today is the last day"),
        (date(2026, 4, 4), "1 day late"),
        (date(2026, 5, 3), "30 days late"),
    ],
)
def test_the_clock_says_how_many_days_are_left_or_how_late_it_is(today, clock):
    assert clock_of(ONE, today) == clock


def test_received_read_and_answered_are_told_apart():
    seen = ONE.looked_at("lou", date(2026, 3, 5))
    done = seen.answered("lou", "We mended it", date(2026, 3, 20))

    assert state_of(ONE) == "Received, not read yet"
    assert state_of(seen) == "Read on Thursday 5 March 2026, not answered yet"
    assert state_of(done) == "Answered on Friday 20 March 2026"
    assert clock_of(done, date(2026, 6, 1)) == "It took 16 days"
    at_once = ONE.answered("lou", "We mended it", ONE.said_on)
    assert clock_of(at_once, date(2026, 6, 1)) == "It came on the same day"


def test_it_is_late_only_after_its_day_and_never_once_it_was_answered():
    late = ONE.answer_by + A_DAY

    assert not ONE.is_overdue(ONE.answer_by)
    assert ONE.is_overdue(late)
    assert not ONE.answered("lou", "Yes", late).is_overdue(late)


def test_looks_of_one_day_are_counted_together():
    seen = ONE.looked_at("lou", SAID_ON).looked_at("lou", SAID_ON).looked_at("kim", SAID_ON)

    assert [(one.by, one.times) for one in seen.looks] == [("lou", 2), ("kim", 1)]


def test_without_its_person_no_name_is_left_in_the_record():
    named = replace(ONE, by_name=True)

    assert (named.without_person.asker, named.without_person.by_name) == ("", False)
