"""The timetable ticks, whatever a clock or a job does, and ends when it is told to."""

import threading
import time
from datetime import timedelta

import pytest
import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.databases import on_sqlite
from tests.support.house import prepare
from tests.support.timetables import move_lease
from tests.support.world import NOW, settle
from wellbeing import job_runs, jobs
from wellbeing.clock import StandingClock, SystemClock
from wellbeing.database import make_engine, writing
from wellbeing.jobs import Every, Job
from wellbeing.lease import SILENT_AFTER, is_beating, take_lease
from wellbeing.scheduler import LONGEST_TICK, Timetable
from wellbeing.web.rows import LimboRow


@pytest.fixture
def settings(tmp_path):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    settings = prepare(on_sqlite(data))
    engine = make_engine(settings.database_url)
    with Session(engine) as session:
        settle(session)
    engine.dispose()
    return settings


def timetable(settings, *listed, every=0.1):
    jobs_of_test = [Job(name, Every.MINUTE, "", work) for name, work in listed]
    return Timetable(settings, StandingClock(NOW), timedelta(seconds=every), jobs_of_test)


def test_a_job_that_takes_longer_than_the_lease_does_not_lose_it(settings):
    seen: list[tuple[int | None, bool, int]] = []

    def slow(workshop, fence):
        with workshop.session() as session:
            move_lease(session, SILENT_AFTER)
            running.keep()
            seen.append((take_lease(session, "another"), is_beating(session), fence))

    running = timetable(settings, ("slow", slow))
    running.tick()
    running.keep()
    running.stop()

    assert seen == [(None, True, 1)]


def test_a_job_that_hangs_lets_the_lease_go_and_is_told(settings):
    seen: list[tuple[bool, int | None]] = []

    def hangs(workshop, _fence):
        with workshop.session() as session:
            move_lease(session, SILENT_AFTER)
            running._tick_began -= LONGEST_TICK.total_seconds()
            running.keep()
            seen.append((is_beating(session), take_lease(session, "another")))

    running = timetable(settings, ("hangs", hangs))
    running.tick()
    running.stop()

    assert seen == [(False, 2)]


def test_a_timetable_that_is_told_to_stop_ends_its_job_and_begins_no_other(settings):
    done = []

    def told_to_stop(_workshop, _fence):
        stopping.start()
        wait_for(running._is_stopping.is_set)
        done.append("first")

    running = timetable(settings, ("first", told_to_stop), ("second", lambda *_: done.append("2")))
    stopping = threading.Thread(target=running.stop)
    running.start()
    wait_for(lambda: done)
    stopping.join(20)

    assert done == ["first"]
    assert not stopping.is_alive()
    workshop = jobs.Workshop.of(settings, StandingClock(NOW))
    with workshop.session() as session:
        assert set(job_runs.all_runs(session)) == {"first"}
        assert take_lease(session, "the next") is not None
    workshop.close()


def wait_for(condition, seconds=10):
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen in time")


def test_a_running_timetable_ticks_at_once_and_again(settings):
    ticked = []
    running = timetable(settings, ("count", lambda _workshop, fence: ticked.append(fence)))

    running.start()
    wait_for(lambda: len(ticked) >= 3)
    running.stop()

    stopped = len(ticked)
    assert ticked == sorted(set(ticked))
    time.sleep(0.3)
    assert len(ticked) == stopped


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=400), timedelta(days=-20)])
def test_a_clock_that_was_set_back_or_ahead_stops_no_tick(settings, back):
    ticked = []
    running = timetable(settings, ("count", lambda *_: ticked.append(1)))
    running.start()
    wait_for(lambda: ticked)

    # What the next tick waits for, by a clock that says so much less than before.
    running._job.modify(next_run_time=SystemClock().now() + back)
    before = len(ticked)
    wait_for(lambda: len(ticked) >= before + 3)
    running.stop()


def test_a_tick_that_takes_longer_than_a_minute_is_not_begun_twice_at_once(settings):
    inside, most = [], []

    def slow(_workshop, _fence):
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.35)
        inside.pop()

    running = timetable(settings, ("slow", slow))
    running.start()
    wait_for(lambda: len(most) >= 3)
    running.stop()

    assert set(most) == {1}


def test_trouble_in_a_tick_stops_no_later_one_and_logs_no_value(settings):
    ticked = []

    class Failing(Timetable):
        def tick(self):
            ticked.append(1)
            raise ValueError("canary")

    running = Failing(settings, StandingClock(NOW), timedelta(seconds=0.1))
    with structlog.testing.capture_logs() as lines:
        running.start()
        wait_for(lambda: len(ticked) >= 3)
        running.stop()

    assert {(line["event"], line["kind"]) for line in lines} == {("tick_failed", "ValueError")}
    assert "canary" not in str(lines)


def test_of_two_timetables_one_works_and_the_other_follows_when_it_stops(settings):
    ticked = []
    both = [
        timetable(settings, ("count", lambda _workshop, _fence, name=name: ticked.append(name)))
        for name in ("one", "two")
    ]
    both[0].start()
    wait_for(lambda: len(ticked) >= 2)
    both[1].start()
    time.sleep(0.5)
    assert set(ticked) == {"one"}

    both[0].stop()
    wait_for(lambda: "two" in ticked)
    both[1].stop()


def test_one_jobs_trouble_does_not_stop_the_others_and_logs_no_value(settings):
    done = []

    def fails(_workshop, _fence):
        raise ValueError("canary")

    running = timetable(settings, ("fails", fails), ("works", lambda *_: done.append(1)))
    with structlog.testing.capture_logs() as lines:
        running.tick()
    running.stop()

    assert done == [1]
    assert [(line["job"], line["kind"]) for line in lines] == [("fails", "ValueError")]
    assert "canary" not in str(lines)


def test_a_tick_without_its_database_does_nothing_and_breaks_nothing(settings):
    done = []
    running = timetable(settings, ("works", lambda *_: done.append(1)))
    path = settings.data / "wellbeing.db"
    path.rename(path.with_suffix(".away"))

    running.tick()
    path.with_suffix(".away").rename(path)
    running.tick()
    running.stop()

    assert done == [1]


def test_the_job_that_forgets_may_run_twice(settings):
    workshop = jobs.Workshop.of(settings, StandingClock(NOW))
    old, new = (NOW + timedelta(minutes=minutes) for minutes in (-1, 1))
    with workshop.session() as session, writing(session):
        for number, ends in enumerate((old, new)):
            session.add(LimboRow(id=bytes([number]) * 32, sealed=b"", expires_at=ends))

    for _ in range(2):
        jobs.forget_what_ended(workshop, 1)

    with workshop.session() as session:
        assert session.scalars(select(LimboRow.expires_at)).all() == [new]
    workshop.close()
