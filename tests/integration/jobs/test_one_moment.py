"""What is kept of a round of jobs does not tell how long any of them took: a message makes it longer."""

from datetime import timedelta

import pytest

from tests.support.databases import SQLITE
from tests.support.timetables import machine_at, timetable_on
from tests.support.world import NOW
from wellbeing import job_runs
from wellbeing.jobs import Job
from wellbeing.jobs.job import Every
from wellbeing.jobs.workshop import NO_COUNTS

STALLED = timedelta(seconds=50)


@pytest.mark.parametrize("database", [SQLITE], indirect=True)
@pytest.mark.parametrize("trouble", ["", "away"])
def test_a_job_that_took_long_and_those_after_it_are_kept_at_one_moment(rooms, trouble):
    machine = machine_at(NOW)

    def send(_workshop, _fence):
        machine.run_for(STALLED)
        if trouble:
            raise RuntimeError(trouble)
        return NO_COUNTS

    def nothing(_workshop, _fence):
        return NO_COUNTS

    listed = (
        Job("send", Every.MINUTE, "sends", send),
        Job("after", Every.MINUTE, "nothing", nothing),
    )
    timetable = timetable_on(rooms.settings, machine, listed)
    timetable.tick()
    timetable.stop()

    rooms.desk.session.rollback()
    runs = job_runs.all_runs(rooms.desk.session)
    assert machine.clock.standing_at == NOW + STALLED
    assert runs["after"].done_at == NOW
    assert {run.begun_at for run in runs.values()} == {NOW}
    assert (runs["send"].failed_at if trouble else runs["send"].done_at) == NOW
