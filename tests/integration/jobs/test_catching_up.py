"""A timetable that was down does what is overdue once, and sends nothing for a week that is over."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.integration.jobs.conftest import TUESDAY, Place
from tests.integration.rhythm.test_planning import HERE
from tests.support.databases import SQLITE
from tests.support.press import CALENDAR, publication, ready_for_commands
from tests.support.timetables import machine_at, timetable_on
from wellbeing import job_runs
from wellbeing.commands.common import any_settings_of
from wellbeing.disclosure import Rhythm
from wellbeing.jobs import BY_NAME, JOBS, Every, Job
from wellbeing.ledger import service as ledger
from wellbeing.rhythm.rows import NudgeRow

pytestmark = pytest.mark.parametrize("database", [SQLITE], indirect=True)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DOWN = (HOUR, 25 * HOUR, 8 * DAY)
FIRST, SECOND, _THIRD = CALENDAR.windows(1)


def runs(place: Place) -> dict[str, job_runs.Run]:
    with Session(place.engine) as session:
        return job_runs.all_runs(session)


def not_each_minute(place: Place) -> list[Job]:
    """Those that this installation has set up."""
    listed = [job for job in JOBS if job.is_set_up(place.settings)]
    return [job for job in listed if job.every is not Every.MINUTE]


def down_for(place: Place, passed: timedelta) -> None:
    place.timetable.stop()
    place.machine.be_off_for(passed)
    place.start_again()


@pytest.mark.parametrize("passed", DOWN)
def test_each_job_that_was_missed_is_done_once_at_the_next_start(place, passed):
    down_for(place, passed)

    place.tick()
    first = runs(place)
    listed = not_each_minute(place)
    due = {job.name for job in listed if job.every is Every.HOUR or passed > DAY}
    assert all(first[name].done_at == place.machine.clock.now() for name in due)
    assert not any(run.trouble for run in first.values())

    place.tick()
    assert all(runs(place)[job.name] == first[job.name] for job in listed)


@pytest.mark.parametrize("passed", DOWN)
def test_nobody_gets_a_message_of_a_week_that_is_over_or_two_at_once(open_place, passed):
    place = open_place((BY_NAME["ask-this-week"],))
    down_for(place, passed)
    week = place.machine.clock.now().isocalendar().week
    place.tick()
    # What was missed waits for its next good hour: nobody is written to because something started.
    assert place.relay.mails == []

    # Late in each hour: by then all of it are due, and for none is it too late.
    place.machine.run_for(timedelta(minutes=51 - place.machine.clock.now().minute))
    while (
        place.machine.clock.now().isocalendar().week == week and len(place.relay.mails) < 2 * HERE
    ):
        place.tick(HOUR)

    got = Counter(place.relay.recipients)
    assert len(got) == HERE
    assert set(got.values()) <= {1, 2}
    with Session(place.engine) as session:
        left = session.execute(
            select(NudgeRow.week, NudgeRow.due_second).where(NudgeRow.state == "left")
        ).all()
    assert {row.week for row in left} == {f"2026-W{week}"}
    assert all(
        datetime.fromtimestamp(row.due_second, UTC).isocalendar().week == week for row in left
    )


@pytest.mark.parametrize("passed", DOWN)
def test_what_has_been_kept_long_enough_is_gone_after_the_break_and_nothing_else(place, passed):
    before = place.held()
    down_for(place, passed)

    place.tick()

    after = place.held()
    gone = {name for name, rows in before.items() if after[name] < rows}
    kept_a_week = {"check_in_draft", "own_paper"} if passed > 7 * DAY else set()
    kept_ninety_minutes = {"limbo"} if passed > 2 * HOUR else set()
    assert gone == kept_a_week | kept_ninety_minutes


def test_a_window_that_closed_meanwhile_comes_out_once(database, monkeypatch):
    with ready_for_commands(database, monkeypatch) as works:
        settings = any_settings_of(database.data)
        machine = machine_at(publication(SECOND) - 7 * DAY)
        first = timetable_on(settings, machine)
        first.tick()
        first.stop()
        with works.ledger() as released:
            before = ledger.windows(released)

        machine.be_off_for(8 * DAY)
        second = timetable_on(settings, machine)
        for _ in range(2):
            second.tick()
            machine.run_for(timedelta(minutes=1))
        second.stop()

        with works.ledger() as released:
            new = ledger.windows(released) - before
            ledger.verify(released)
    assert {name for name in new if name.rhythm is Rhythm.MONTH} == {SECOND.name}


def test_a_job_that_fails_is_tried_again_and_keeps_no_other_from_running(open_place):
    tried: list[datetime] = []

    def fails(workshop, _fence):
        tried.append(workshop.clock.now())
        if len(tried) < 3:
            raise OSError("an address nobody may read")
        return ()

    broken = Job("broken", Every.HOUR, "fails twice", fails)
    place = open_place((broken, *JOBS))
    assert runs(place)["forget-what-is-old"].done_at is not None
    assert runs(place)["broken"].trouble == "OSError"
    assert runs(place)["broken"].done_at is None

    for _ in range(12):
        place.tick()

    assert [each - tried[0] for each in tried] == [
        timedelta(minutes=5 * count) for count in range(3)
    ]
    last = runs(place)["broken"]
    assert (last.trouble, last.done_at) == ("", tried[-1])
    assert last.failed_at == tried[1]
    assert tried[0] == TUESDAY - timedelta(minutes=1)
