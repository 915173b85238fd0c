"""What operators see of the policy: setting up keeps it, the doctor names what is wrong with it."""

import threading

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.policies import NAME, TEXT, lay_out
from tests.support.sample import sample_home
from wellbeing import jobs
from wellbeing.cli import run
from wellbeing.clock import Clock
from wellbeing.commands import doctor, scheduler, serve
from wellbeing.database import make_engine
from wellbeing.installation import Installation
from wellbeing.lease import take_lease
from wellbeing.policies import store
from wellbeing.policies.rows import PolicyChangeRow
from wellbeing.settings import Settings
from wellbeing.week import Week


def policy_finding(settings):
    return next(one for one in doctor.examine(settings) if one.name == "policy as agreed")


def test_setting_up_an_organisation_keeps_the_policy_of_the_release(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    data = tmp_path / "instance"

    assert (
        run(
            [
                "init",
                *("--data", str(data), "--name", "Org", "--zone", "Europe/London"),
                *("--nation", "wales", "--lead-name", "Ann Lee", "--lead-email", "ann@example.org"),
            ]
        )
        == 0
    )

    installation = Installation.read(data)
    assert installation is not None
    engine = make_engine(Settings.of(data, installation, {}).database_url)
    with engine.connect() as connection:
        (kept,) = connection.execute(select(PolicyChangeRow.text, PolicyChangeRow.decision)).all()
    engine.dispose()
    assert tuple(kept) == (TEXT, "founding")


def test_the_first_minute_of_an_older_installation_keeps_it(home):
    workshop = jobs.Workshop.of(home.settings, home.clock)
    try:
        jobs.keep_policy(workshop, 1)
        jobs.keep_policy(workshop, 2)
        jobs.look_after_policy(workshop, 3)
    finally:
        workshop.close()

    with home.session() as session:
        (kept,) = store.deciding(session)
    assert kept.shipped_as == NAME


def at_once(settings: Settings, clock: Clock) -> None:
    """Start a timetable that is told to stop before it begins and whose first minute is not its own."""
    engine = make_engine(settings.database_url)
    with Session(engine) as session:
        take_lease(session, "another process")
    engine.dispose()
    told_to_stop = threading.Event()
    told_to_stop.set()
    scheduler.tick_until(told_to_stop, settings, clock)


@pytest.mark.parametrize("start", [serve.prepared, at_once], ids=["serve and demo", "scheduler"])
def test_starting_keeps_the_policy_before_the_first_minute(quick, start):
    start(quick.settings, quick.clock)
    lay_out(quick.settings.policies, TEXT.replace("high = 9 ", "high = 10 "))

    workshop = jobs.Workshop.of(quick.settings, quick.clock)
    jobs.keep_policy(workshop, 1)
    workshop.close()

    with quick.session() as session:
        (kept,) = store.deciding(session)
    assert (kept.text, kept.from_week) == (TEXT, Week.of(quick.clock.now().date()))


def test_the_doctor_finds_nothing_while_all_is_well(quick, quick_office):
    assert policy_finding(quick.settings).well


def test_the_doctor_names_every_trouble_with_what_to_do(quick, quick_office):
    quick_office.spoil(quick_office.this_week, "nothing")
    lay_out(quick_office.folder, TEXT.replace("high = 9 ", "high = 99 "))

    found = policy_finding(quick.settings)

    assert not found.well
    assert "cannot be read by this version" in found.advice
    assert "propose and approve a policy" in found.advice
    assert f"The policy file {NAME} of this release cannot be read." in found.advice


def test_the_doctor_says_so_when_the_database_cannot_be_asked(quick):
    (quick.settings.data / "wellbeing.db").rename(quick.settings.data / "away.db")

    assert policy_finding(quick.settings).advice == "Put the database right first."


def test_the_sample_begins_with_the_policy_of_the_release(tmp_path):
    with sample_home(tmp_path / "demo", people=12, weeks=3) as home, home.session() as session:
        first = store.deciding(session)[0]

    assert (first.text, first.proposed_by) == (TEXT, None)


@pytest.mark.parametrize("command", ["show", "check"])
def test_commands_read_the_files_of_the_release(capsys, command):
    assert run(["policy", command]) == 0
    assert capsys.readouterr().out
