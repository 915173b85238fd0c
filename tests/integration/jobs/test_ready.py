"""`/readyz`: not ready, with a plain reason, when what happens by itself does not happen."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.databases import SQLITE
from tests.support.settled_home import settled_home
from tests.support.timetables import Machine, machine_at
from tests.support.world import NOW
from wellbeing import job_runs
from wellbeing.app import create_app
from wellbeing.backup import noting
from wellbeing.backup_settings import Backup
from wellbeing.database import writing
from wellbeing.job_runs import BROKEN, LEDGER_CHECK, Ended
from wellbeing.lease import SILENT_AFTER, is_beating, take_lease
from wellbeing.readiness import (
    ANSWER_LASTS,
    ENOUGH_BYTES,
    OLD_BACKUP,
    OLD_DRILL,
    REASONS,
    Grace,
    Lately,
    readiness,
)
from wellbeing.scheduler_rows import LeaseRow
from wellbeing.web.health import READINESS, Readiness

on_one = pytest.mark.parametrize("database", [SQLITE], indirect=True)


@pytest.fixture
def home(database):
    with settled_home(database) as home:
        yield home


@pytest.fixture
def fence(home):
    with home.session() as session:
        return take_lease(session, "a timetable")


def asked(home):
    answer = home.app.test_client().get("/readyz")
    return answer.status_code, answer.get_json()


def beat(home, ago):
    with home.session() as session, writing(session):
        row = session.get(LeaseRow, "timetable")
        row.beat_at -= ago


def test_a_service_whose_timetable_ticks_is_ready_and_gives_no_reason(home, fence):
    status, told = asked(home)

    assert (status, told["ready"], told["reasons"]) == (200, True, [])
    assert set(told["checks"]) == set(REASONS)


@pytest.mark.parametrize("ago", [SILENT_AFTER + timedelta(seconds=20), timedelta(hours=-1)])
def test_no_beat_for_three_minutes_or_one_from_the_future_is_told(home, fence, ago):
    beat(home, ago)

    status, told = asked(home)

    assert (status, told["reasons"]) == (503, [REASONS["timetable"]])
    with home.session() as session:
        assert not is_beating(session)


@on_one
def test_a_fresh_web_process_waits_three_minutes_for_its_timetable(home, database):
    machine = machine_at(NOW)
    grace = Grace(machine)
    assert readiness(home.app, home.settings, grace).ready

    machine.run_for(SILENT_AFTER + timedelta(seconds=1))
    assert readiness(home.app, home.settings, grace).reasons == (REASONS["timetable"],)
    app = create_app(home.settings, home.clock)
    assert app.extensions[READINESS]().ready


def test_whoever_asks_again_and_again_makes_it_look_once_in_three_seconds(monkeypatch):
    machine, looks = machine_at(NOW), []

    def look():
        looks.append(machine.clock.now())
        # A database that does not answer: those who wait for this look have its answer, too.
        machine.run_for(10 * ANSWER_LASTS)
        return Readiness({"disk": len(looks) == 1})

    lately = Lately(look, machine)
    assert [lately().ready for _ in range(50)] == [True] * 50
    assert len(looks) == 1

    machine.run_for(ANSWER_LASTS)
    assert not lately().ready
    assert len(looks) == 2


@on_one
def test_the_page_that_anybody_may_ask_keeps_its_answer_so_long(home, fence, monkeypatch):
    app = create_app(home.settings, home.clock)
    assert app.extensions[READINESS]().ready

    monkeypatch.delattr("wellbeing.readiness._look_into")
    assert app.test_client().get("/readyz").get_json()["ready"]


def test_a_ledger_that_was_found_broken_is_told_until_it_is_whole_again(home, fence):
    at = datetime(2026, 6, 3, 2, tzinfo=UTC)

    def ended(trouble):
        with home.session() as session:
            job_runs.keep(session, [Ended(LEDGER_CHECK, at, at, trouble)], fence)
        return asked(home)

    assert ended("OperationalError")[0] == 200
    status, told = ended(BROKEN)
    assert (status, told["reasons"]) == (503, [REASONS["ledger"]])
    assert ended("")[0] == 200


def look(home, machine: Machine):
    with home.session() as session:
        machine.watched().look(session, machine.clock.now())


def test_a_clock_that_moved_is_told_and_a_long_gap_is_only_a_warning(home, fence):
    machine = machine_at(NOW)
    look(home, machine)
    machine.jump(timedelta(days=2))
    look(home, machine)

    status, told = asked(home)
    assert status == 503
    assert told["reasons"][0].startswith("The clock has moved ahead by itself.")

    machine.jump(timedelta(days=-2))
    machine.be_off_for(timedelta(days=10))
    with home.session() as session:
        machine.watched().confirm(session)
    machine.be_off_for(timedelta(days=10))
    look(home, machine)
    status, told = asked(home)
    assert (status, told["degraded"]) == (200, True)
    assert "did not run for more than nine days" in " ".join(told["warnings"])


@on_one
def test_the_age_of_backup_and_drill_is_told_where_backups_are_set_up(home, fence, tmp_path):
    now = home.clock.now()
    backup = Backup(tmp_path, tmp_path, "a key")
    assert asked(home)[1]["days_since"] == {}

    def told():
        return readiness(home.app, replace(home.settings, backup=backup))

    assert told().days_since == {"backup": None, "backup_drill": None}
    with home.session() as session:
        job_runs.note(session, Ended(noting.BACK_UP, now, now - timedelta(days=3)))
        job_runs.note(session, Ended(noting.DRILL, now, now - timedelta(days=36)))
    assert told().days_since == {"backup": 3, "backup_drill": 36}
    assert {OLD_BACKUP, OLD_DRILL} <= set(told().warnings)
    with home.session() as session:
        job_runs.note(session, Ended(noting.BACK_UP, now, now))
        job_runs.note(session, Ended(noting.DRILL, now, now))
    assert told().ready
    assert not {OLD_BACKUP, OLD_DRILL} & set(told().warnings)


@on_one
def test_little_free_disk_is_told(home, fence, monkeypatch):
    used = shutil.disk_usage(Path("/"))
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: used._replace(free=ENOUGH_BYTES - 1))

    status, told = asked(home)

    assert (status, told["reasons"]) == (503, [REASONS["disk"]])


@on_one
def test_without_a_database_only_that_is_told(home, fence):
    (home.settings.data / "wellbeing.db").rename(home.settings.data / "away.db")

    status, told = asked(home)

    assert (status, told["reasons"]) == (503, [REASONS["database"]])
