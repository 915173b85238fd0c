"""A job that would remove far more than is usual stops and asks; a dry run says so and removes nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, update

from tests.integration.jobs.test_command import NOW, by_hand, works
from tests.support.databases import SQLITE
from tests.support.timetables import machine_at, timetable_on
from wellbeing import job_runs
from wellbeing.accounts.rows import PersonRow
from wellbeing.audit import service as audit
from wellbeing.audit import store
from wellbeing.commands.common import CommandError, any_settings_of
from wellbeing.database import writing
from wellbeing.history.rows import CheckInRow
from wellbeing.jobs import BY_NAME
from wellbeing.jobs.guard import ANYWAY, LEAVERS, OLD_EVENTS, PEOPLE, ROWS, Ahead
from wellbeing.week import Week

__all__ = ["works"]
ON_SQLITE = pytest.mark.parametrize("database", [SQLITE], indirect=True)
OLD = "forget-what-is-old"


def answers(works, weeks_ago, count):
    week = str(Week.of(NOW.date()).plus(-weeks_ago))
    with works.session() as session, writing(session):
        rows = [
            {"id": f"{weeks_ago}-{number}".encode().ljust(32), "week": week, "sealed": b""}
            for number in range(count)
        ]
        session.execute(insert(CheckInRow), rows)


def kept(works):
    with works.session() as session:
        return session.scalar(select(func.count()).select_from(CheckInRow))


@ON_SQLITE
def test_most_of_a_table_is_removed_only_when_somebody_says_so(works, capsys):
    answers(works, 60, ROWS + 1)
    answers(works, 2, ROWS)
    before = kept(works)

    by_hand(OLD, "--dry-run")
    out = capsys.readouterr().out
    assert "Now, of check in: far more than is usual." in out
    assert "Now, of placement: as much as usual, or nothing." in out
    assert "a draft of a check-in: until it is sent, at most 7 days" in out
    assert str(ROWS + 1) not in out
    with pytest.raises(CommandError, match=f"far more than is usual of: check in.*{ANYWAY}"):
        by_hand(OLD)
    assert kept(works) == before

    by_hand(OLD, ANYWAY)
    assert kept(works) == ROWS


@ON_SQLITE
def test_as_much_as_usual_goes_by_itself(works, capsys):
    answers(works, 60, ROWS)
    answers(works, 2, 10)
    by_hand(OLD, "--dry-run")
    assert "far more" not in capsys.readouterr().out

    by_hand(OLD)
    assert kept(works) == 10


@ON_SQLITE
def test_a_dry_run_of_a_job_that_removes_nothing_says_so(works, capsys):
    by_hand("verify-audit", "--dry-run")
    assert "verify-audit removes nothing." in capsys.readouterr().out


@ON_SQLITE
def test_the_timetable_asks_too_and_says_so_where_its_jobs_are_told(works, database):
    answers(works, 60, ROWS + 1)
    settings = any_settings_of(database.data)
    timetable = timetable_on(settings, machine_at(NOW), (BY_NAME[OLD],))
    timetable.tick()
    timetable.stop()

    assert kept(works) == ROWS + 1
    with works.session() as session:
        assert job_runs.all_runs(session)[OLD].trouble == "FarMoreThanUsualError"


@ON_SQLITE
def test_a_roster_that_lost_half_its_people_deletes_nobody_by_itself(works, capsys):
    people = works.hire(PEOPLE + 1, "red")
    for who in people:
        works.vault.box(who)
    with works.session() as session, writing(session):
        left = NOW.date() - timedelta(days=31)
        session.execute(update(PersonRow).where(PersonRow.id.in_(people)).values(left_on=left))

    with pytest.raises(CommandError, match="far more than is usual of: people who left"):
        by_hand(LEAVERS)
    assert len(works.vault.boxes(people)) == len(people)
    by_hand(LEAVERS, ANYWAY)
    assert works.vault.boxes(people) == {}


@ON_SQLITE
def test_a_clock_far_ahead_does_not_empty_the_audit_log(works, capsys):
    def noted(day, count):
        scribe = audit.Scribe(works.vault, audit.by_command(), day)
        acts = [audit.Act(audit.Kind.MAIL_LET_GO)] * count
        with works.session() as session, writing(session):
            scribe.note(session, *acts)

    def there():
        with works.session() as session:
            return store.how_many(session)

    noted(NOW.date() - timedelta(days=800), ROWS + 1)
    noted(NOW.date() - timedelta(days=30), 2 * ROWS)

    by_hand(OLD_EVENTS, "--dry-run")
    assert "Now, of events: far more than is usual." in capsys.readouterr().out
    with pytest.raises(CommandError, match="far more than is usual of: events"):
        by_hand(OLD_EVENTS)
    assert there() > 3 * ROWS

    by_hand(OLD_EVENTS, ANYWAY)
    assert 2 * ROWS <= there() < 3 * ROWS
    by_hand("verify-audit")


@pytest.mark.parametrize(
    ("goes", "there", "usual"),
    [(0, 0, True), (100, 100, True), (101, 404, True), (102, 404, False)],
)
def test_what_is_usual(goes, there, usual):
    assert Ahead("x", goes, there).is_usual is usual
