"""Which jobs are due: by what was done before, and not by which minute it is."""

from datetime import UTC, datetime, timedelta

import pytest

from wellbeing.job_runs import Run
from wellbeing.jobs import JOBS, Every, due
from wellbeing.jobs.listed import turn_of

NOW = datetime(2026, 6, 3, 10, 20, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def runs(begun_at, trouble=""):
    return {job.name: Run(job.name, begun_at, begun_at, None, trouble) for job in JOBS}


def came_round(now, before):
    return {job.every for job in due(now, before)}


def names(every):
    return {job.name for job in JOBS if job.every is every}


def test_every_job_has_a_name_of_its_own_and_a_plain_line():
    assert len({job.name for job in JOBS}) == len(JOBS)
    assert all(job.does and not job.does.endswith(".") for job in JOBS)


def test_what_never_ran_is_due_at_once():
    assert due(NOW, {}) == JOBS


def test_every_minute_keeps_the_policy_publishes_delivers_and_asks():
    assert [job.name for job in due(NOW, runs(NOW - MINUTE))] == [
        "keep-policy",
        "publish-figures",
        "look-at-carriers",
        "keep-promises",
        "measure-promises",
        "deliver-messages",
        "ask-this-week",
        "text-this-week",
        "finish-erasures",
    ]


def test_an_hour_brings_what_forgets_and_looks_after_the_policy_and_a_night_the_ledger():
    assert {"forget-what-ended", "look-after-policy", "ask-newcomers"} <= names(Every.HOUR)
    assert {"verify-ledger", "verify-audit", "forget-old-events"} <= names(Every.NIGHT)

    assert came_round(NOW, runs(NOW - 20 * MINUTE)) == {Every.MINUTE}
    assert came_round(NOW, runs(NOW - 21 * MINUTE)) == {Every.MINUTE, Every.HOUR}
    assert came_round(NOW, runs(NOW.replace(hour=2, minute=0))) == {Every.MINUTE, Every.HOUR}
    assert came_round(NOW, runs(NOW.replace(hour=1, minute=59))) == set(Every)


@pytest.mark.parametrize("down", [HOUR, 25 * HOUR, timedelta(days=8)])
def test_whatever_was_missed_while_nothing_ran_is_due_once(down):
    before = runs(NOW - down)

    overdue = due(NOW, before)
    assert {job.name for job in overdue} >= names(Every.HOUR)
    assert len({job.name for job in overdue}) == len(overdue)
    assert came_round(NOW + MINUTE, runs(NOW)) == {Every.MINUTE}


def test_what_failed_is_tried_again_before_its_next_turn_and_not_at_once():
    failed = NOW.replace(minute=1)

    assert came_round(failed + 4 * MINUTE, runs(failed, "OSError")) == {Every.MINUTE}
    assert came_round(failed + 5 * MINUTE, runs(failed, "OSError")) == {Every.MINUTE, Every.HOUR}
    assert came_round(failed + 5 * MINUTE, runs(failed)) == {Every.MINUTE}
    assert Every.NIGHT not in came_round(failed + 59 * MINUTE, runs(failed, "OSError"))
    assert Every.NIGHT in came_round(failed + HOUR, runs(failed, "OSError"))


def test_what_was_noted_by_a_clock_that_was_ahead_keeps_no_job_from_running():
    assert due(NOW, runs(NOW + 400 * 24 * HOUR)) == JOBS


def test_a_night_begins_at_two():
    assert turn_of(Every.NIGHT, NOW) == datetime(2026, 6, 3, 2, tzinfo=UTC)
    assert turn_of(Every.NIGHT, NOW.replace(hour=1)) == datetime(2026, 6, 2, 2, tzinfo=UTC)
