"""A clock that moved by itself is told from time that passed, and from a machine that was off."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wellbeing.clock import MachineStopwatch, Ran
from wellbeing.clock_watch import (
    Doubt,
    Needs,
    Seen,
    Sight,
    doubt_about,
    judged,
    said_of,
)

NOON = datetime(2026, 6, 9, 12, 0, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
MINUTE = 60.0
BEFORE = Seen(NOON, Ran("one start", 5_000.0))


def after(passed, ran, start="one start"):
    return Seen(NOON + passed, Ran(start, 5_000.0 + ran))


@pytest.mark.parametrize(
    ("jump", "found"),
    [
        (SECOND, Doubt.NONE),
        (-SECOND, Doubt.NONE),
        (119 * SECOND, Doubt.NONE),
        (-119 * SECOND, Doubt.NONE),
        (-121 * SECOND, Doubt.BACK),
        (HOUR, Doubt.NONE),
        (-HOUR, Doubt.BACK),
        (12 * HOUR + SECOND, Doubt.AHEAD),
        (DAY, Doubt.AHEAD),
        (-DAY, Doubt.BACK),
        (400 * DAY, Doubt.AHEAD),
        (-400 * DAY, Doubt.BACK),
    ],
)
def test_while_a_machine_runs_its_clock_moves_on_as_its_own_count_does(jump, found):
    a_minute_on = after(timedelta(seconds=MINUTE) + jump, MINUTE)

    assert doubt_about(a_minute_on, BEFORE) is found


@pytest.mark.parametrize("slept", [HOUR, 25 * HOUR, 8 * DAY, 90 * DAY])
def test_a_machine_that_slept_or_whose_service_stood_still_did_not_jump(slept):
    woken = after(slept, slept.total_seconds())

    assert doubt_about(woken, BEFORE) is Doubt.NONE
    assert judged(woken, Sight(BEFORE)).allows is Needs.THE_TIME_FOR_SURE


@pytest.mark.parametrize("off", [timedelta(), HOUR, 25 * HOUR, 9 * DAY])
def test_a_machine_that_was_off_is_believed_for_nine_days(off):
    found = judged(after(off, -4_990.0, "another start"), Sight(BEFORE))

    assert found.allows is Needs.THE_TIME_FOR_SURE


@pytest.mark.parametrize("off", [9 * DAY + SECOND, 30 * DAY, 400 * DAY])
def test_after_longer_what_cannot_be_taken_back_waits_and_the_rest_goes_on(off):
    found = judged(after(off, -4_990.0, "another start"), Sight(BEFORE))
    a_day_later = Seen(found.last.at + DAY, Ran("another start", 86_410.0))

    assert (found.doubt, found.allows) == (Doubt.NONE, Needs.THE_TIME)
    assert judged(a_day_later, found).allows is Needs.THE_TIME
    assert "confirm-clock" in said_of(found)


def test_after_a_start_no_clock_may_lie_behind_what_was_seen():
    start = "another start"

    assert doubt_about(after(-119 * SECOND, 0, start), BEFORE) is Doubt.NONE
    assert doubt_about(after(-121 * SECOND, 0, start), BEFORE) is Doubt.BACK


def test_a_doubt_lasts_until_the_machines_own_count_shows_that_the_clock_was_put_right():
    moved = judged(after(400 * DAY, MINUTE), Sight(BEFORE))
    still = judged(after(400 * DAY + HOUR, MINUTE + 3_600), moved)
    mended = judged(after(2 * HOUR, 7_200.0), still)

    assert (moved.doubt, still.doubt, mended.doubt) == (Doubt.AHEAD, Doubt.AHEAD, Doubt.NONE)
    assert moved.last == still.last == BEFORE
    assert mended.last.at == NOON + 2 * HOUR


@pytest.mark.parametrize("jump", [2 * DAY, -HOUR])
def test_starting_the_machine_again_ends_no_doubt(jump):
    moved = judged(after(jump, MINUTE), Sight(BEFORE))

    started = judged(after(3 * DAY, 10.0, "another start"), moved)

    assert moved.doubt is started.doubt is not Doubt.NONE


def test_a_long_gap_stays_one_when_the_clock_moves_and_is_put_right():
    gap = replace(Sight(BEFORE), long_gap=True)

    moved = judged(after(-DAY, MINUTE), gap)

    assert moved.allows is Needs.NO_TIME
    assert judged(after(timedelta(seconds=120), 120.0), moved).allows is Needs.THE_TIME


def test_each_trouble_says_what_to_do_and_a_clock_that_is_well_says_nothing():
    assert said_of(None) == said_of(Sight(BEFORE)) == ""
    said = [said_of(replace(Sight(BEFORE), doubt=doubt)) for doubt in list(Doubt)[1:]]

    assert len(set(said)) == len(said) == 3
    assert all("is sent, published or removed" in each for each in said)


def test_the_machine_counts_on_and_tells_one_start():
    first, second = MachineStopwatch().read(), MachineStopwatch().read()

    assert first.start == second.start
    assert first.seconds <= second.seconds
