"""Each job may run twice, and in two processes at once: the second time changes nothing."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.integration.rhythm.conftest import relay_and_mailer
from tests.support.databases import POSTGRES, SQLITE
from tests.support.press import CALENDAR, Works, at, ready_for_commands
from wellbeing.backup.operator_key import PrivateKey
from wellbeing.backup_settings import Backup
from wellbeing.checkins.rows import DraftRow
from wellbeing.clock import StandingClock
from wellbeing.commands.common import any_settings_of
from wellbeing.database import LedgerRow, Row, writing
from wellbeing.history.rows import CheckInRow, PlacementRow
from wellbeing.jobs import BY_NAME, JOBS, Job, Workshop
from wellbeing.jobs.rounds import Round
from wellbeing.lease import new_holder, take_lease
from wellbeing.ledger import service as ledger
from wellbeing.scheduler_rows import JobRunRow, LeaseRow, SeenClockRow
from wellbeing.settings import Settings
from wellbeing.web.rows import LimboRow

__all__ = ["relay_and_mailer"]
FIRST, SECOND, _THIRD = CALENDAR.windows(1)
# A Wednesday on which two windows are due, in the middle of the day on which everybody is asked.
NOW = at(SECOND.published_on, 10) + timedelta(minutes=55)
OF_ITSELF = {each.__tablename__ for each in (JobRunRow, LeaseRow, SeenClockRow)}
on_sqlite = pytest.mark.parametrize("database", [SQLITE], indirect=True)
on_postgres = pytest.mark.parametrize("database", [POSTGRES], indirect=True)
BUSY = {
    "keep-policy",
    "publish-figures",
    "ask-this-week",
    "forget-what-ended",
    "forget-what-is-old",
}
BY_HAND = ("publish-figures", "ask-this-week", "forget-what-is-old", "verify-ledger")
names = pytest.mark.parametrize("name", [job.name for job in JOBS])


def rows_in(engine: Engine, tables: type[Row] | type[LedgerRow]) -> dict[str, frozenset[str]]:
    with Session(engine) as session:
        return {
            table.name: frozenset(repr(tuple(row)) for row in session.execute(select(table)))
            for table in tables.metadata.sorted_tables
            if table.name not in OF_ITSELF
        }


def everything(works: Works) -> dict[str, frozenset[str]]:
    return rows_in(works.main, Row) | rows_in(works.ledger_engine, LedgerRow)


def leave_something_to_remove(works: Works) -> None:
    over, week = NOW - timedelta(days=2), "2024-W30"
    with works.session() as session, writing(session):
        session.add_all(
            (
                DraftRow(id=b"d" * 32, sealed=b"", kept_until=date(2026, 1, 1)),
                CheckInRow(id=b"c" * 32, week=week, sealed=b""),
                PlacementRow(id=b"p" * 32, week=week, sealed=b""),
                LimboRow(id=b"l" * 32, sealed=b"", expires_at=over),
            )
        )


@pytest.fixture
def works(database, monkeypatch):
    with ready_for_commands(database, monkeypatch) as opened:
        opened.answer_all([f"red-{number}" for number in range(9)], FIRST.weeks, 2)
        leave_something_to_remove(opened)
        yield opened


@pytest.fixture
def settings(works, database, relay_and_mailer, tmp_path) -> Settings:
    _relay, mailer = relay_and_mailer
    backups = tmp_path / "backups"
    backups.mkdir()
    backup = Backup(backups, backups, PrivateKey.fresh().public.as_text())
    mail = replace(mailer._settings, sender="no-reply@w.example")
    return replace(any_settings_of(database.data), mail=mail, backup=backup)


@pytest.fixture
def relay(relay_and_mailer):
    return relay_and_mailer[0]


def do(settings: Settings, job: Job, fence: int) -> None:
    workshop = Workshop.of(settings, StandingClock(NOW))
    try:
        outcome = Round(workshop, None, fence).once(job)
    finally:
        workshop.close()
    assert outcome.error is None, outcome.error


def leading(works: Works) -> int:
    with works.session() as session:
        fence = take_lease(session, new_holder())
    assert fence is not None
    return fence


def planned_before(settings: Settings, name: str, fence: int) -> None:
    """Do what a job needs to find done."""
    needed = {"ask-newcomers": "ask-this-week", "verify-ledger": "publish-figures"}
    if name in needed:
        do(settings, BY_NAME[needed[name]], fence)


@on_sqlite
@names
def test_a_job_that_runs_twice_does_nothing_the_second_time(works, settings, relay, name):
    fence = leading(works)
    planned_before(settings, name, fence)
    begun = everything(works)

    do(settings, BY_NAME[name], fence)
    once, mails = everything(works), len(relay.mails)
    do(settings, BY_NAME[name], fence)

    assert everything(works) == once
    assert len(relay.mails) == mails
    # What changes nothing at all would change nothing twice, either.
    assert once != begun or name not in BUSY


def at_once(*acts: Callable[[], None]) -> list[BaseException]:
    begin, found = Barrier(len(acts)), []

    def run(act: Callable[[], None]) -> None:
        begin.wait()
        try:
            act()
        except BaseException as error:  # noqa: BLE001
            found.append(error)

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


# Where two transactions really run side by side.
@on_postgres
@names
def test_a_job_that_runs_in_two_places_at_once_does_its_work_once(works, settings, relay, name):
    fence = leading(works)
    planned_before(settings, name, fence)
    job = BY_NAME[name]

    found = at_once(*[lambda: do(settings, job, fence)] * 2)
    # Of two publishers one may be told to stop, or to wait for its next turn; nobody else is.
    assert not found or name == "publish-figures", found
    do(settings, job, fence)
    once, mails = everything(works), len(relay.mails)
    do(settings, job, fence)

    assert everything(works) == once
    assert len(relay.mails) == mails
    assert len(set(relay.recipients)) == len(relay.recipients)
    with works.ledger() as released:
        ledger.verify(released)


ALL_BY_HAND = """
import time
from wellbeing.cli import run
for name in {names}:
    while run(["jobs", "run", name]):
        time.sleep(0.1)
    print(name)
"""


@on_sqlite
def test_two_operators_at_once_are_told_of_each_other_and_do_the_same_twice(works, settings):
    begin = ALL_BY_HAND.format(names=BY_HAND)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", begin],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ),
        )
        for _ in range(2)
    ]
    ended = [process.communicate(timeout=120) for process in both]

    assert all(
        [line for line in out.splitlines() if line in BY_HAND] == list(BY_HAND) for out, _ in ended
    )
    told = [line for _, err in ended for line in err.splitlines() if line.startswith("wellbeing:")]
    assert all("holds the timetable and does this by itself" in line for line in told), told
    with works.ledger() as released:
        ledger.verify(released)
