"""A clock that is moved makes nobody asked at a wrong time, and removes and publishes nothing early."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.integration.jobs.conftest import TUESDAY, Place
from tests.integration.rhythm.test_planning import HERE
from tests.support.databases import SQLITE
from tests.support.timetables import timetable_on
from wellbeing import job_runs, jobs
from wellbeing.clock_watch import Doubt, kept
from wellbeing.database import writing
from wellbeing.jobs import Every, Job
from wellbeing.lease import take_lease
from wellbeing.scheduler_rows import LeaseRow, SeenClockRow

SECOND, MINUTE, HOUR, DAY = (
    timedelta(**{name: 1}) for name in ("seconds", "minutes", "hours", "days")
)
ASKED = datetime(2026, 6, 10, 9, 51, tzinfo=UTC)
NOTICED = (-HOUR, DAY, -DAY, 400 * DAY, -400 * DAY)
on_one = pytest.mark.parametrize("database", [SQLITE], indirect=True)


def doubt(place: Place) -> Doubt:
    with Session(place.engine) as session:
        sight = kept(session)
    assert sight is not None
    return sight.doubt


def last_done(place: Place, name: str) -> datetime | None:
    with Session(place.engine) as session:
        return job_runs.all_runs(session)[name].done_at


@on_one
@pytest.mark.parametrize("jump", [SECOND, -SECOND, HOUR])
def test_a_small_move_stops_nothing_and_sends_and_removes_nothing_early(place, jump):
    before = place.held()

    place.machine.jump(jump)
    place.tick()
    place.tick(2 * HOUR)

    assert doubt(place) is Doubt.NONE
    assert place.relay.mails == []
    gone = {name for name, rows in before.items() if place.held()[name] < rows}
    # The half-sent form that was kept for ninety minutes, by now two hours old.
    assert gone == {"limbo"}


@on_one
@pytest.mark.parametrize("jump", NOTICED)
def test_a_large_move_sends_removes_and_publishes_nothing_and_is_told(place, jump):
    before = place.held()
    done = last_done(place, "forget-what-is-old")

    place.machine.jump(jump)
    with structlog.testing.capture_logs() as said:
        for _ in range(3):
            place.tick(HOUR)

    assert place.relay.mails == []
    assert place.held() == before
    assert last_done(place, "forget-what-is-old") == done
    assert doubt(place) is (Doubt.AHEAD if jump > timedelta() else Doubt.BACK)
    assert [line["event"] for line in said] == ["clock_not_believed"] * 3
    assert {line["log_level"] for line in said} == {"error"}


@on_one
@pytest.mark.parametrize("jump", NOTICED)
def test_once_the_clock_is_put_right_everybody_is_asked_once_at_their_hour(place, jump):
    place.machine.jump(jump)
    place.tick(HOUR)
    place.machine.jump(-jump)
    place.tick()
    assert doubt(place) is Doubt.NONE
    assert place.relay.mails == []

    place.tick(ASKED - place.machine.clock.now())
    place.tick()

    assert len(place.relay.recipients) == len(set(place.relay.recipients)) == HERE


@on_one
def test_neither_another_process_nor_another_start_of_the_machine_ends_the_doubt(place):
    place.machine.jump(-HOUR)
    place.tick()

    place.start_again()
    place.tick(HOUR)
    assert doubt(place) is Doubt.BACK
    place.timetable.stop()
    place.machine.be_off_for(2 * DAY)
    place.start_again()
    place.tick()

    assert doubt(place) is Doubt.BACK
    assert place.relay.mails == []


@on_one
def test_an_operator_who_has_looked_lets_everything_go_on(place):
    place.machine.jump(-DAY)
    place.tick()
    assert doubt(place) is Doubt.BACK

    with Session(place.engine) as session:
        place.machine.watched().confirm(session)
    place.tick()

    assert doubt(place) is Doubt.NONE
    assert last_done(place, "publish-figures") == place.machine.clock.now()


@on_one
@pytest.mark.parametrize("jump", [-HOUR, 400 * DAY])
def test_a_clock_that_moves_in_the_middle_of_a_tick_stops_the_next_job_of_it(open_place, jump):
    place: Place = open_place()

    def move(_workshop: jobs.Workshop, _fence: int) -> jobs.Counts:
        place.machine.jump(jump)
        return ()

    place.listed = (Job("move", Every.MINUTE, "", move), *jobs.JOBS)
    place.start_again()
    # An hour in which all would be asked.
    place.machine.run_for(ASKED - MINUTE - place.machine.clock.now())
    before = place.held()
    with structlog.testing.capture_logs() as said:
        place.tick()

    assert place.relay.mails == []
    assert place.held() == before
    failed = {line["job"]: line["kind"] for line in said if line["event"] == "job_failed"}
    assert set(failed.values()) == {"ClockMovedError"}
    assert {"publish-figures", "ask-this-week", "forget-what-is-old"} <= set(failed)


@pytest.mark.parametrize("jump", [-HOUR, 400 * DAY])
def test_a_clock_that_moves_while_mails_leave_lets_the_others_wait_and_doubles_none(place, jump):
    def move_once(_to: str) -> str:
        place.relay.answers = lambda _to: "250 OK"
        place.machine.jump(jump)
        return "250 OK"

    place.relay.answers = move_once
    place.tick(ASKED - place.machine.clock.now())
    assert len(place.relay.recipients) == 1

    place.machine.jump(-jump)
    for _ in range(3):
        place.tick()
    assert len(place.relay.recipients) == len(set(place.relay.recipients)) == HERE


def test_a_clock_beside_the_databases_is_believed_only_while_they_agree(place):
    watch = place.machine.watched()
    watch._is_real = True
    with Session(place.engine) as session:
        now = place.machine.clock.now()
        assert watch.look(session, now + 11 * MINUTE).doubt is Doubt.APART
        assert watch.look(session, now - 11 * MINUTE).doubt is Doubt.APART
        assert watch.look(session, now + 9 * MINUTE).doubt is Doubt.NONE


@on_one
@pytest.mark.parametrize("jump", [-HOUR, 400 * DAY])
def test_a_sample_takes_every_clock_as_it_is_and_waits_for_nobodys_word(place, jump):
    place.settings = replace(place.settings, demo=True)
    place.start_again()
    place.machine.jump(jump)

    place.tick()

    assert doubt(place) is Doubt.NONE
    assert last_done(place, "forget-what-is-old") == place.machine.clock.now()


@on_one
def test_whoever_takes_over_knows_what_time_was_seen_last(place):
    with Session(place.engine) as session, writing(session):
        session.execute(update(LeaseRow).values(until=datetime(2020, 1, 1, tzinfo=UTC)))
    place.machine.jump(-HOUR)
    other = timetable_on(place.settings, place.machine)

    other.tick()
    other.stop()

    assert doubt(place) is Doubt.BACK
    with Session(place.engine) as session:
        assert session.scalar(select(SeenClockRow.seen_at)) == TUESDAY
        assert take_lease(session, "anybody") is not None
