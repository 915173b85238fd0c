"""`wellbeing jobs`: what is listed, one job by hand, and the operator's word about the clock."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.support.databases import SQLITE
from tests.support.press import CALENDAR, publication, ready_for_commands
from tests.support.timetables import machine_at
from wellbeing import clock_watch, job_runs
from wellbeing.cli import parser, run
from wellbeing.clock import StandingClock, SystemClock
from wellbeing.commands import jobs as command
from wellbeing.commands import publish
from wellbeing.commands.common import BAD_USE, FAILED, CommandError, any_settings_of
from wellbeing.commands.doctor_jobs import ledger_whole
from wellbeing.database import writing
from wellbeing.disclosure import Rhythm, WindowName
from wellbeing.job_runs import Ended
from wellbeing.jobs import BY_NAME, JOBS
from wellbeing.lease import holder_in_words, keeping_lease, take_lease
from wellbeing.ledger import service as ledger

FIRST, SECOND, _THIRD = CALENDAR.windows(1)
pytestmark = pytest.mark.parametrize("database", [SQLITE], indirect=True)


@pytest.fixture
def works(database, monkeypatch):
    with ready_for_commands(database, monkeypatch) as opened:
        yield opened


NOW = publication(SECOND)


def by_hand(*words, now=NOW):
    command.act(parser().parse_args(["jobs", "run", *words]), StandingClock(now))


def listed(capsys):
    capsys.readouterr()
    assert run(["jobs", "list", "--json"]) == 0
    return {line["name"]: line for line in json.loads(capsys.readouterr().out)}


def test_the_list_says_what_each_job_does_and_how_it_went(works, capsys):
    assert {line["last_done"] for line in listed(capsys).values()} == {"not yet"}

    by_hand("forget-what-ended")
    capsys.readouterr()

    done = listed(capsys)["forget-what-ended"]
    assert (done["last_done"], done["ended_well"]) == ("2026-03-04 06:00 UTC", True)
    assert run(["jobs", "list"]) == 0
    out = capsys.readouterr().out
    assert "forget-what-ended\n    every hour: removes sessions, links and half-sent forms" in out
    assert "last done: 2026-03-04 06:00 UTC\n" in out
    assert out.count("last done: not yet") == len(JOBS) - 1


def test_the_list_does_not_tell_that_a_message_was_due_while_a_carrier_was_away(works, capsys):
    told = []
    for trouble in ("", "CannotSendError"):
        with works.session() as session:
            fence = take_lease(session, "here:1:x") or 0
            job_runs.keep(session, [Ended("ask-this-week", NOW, NOW, trouble)], fence)
        told.append(listed(capsys)["ask-this-week"])

    assert told[0] == told[1]
    assert told[0]["ended_well"] is True


def test_a_job_by_hand_says_what_it_did_in_counts_about_nobody(works, capsys):
    by_hand("publish-figures")

    assert capsys.readouterr().out.splitlines() == [
        "cycles opened: 1",
        "windows published: 2",
        "windows that came too late: 0",
        "publish-figures: done.",
    ]
    with works.session() as session:
        assert take_lease(session, "the next") is not None


def test_what_removes_says_no_count_at_all(works, capsys):
    for name in BY_NAME:
        if name.startswith("forget-") or name == "deliver-messages":
            by_hand(name)
            assert capsys.readouterr().out == f"{name}: done.\n"


def test_figures_can_be_published_up_to_a_week_and_no_further(works, capsys):
    months = {WindowName(Rhythm.MONTH, number) for number in (0, 1)}

    by_hand("publish-figures", "--week", "2026-W06")
    with works.ledger() as released:
        assert ledger.windows(released) & months == {WindowName(Rhythm.MONTH, 0)}
    by_hand("publish-figures", "--week", "2026-W10")
    with works.ledger() as released:
        assert ledger.windows(released) >= months
    with pytest.raises(CommandError, match="2026-W11 has not begun"):
        by_hand("publish-figures", "--week", "2026-W11")


def test_no_message_can_be_sent_for_another_week_than_the_one_that_runs(works, capsys):
    by_hand("ask-this-week", "--week", "2026-W10")
    for week in ("2026-W09", "2026-W11", "2025-W10"):
        with pytest.raises(CommandError, match="the week that runs is 2026-W10"):
            by_hand("ask-this-week", "--week", week)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nap"], "There is no job 'nap'. There are: keep-policy, publish-figures"),
        (["verify-ledger", "--week", "2026-W10"], "is not about one week"),
        (["publish-figures", "--week", "W10"], "'W10' is not a week such as 2026-W24"),
        (["publish-figures", "--week", "2026-W60"], "'2026-W60' is not a week such as 2026-W24"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_kind_line(works, capsys, words, said):
    assert run(["jobs", "run", *words]) == BAD_USE

    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_while_another_process_leads_it_is_named_and_nothing_is_done(works, capsys):
    with works.session() as session:
        take_lease(session, "a-machine:4711:ab12")
        assert holder_in_words(session) == "process 4711 on a-machine"

    with pytest.raises(CommandError) as refused:
        by_hand("publish-figures")

    assert "process 4711 on a-machine holds the timetable" in str(refused.value)
    assert works.figures(FIRST) == {}
    assert listed(capsys)["publish-figures"]["last_done"] == "not yet"


def test_a_long_job_keeps_the_lease(works):
    with works.session() as session:
        fence = take_lease(session, "a:1:b")
        assert fence is not None
        session.execute(text("SELECT 1"))
    often = timedelta(milliseconds=20)
    with works.session() as session:
        before = session.scalar(text("SELECT beat_at FROM lease"))
        with keeping_lease(works.session, "a:1:b", fence, often):
            for _ in range(500):
                session.rollback()
                if session.scalar(text("SELECT beat_at FROM lease")) != before:
                    break
            else:
                raise AssertionError("nobody kept the lease")


def break_ledger(works):
    with works.ledger() as released, writing(released):
        released.execute(text("DROP TRIGGER release_cell_refuses_update"))
        released.execute(text("UPDATE release_cell SET released_int = released_int + 1"))


def test_a_broken_ledger_is_found_and_told_and_nothing_comes_out_until_it_is_whole(
    works, database, capsys
):
    by_hand("publish-figures", now=publication(FIRST))
    kept = Path(works.ledger_engine.url.database)
    whole = kept.read_bytes()
    break_ledger(works)

    with pytest.raises(CommandError, match="verify-ledger did not end well"):
        by_hand("verify-ledger")
    assert listed(capsys)["verify-ledger"]["trouble"] == "LedgerBrokenError"
    with pytest.raises(CommandError, match="found it broken, so nothing is published"):
        by_hand("publish-figures")
    with pytest.raises(CommandError, match="found it broken, so nothing is published"):
        publish.act(parser().parse_args(["publish"]), StandingClock(publication(SECOND)))
    assert works.figures(SECOND) == {}
    assert not ledger_whole(any_settings_of(database.data)).well

    works.ledger_engine.dispose()
    kept.write_bytes(whole)
    by_hand("verify-ledger")
    by_hand("publish-figures")
    assert works.figures(SECOND) != {}
    assert ledger_whole(any_settings_of(database.data)).well


def test_a_clock_that_moved_lets_no_job_run_by_hand_until_somebody_has_looked(works, capsys):
    machine = machine_at(publication(SECOND))
    words = parser().parse_args(["jobs", "run", "publish-figures"])
    with works.session() as session:
        machine.watched().look(session, machine.clock.now())
    machine.jump(timedelta(days=400))

    with pytest.raises(CommandError, match="The clock has moved ahead by itself"):
        command.act(words, machine.watched())
    assert works.figures(FIRST) == {}
    command.act(parser().parse_args(["jobs", "run", "verify-ledger"]), machine.watched())

    machine.jump(timedelta(days=-399))
    command.confirm(parser().parse_args(["jobs", "confirm-clock"]), machine.watched())
    assert "Taken as right: Thursday 05 March 2026, 06:00 UTC." in capsys.readouterr().out
    command.act(words, machine.watched())
    assert works.figures(FIRST) != {}


def test_a_machine_that_was_off_for_weeks_waits_with_what_cannot_be_taken_back(works, capsys):
    machine = machine_at(publication(FIRST))
    with works.session() as session:
        machine.watched().look(session, machine.clock.now())
    machine.be_off_for(timedelta(weeks=3))

    with pytest.raises(CommandError, match="did not run for more than nine days"):
        command.act(parser().parse_args(["jobs", "run", "publish-figures"]), machine.watched())
    command.act(parser().parse_args(["jobs", "run", "ask-this-week"]), machine.watched())

    with Session(works.main) as session:
        sight = clock_watch.kept(session)
    assert sight is not None
    assert sight.long_gap


def test_a_clock_beside_the_databases_is_not_taken_as_right(works, capsys):
    machine = machine_at(SystemClock().now() + timedelta(hours=1))
    watch = clock_watch.WatchedClock(machine.clock, machine, is_real=True)

    with pytest.raises(CommandError, match="Put the one right that is wrong"):
        command.confirm(parser().parse_args(["jobs", "confirm-clock"]), watch)

    assert "Taken as right" not in capsys.readouterr().out


def test_the_operators_word_is_kept_with_the_real_clock_too(works, capsys):
    assert run(["jobs", "confirm-clock"]) == 0
    assert "A timetable that runs goes on within a minute." in capsys.readouterr().out
    assert run(["jobs", "run", "forget-what-ended"]) == 0
    assert run(["jobs", "run", "nothing-such"]) == BAD_USE != FAILED
