"""A sample is built whole or not at all, through the services, and played on later."""

import io
import json
import os
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from sqlalchemy import func, select

from wellbeing.accounts import cast, roster_store
from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Level
from wellbeing.checkins import service as checkins
from wellbeing.history import service as history
from wellbeing.history.rows import CheckInRow
from wellbeing.installation import require
from wellbeing.ledger import service as ledger
from wellbeing.settings import Settings
from wellbeing.simulation import building
from wellbeing.simulation.building import Watcher
from wellbeing.simulation.organisation import found
from wellbeing.simulation.sample import Sample
from wellbeing.simulation.stage import stage
from wellbeing.simulation.weeks import live
from wellbeing.week import Week

NOW = datetime(2026, 3, 6, 11, tzinfo=UTC)  # A Friday.
SMALL = Sample.ending_before(NOW.date(), people=20, weeks=6, seed=1)


def quietly(week, of):
    pass


@pytest.fixture(scope="module")
def truth():
    return io.StringIO()


@pytest.fixture(scope="module")
def data(tmp_path_factory, truth):
    data = tmp_path_factory.mktemp("sample")
    (data / "README.md").write_text("a note")
    building.build(data, SMALL, NOW, Watcher(quietly, truth))
    return data


def settings_of(data):
    return Settings.of(data, require(data, demo=True), {})


@pytest.fixture
def opened(data):
    with stage(settings_of(data), "Europe/London", NOW.date()) as opened:
        opened.clock.standing_at = NOW
        yield opened


def people_of(opened):
    present = accounts.present(opened.session, opened.today)
    return {one.work_email: one for one in accounts.people(opened.session, present, opened.today)}


def test_a_sample_leaves_its_files_and_nothing_else(data):
    assert {file.name for file in data.iterdir()} == {
        "README.md",
        "cast.json",
        "installation.json",
        "key-file.json",
        "keys.db",
        "ledger.db",
        "sample.json",
        "wellbeing.db",
    }
    assert require(data, demo=True).seed == 1
    assert Sample.read(data).played == 6


def test_everybody_and_every_team_of_the_model_is_there(opened):
    week = list(islice(live(found(20, 1), 1, 6), 6))[-1]

    people = people_of(opened)

    assert {one.work_email for one in week.staff} == set(people)
    for one in week.staff:
        home = accounts.home_unit(opened.session, people[one.work_email].id, opened.today)
        assert home
        assert home.name == one.team.name
    assert len(roster_store.led(opened.session, opened.today)) >= 3
    top = accounts.units(opened.session, opened.today)[0]
    assert top.level is Level.ORGANISATION


def test_the_truth_is_what_the_service_keeps(opened, truth):
    people = people_of(opened)
    lines = [json.loads(line) for line in truth.getvalue().splitlines()]

    kept = opened.session.scalar(select(func.count()).select_from(CheckInRow))
    assert kept == len(lines) > 50
    for line in lines[-40:]:
        answers = history.answers_of(
            opened.desk, people[line["person"]].id, Week.parse(line["week"])
        )
        assert answers
        assert list(answers.check_in.signs) == [
            line["answers"][sign]
            for sign in ("sleep", "alert", "worry", "irritable", "low", "avoid")
        ]


def test_people_who_answer_have_agreed_to_take_part(opened, truth):
    people = people_of(opened)
    answering = {json.loads(line)["person"] for line in truth.getvalue().splitlines()}

    for address, person in people.items():
        takes_part = checkins.takes_part(opened.desk, opened.consent, person.id)
        assert takes_part == (address in answering)


def test_what_is_due_by_now_is_published(opened):
    # Of six weeks the first four are a window, which came out on the Wednesday after it closed.
    assert len(ledger.windows(opened.ledger)) == 1
    assert ledger.has_cycle(opened.ledger, 1)
    assert not ledger.has_cycle(opened.ledger, 2)


def test_the_seed_fixes_people_and_answers_but_never_ids_keys_or_noise(
    data, opened, truth, tmp_path
):
    again = io.StringIO()
    building.build(tmp_path, SMALL, NOW, Watcher(quietly, again))

    with stage(settings_of(tmp_path), "Europe/London", NOW.date()) as other:
        other.clock.standing_at = NOW
        here, there = people_of(opened), people_of(other)
        heads = {ledger.head(one.ledger).sha256 for one in (opened, other)}
    assert again.getvalue() == truth.getvalue()
    assert here.keys() == there.keys()
    assert not {one.id for one in here.values()} & {one.id for one in there.values()}
    assert (data / "key-file.json").read_text() != (tmp_path / "key-file.json").read_text()
    assert len(heads) == 2


def test_a_build_that_is_interrupted_leaves_nothing_behind(tmp_path):
    def stop(week, of):
        if week == 3:
            raise KeyboardInterrupt

    (tmp_path / "README.md").write_text("a note")

    with pytest.raises(KeyboardInterrupt):
        building.build(tmp_path, SMALL, NOW, Watcher(stop))

    assert [file.name for file in tmp_path.iterdir()] == ["README.md"]


def test_what_a_killed_build_left_is_cleared_away_by_the_next(tmp_path):
    left = tmp_path / f"{building.BUILDING}{os.getpid()}"
    left.mkdir()
    (left / "wellbeing.db").write_text("half")

    building.build(tmp_path, Sample.ending_before(NOW.date(), 3, 1, 1), NOW, Watcher(quietly))

    assert not left.exists()
    assert require(tmp_path, demo=True).seed == 1


def test_two_builds_in_one_folder_do_not_disturb_each_other(tmp_path):
    (tmp_path / f"{building.BUILDING}{os.getppid()}").mkdir()

    with pytest.raises(building.BusyFolderError):
        building.build(tmp_path, SMALL, NOW, Watcher(quietly))


def test_a_later_start_plays_the_weeks_since(tmp_path):
    building.build(tmp_path, SMALL, NOW, Watcher(quietly))
    later = NOW + timedelta(weeks=2)
    weeks = []

    building.play_on(tmp_path, later, Watcher(lambda week, of: weeks.append(week)))

    assert weeks == [7, 8]
    assert Sample.read(tmp_path).played == 8
    straight = io.StringIO()
    building.build(tmp_path / "whole", SMALL, later, Watcher(quietly, straight))
    with stage(settings_of(tmp_path), "Europe/London", later.date()) as opened:
        kept = opened.session.scalar(select(func.count()).select_from(CheckInRow))
    assert kept == len(straight.getvalue().splitlines())


def test_a_later_start_that_is_interrupted_changes_nothing(tmp_path):
    def stop(week, of):
        if week == 8:
            raise KeyboardInterrupt

    building.build(tmp_path, SMALL, NOW, Watcher(quietly))
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    with pytest.raises(KeyboardInterrupt):
        building.play_on(tmp_path, NOW + timedelta(weeks=2), Watcher(stop))

    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_playing_a_week_again_changes_no_answer(tmp_path):
    building.build(tmp_path, SMALL, NOW, Watcher(quietly))
    later = NOW + timedelta(weeks=1)
    known = Sample.read(tmp_path)
    building.play_on(tmp_path, later, Watcher(quietly))
    with stage(settings_of(tmp_path), "Europe/London", later.date()) as opened:
        before = opened.session.scalar(select(func.count()).select_from(CheckInRow))
    known.write(tmp_path)

    building.play_on(tmp_path, later, Watcher(quietly))

    with stage(settings_of(tmp_path), "Europe/London", later.date()) as opened:
        assert opened.session.scalar(select(func.count()).select_from(CheckInRow)) == before


def test_clearing_removes_the_sample_and_nothing_else(tmp_path):
    building.build(tmp_path, Sample.ending_before(NOW.date(), 3, 1, 1), NOW, Watcher(quietly))
    (tmp_path / "README.md").write_text("a note")

    building.clear(tmp_path)

    assert [file.name for file in tmp_path.iterdir()] == ["README.md"]


def test_the_people_to_sign_in_as_are_there_once_each(data, opened):
    parts = cast.read(data)

    assert len(parts) >= 8
    assert len({part.work_email for part in parts}) == len(parts)
    assert all(cast.person_id_of(opened.session, part) for part in parts)
    assert any("first visit" in part.line for part in parts)
