"""`wellbeing publish` and `wellbeing ledger`: what an operator can do, see and check."""

import json

import pytest
from sqlalchemy import event, select, text

from tests.support.backups import back_up
from tests.support.house import opened
from tests.support.press import CALENDAR, publication, ready_for_commands
from tests.support.press import works as open_works
from wellbeing.cli import parser, run
from wellbeing.clock import StandingClock
from wellbeing.commands import doctor, publish
from wellbeing.commands.common import CommandError, any_settings_of
from wellbeing.database import WRITES, Journal, make_engine, reader_url
from wellbeing.installation import Installation
from wellbeing.lease import take_lease
from wellbeing.publishing.place import SAMPLE, place_of
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.rows import PlannedWeekRow
from wellbeing.week import Week

FIRST, SECOND, THIRD = CALENDAR.windows(1)
REDS = [f"red-{number}" for number in range(9)]


@pytest.fixture
def works(database, monkeypatch):
    with ready_for_commands(database, monkeypatch) as opened:
        yield opened


def publishing(*flags, after=SECOND):
    clock = StandingClock(publication(after))
    publish.act(parser().parse_args(["publish", *flags]), clock)


def test_a_dry_run_says_what_would_come_out_and_reads_no_answers(works, capsys):
    works.answer_all(REDS, FIRST.weeks, 0)
    asked = []
    event.listen(works.main, "before_cursor_execute", lambda *found: asked.append(found[2]))

    publishing("--dry-run")

    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "month from 2026-01-05 to 2026-02-01: 5 units, 5 figures",
        "month from 2026-02-02 to 2026-03-01: 5 units, 5 figures",
        "2 windows would close.",
    ]
    assert works.figures(FIRST) == {}
    assert not any("care_state" in statement for statement in asked)


def test_what_is_due_comes_out_once(works, capsys):
    publishing()
    first = capsys.readouterr().out
    publishing()
    second = capsys.readouterr().out
    publishing("--dry-run")

    assert first.startswith("Opened 1 cycles, closed 2 windows.")
    assert second.startswith("Opened 0 cycles, closed 0 windows.")
    assert first.splitlines()[1] == second.splitlines()[1]
    assert capsys.readouterr().out == "Nothing is due.\n"


def test_a_running_timetable_is_not_disturbed(works):
    with works.session() as session:
        take_lease(session, "a timetable")

    with pytest.raises(CommandError, match="holds the timetable"):
        publishing()


def test_a_copy_says_so_everywhere_until_it_is_confirmed(works, capsys, database):
    works.publish(publication(FIRST), place="the old house")
    settings = any_settings_of(database.data)

    for flags in ((), ("--dry-run",)):
        with pytest.raises(CommandError, match="--confirm-moved"):
            publishing(*flags)
    found = doctor.publishing(settings)
    assert (found.well, "--confirm-moved" in found.advice) == (False, True)

    publishing("--confirm-moved")
    assert "1 windows were noted as not released" in capsys.readouterr().out
    assert doctor.publishing(settings).well
    publishing("--confirm-moved")
    assert "0 windows were noted as not released" in capsys.readouterr().out
    publishing(after=THIRD)
    assert works.figures(SECOND) == {}
    assert works.figures(THIRD)


def test_an_operator_who_knows_of_a_restore_can_say_so(works, capsys):
    publishing(after=FIRST)

    # Nothing looks wrong here: the witness was put back too.
    publishing("--confirm-moved")
    publishing(after=THIRD)

    assert "1 windows were noted as not released" in capsys.readouterr().out
    assert works.figures(SECOND) == {}
    assert works.figures(THIRD)


def test_once_a_restore_is_confirmed_no_weekly_message_is_planned_for_the_week_that_runs(works):
    publishing("--confirm-moved")

    with works.session() as session:
        desk = rhythm.Desk(session, works.vault, publication(SECOND))
        assert rhythm.plan_due(desk) == 0
        planned = session.execute(select(PlannedWeekRow.week, PlannedWeekRow.is_open)).all()
    week = str(Week.of(publication(SECOND).date()))
    assert (week, False) in [tuple(row) for row in planned]


def test_a_restore_is_told_everywhere_and_named_by_the_doctor(works, capsys, database, tmp_path):
    publishing(after=FIRST)
    backup = back_up(works, tmp_path / "backup")
    publishing()
    backup.put_back()

    for flags in ((), ("--dry-run",)):
        with pytest.raises(CommandError, match="put back"):
            publishing(*flags)
    found = doctor.publishing(any_settings_of(database.data))
    assert (found.well, "put back" in found.advice) == (False, True)
    with opened(any_settings_of(database.data), database, publication(SECOND)) as home:
        told = home.app.test_client().get("/readyz").get_json()
    assert any("put back" in warning for warning in told["warnings"])

    publishing("--confirm-moved")
    assert doctor.publishing(any_settings_of(database.data)).well
    assert works.figures(SECOND) == {}


def test_a_witness_that_cannot_be_kept_stops_publishing_with_a_way_out(works, database):
    works.witness_file.mkdir()

    with pytest.raises(CommandError, match=r"witness .* cannot be read"):
        publishing()

    assert works.figures(FIRST) == {}


def test_a_window_that_came_too_late_is_told(works, capsys):
    publishing(after=FIRST)
    late = CALENDAR.windows(4)[0]
    publishing("--dry-run", after=late)
    assert f"month from {SECOND.starts_on} to {SECOND.ends_on}: not released" in (
        capsys.readouterr().out
    )
    publishing(after=late)
    assert "windows came too late: not released" in capsys.readouterr().out
    assert run(["ledger", "show"]) == 0

    assert "month 1: not released, since the weeks it looks at" in capsys.readouterr().out


def test_a_roster_that_came_after_the_cycle_began_is_told(database, monkeypatch, capsys):
    with open_works(database) as opened_works:
        opened_works.found({"north": {"red": 0}})
        for name, value in database.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("WELLBEING_KEY_FILE", str(database.key_file))
        publishing(after=FIRST)
        for number in range(9):
            opened_works.join(f"red-{number}", "red", SECOND.starts_on)
        publishing(after=SECOND)

    told = capsys.readouterr().out
    assert "Nobody was on the roster on 5 January 2026" in told
    assert "Figures begin with the cycle from 6 April 2026" in told


def test_a_whole_ledger_is_verified(works, capsys):
    publishing()
    capsys.readouterr()

    assert run(["ledger", "verify"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "12 entries, 1 cycles, 2 windows: all whole."
    assert lines[1] == "Nobody spent more than 0.2613 of 0.4000 in a cycle."
    assert lines[2] == f"The ledger ends with {works.head()}"


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE release_cell SET released_int = released_int + 1 WHERE id = 5", "entry 5"),
        ("UPDATE release_cell SET sigma = 1 WHERE id = 6", "entry 6"),
        ("DELETE FROM release_cell WHERE id = 12", "entry 12"),
    ],
)
def test_a_broken_ledger_names_its_first_broken_entry(works, capsys, tampering, told):
    publishing()
    with works.ledger() as session:
        connection = session.connection(execution_options={WRITES: True})
        if works.ledger_engine.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE release_cell DISABLE TRIGGER USER"))
        else:
            connection.execute(text("DROP TRIGGER release_cell_refuses_update"))
            connection.execute(text("DROP TRIGGER release_cell_refuses_delete"))
        connection.execute(text(tampering))
        session.commit()

    assert run(["ledger", "verify"]) == 1

    assert told in capsys.readouterr().err


def test_the_ledger_shows_what_it_holds(works, capsys):
    works.publish(publication(FIRST), place="the old house")
    publishing("--confirm-moved")
    capsys.readouterr()

    assert run(["ledger", "show"]) == 0
    shown = capsys.readouterr().out
    assert run(["ledger", "show", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)

    assert "cycle 1  month  2026-01-05 to 2026-02-01  5 figures" in shown
    assert "month 1: not released" in shown
    assert found["not_released"] == ["month 1"]
    assert [window["figures"] for window in found["windows"]] == [5]
    assert found["spending"] == [{"cycle": 1, "most_spent": pytest.approx(0.392 / 3), "limit": 0.4}]


def test_a_place_is_told_from_its_copies(works, database):
    settings = any_settings_of(database.data)
    reader = make_engine(reader_url(settings.ledger_url), Journal.LEDGER_READER)

    with works.ledger() as writing, reader.connect() as _, works.ledger() as again:
        here = place_of(settings, writing)
        assert here == place_of(settings, again)
        Installation.new(demo=False).write(settings.data)
        assert place_of(settings, again) != here
        Installation.new(demo=True).write(settings.data)
        assert place_of(any_settings_of(database.data), writing) == SAMPLE
    reader.dispose()
