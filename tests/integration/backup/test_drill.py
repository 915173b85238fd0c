"""A drill proves that a backup could be put back, shows nothing of it, and is noted where it is asked for."""

import fcntl
import json
import os
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.backup_operator import is_untouched
from wellbeing import job_runs
from wellbeing.backup import noting
from wellbeing.cli import run
from wellbeing.clock import SystemClock
from wellbeing.commands import doctor_backup
from wellbeing.database import writing
from wellbeing.history.rows import CareStateRow
from wellbeing.job_runs import Ended
from wellbeing.restoring.drilling import PREFIX

LATER = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture
def operator(settled, tmp_path, monkeypatch):
    return settled.beside(tmp_path / "operator", monkeypatch)


@pytest.fixture
def runs(operator):
    def ask():
        with operator.works.session() as session:
            return job_runs.all_runs(session)

    return ask


def work_of(operator):
    folder = operator.folder / "work"
    folder.mkdir()
    return folder


def test_it_says_no_more_than_that_it_could_be_put_back_and_leaves_nothing(operator, capsys):
    name, work = operator.back_up(), work_of(operator)
    capsys.readouterr()

    assert operator.drill("--work", str(work)) == 0

    assert (
        capsys.readouterr().out
        == f"{name}: could be put back. Schema, ledger and keys are whole.\n"
    )
    assert list(work.iterdir()) == []


def test_what_a_killed_drill_left_is_removed_by_the_next_one_and_what_one_holds_is_not(operator):
    operator.back_up()
    work = work_of(operator)
    left, held, other = (work / name for name in (f"{PREFIX}left", f"{PREFIX}held", "other"))
    for folder in (left, held, other):
        folder.mkdir()
        (folder / "main.db").write_bytes(b"opened")

    opened = os.open(held, os.O_RDONLY)
    fcntl.flock(opened, fcntl.LOCK_EX)
    assert operator.drill("--work", str(work)) == 0
    os.close(opened)

    assert sorted(work.iterdir()) == [other, held]


def test_it_fails_when_what_is_sealed_does_not_open_and_that_is_noted(operator, capsys, runs):
    with operator.works.session() as session, writing(session):
        rows = {row.id: row.sealed for row in session.query(CareStateRow)}
        for row in session.query(CareStateRow):
            row.sealed = bytes([row.sealed[0]]) + bytes(len(row.sealed) - 1)
    operator.back_up()
    with operator.works.session() as session, writing(session):
        for row in session.query(CareStateRow):
            row.sealed = rows[row.id]

    assert operator.drill() == 1

    assert "does not open" in capsys.readouterr().err
    assert runs()[noting.DRILL].trouble == "DamagedBackupError"


@pytest.mark.parametrize("by_hand", [True, False], ids=["by hand", "by night"])
def test_it_needs_no_installation_and_is_noted_beside_the_backups_for_the_next_one(
    operator, runs, by_hand
):
    operator.back_up()
    before = runs().get(noting.DRILL)
    with operator.elsewhere() as empty:
        places = ["--from", str(operator.to), "--key-file", str(operator.database.key_file)]
        assert operator.drill(*places) == 0
        assert not empty.data.exists() or is_untouched(empty.data)
    assert runs().get(noting.DRILL) == before
    # Whoever drills is another account than that of the service, which reads it.
    (note,) = operator.to.glob("*-last-drill.json")
    assert note.stat().st_mode & 0o777 == 0o644

    assert run(["backup"] if by_hand else ["jobs", "run", "back-up"]) == 0

    assert runs()[noting.DRILL].done_at is not None
    assert len(operator.names()) == 2


def test_a_note_that_is_damaged_or_older_changes_nothing(operator, runs):
    newest = LATER + timedelta(days=700)
    (
        operator.to / f"{operator.manifest(operator.back_up()).installation}-last-drill.json"
    ).write_text("{")
    with operator.works.session() as session:
        job_runs.note(session, Ended(noting.DRILL, newest, newest))
        installation = operator.manifest(operator.names()[0]).installation
        noting.take_note(session, operator.to, installation, newest)
        noting.leave_note(operator.to, installation, Ended(noting.DRILL, LATER, LATER, "Trouble"))
        noting.take_note(session, operator.to, installation, newest)

    assert runs()[noting.DRILL].begun_at == newest


@pytest.mark.parametrize(
    ("begun_at", "trouble"),
    [
        ("2027-01-01T00:00:00", ""),
        ("2099-01-01T00:00:00+00:00", ""),
        ("2026-03-01T00:00:00+00:00", "Anything that somebody wrote."),
        ("2026-03-01T00:00:00+00:00", "T" * 99),
    ],
)
def test_a_note_that_no_drill_leaves_changes_nothing(operator, runs, begun_at, trouble):
    before = runs().get(noting.DRILL)
    note = operator.to / "here-last-drill.json"
    note.write_text(json.dumps({"begun_at": begun_at, "trouble": trouble}))
    with operator.works.session() as session:
        noting.take_note(session, operator.to, "here", LATER)

    assert runs().get(noting.DRILL) == before


@pytest.mark.parametrize(
    ("name", "limit", "days"),
    [(noting.BACK_UP, noting.FRESH, 2), (noting.DRILL, noting.TRIED_LATELY, 35)],
)
def test_ages_are_told_by_the_day_and_get_old(name, limit, days):
    ended = job_runs.Run(name, LATER, LATER)
    age = {noting.BACK_UP: noting.backup_age, noting.DRILL: noting.drill_age}[name]

    assert age({name: ended}, LATER + limit) == noting.Age(days, is_old=False)
    assert age({name: ended}, LATER + limit + timedelta(seconds=1)).is_old
    assert age({name: ended}, LATER - timedelta(hours=1)) == noting.Age(0, is_old=False)
    assert age({name: job_runs.Run(name, LATER, None, LATER, "Trouble")}, LATER).is_old
    assert age({}, LATER) == noting.Age(None, is_old=True)


def test_doctor_asks_for_a_backup_of_two_days_and_a_drill_of_five_weeks(operator, runs):
    def found():
        return [
            (one.name, one.well)
            for one in (check(operator.settings) for check in doctor_backup.BACKUPS)
        ]

    now = SystemClock().now()
    with operator.works.session() as session:
        job_runs.note(session, Ended(noting.BACK_UP, now, now - timedelta(days=3)))
        job_runs.note(session, Ended(noting.DRILL, now, now - timedelta(days=36)))
    assert found() == [
        ("backups are set up", True),
        ("the last backup was 3 days ago", False),
        ("the last drill was 36 days ago", False),
    ]

    operator.back_up()
    assert operator.drill() == 0

    assert [well for _, well in found()] == [True, True, True]


def test_the_job_is_listed_as_not_set_up_where_nobody_set_it_up(operator, capsys, monkeypatch):
    def listed():
        capsys.readouterr()
        assert run(["jobs", "list", "--json"]) == 0
        (line,) = [one for one in json.loads(capsys.readouterr().out) if one["name"] == "back-up"]
        return line["is_set_up"]

    assert listed()

    monkeypatch.delenv("WELLBEING_BACKUP_TO")
    monkeypatch.delenv("WELLBEING_BACKUP_PUBLIC_KEY")

    assert not listed()
    assert run(["jobs", "list"]) == 0
    assert "not set up" in capsys.readouterr().out
    assert run(["jobs", "run", "back-up"]) == 1
    assert "not set up" in capsys.readouterr().err


def test_a_job_that_fails_says_why_and_a_backup_by_hand_is_noted_too(
    operator, capsys, runs, monkeypatch
):
    monkeypatch.setenv("WELLBEING_BACKUP_TO", str(operator.folder / "not mounted"))

    assert run(["jobs", "run", "back-up"]) == 1
    assert "Mount its disk" in capsys.readouterr().err
    assert runs()[noting.BACK_UP].trouble == "TargetMissingError"

    monkeypatch.setenv("WELLBEING_BACKUP_TO", str(operator.to))
    operator.back_up()
    assert runs()[noting.BACK_UP].trouble == ""
