"""Backups are made whole or not at all, are for their owner alone, and old ones go."""

import json
import os
import shutil
import stat
from datetime import UTC, datetime, timedelta

import pytest

from wellbeing.backup.making import make
from wellbeing.backup.shelf import work_folder
from wellbeing.backup.troubles import AnotherRunsError, TargetMissingError
from wellbeing.cli import run
from wellbeing.commands.common import any_settings_of
from wellbeing.database import writing
from wellbeing.scheduler_rows import SeenClockRow

NIGHT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def operator(settled, tmp_path, monkeypatch):
    return settled.beside(tmp_path / "operator", monkeypatch)


def nights(operator, *days):
    """Make one backup in each of these nights, and return the names by night."""
    return {day: make(operator.settings, NIGHT + timedelta(days=day)).name for day in days}


def test_files_and_folders_are_closed_to_others_and_no_plain_copy_stays(operator):
    operator.to.chmod(0o755)
    name = operator.back_up()

    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode) for path in (operator.to / name).iterdir()
    }
    assert set(modes.values()) == {0o600}
    assert set(modes) == {"data.sealed", "ledger.sealed", "keys.sealed", "manifest.json"}
    assert stat.S_IMODE((operator.to / name).stat().st_mode) == 0o700
    assert not (operator.settings.data / ".backup").exists()


def test_key_stores_can_lie_elsewhere_and_go_sooner(operator, monkeypatch):
    keys = operator.folder / "keys"
    keys.mkdir()
    monkeypatch.setenv("WELLBEING_BACKUP_KEYS_TO", str(keys))
    monkeypatch.setenv("WELLBEING_BACKUP_DAYS", "10")
    monkeypatch.setenv("WELLBEING_BACKUP_KEYS_DAYS", "3")
    made = nights(operator, 0, 6, 8, 11)

    assert operator.names() == [made[6], made[8], made[11]]
    assert {path.name for path in keys.iterdir()} == {made[8], made[11]}
    assert not list(operator.to.glob("*/keys.sealed"))


def test_old_ones_go_with_their_key_stores_and_the_newest_stays_however_old(operator, monkeypatch):
    monkeypatch.setenv("WELLBEING_BACKUP_DAYS", "10")
    monkeypatch.setenv("WELLBEING_BACKUP_KEYS_DAYS", "3")
    made = nights(operator, 0, 30)
    assert operator.names() == [made[30]]

    later = nights(operator, 36)

    assert operator.names() == [made[30], later[36]]
    assert [path.parent.name for path in operator.to.glob("*/keys.sealed")] == [later[36]]


def test_there_are_never_more_than_are_wished_for(operator, monkeypatch):
    monkeypatch.setenv("WELLBEING_BACKUP_MOST", "2")
    made = nights(operator, 0, 1, 2)

    assert operator.names() == [made[1], made[2]]


def test_backups_of_another_installation_and_other_files_are_left_alone(operator, monkeypatch):
    monkeypatch.setenv("WELLBEING_BACKUP_MOST", "1")
    others = operator.to / "another-20200101T020000000000Z-abcdef"
    others.mkdir()
    (others / "manifest.json").write_text("theirs")
    (operator.to / "notes.txt").write_text("ours")
    made = operator.back_up()
    renamed = operator.to / f"{made.split('-')[0]}-before the move"
    (operator.to / made).rename(renamed)

    nights(operator, 0, 1)

    assert (others / "manifest.json").read_text() == "theirs"
    assert (operator.to / "notes.txt").exists()
    assert (renamed / "keys.sealed").exists()


def test_a_folder_that_is_missing_is_not_made_since_its_disk_may_not_be_mounted(operator, capsys):
    shutil.rmtree(operator.to)

    assert run(["backup"]) == 1

    assert "Mount its disk" in capsys.readouterr().err
    assert not operator.to.exists()


def test_by_a_clock_that_is_wrong_none_is_made_and_none_goes(operator, capsys, monkeypatch):
    monkeypatch.setenv("WELLBEING_BACKUP_MOST", "1")
    operator.back_up()
    before = operator.names()
    with operator.works.session() as session:
        with writing(session):
            session.query(SeenClockRow).update({"seen_at": datetime(2099, 1, 1, tzinfo=UTC)})
        try:
            assert run(["backup"]) == 1
        finally:
            with writing(session):
                session.query(SeenClockRow).delete()

    assert operator.names() == before
    assert "confirm-clock" in capsys.readouterr().err


def test_without_settings_it_says_what_to_do(operator, capsys, monkeypatch):
    monkeypatch.delenv("WELLBEING_BACKUP_TO")
    monkeypatch.delenv("WELLBEING_BACKUP_PUBLIC_KEY")

    assert run(["backup"]) == 1

    assert "make-key" in capsys.readouterr().err


def test_a_second_one_at_the_same_time_is_refused_and_does_not_disturb_the_first(operator):
    with work_folder(operator.settings.data) as work:
        (work / "main.db").write_text("being copied")
        with pytest.raises(AnotherRunsError):
            make(operator.settings, NIGHT)
        assert (work / "main.db").exists()


def test_the_nightly_one_is_left_to_one_by_hand_and_not_to_one_that_hangs(operator, capsys):
    with work_folder(operator.settings.data) as work:
        assert run(["jobs", "run", "back-up"]) == 0
        os.utime(work, (NIGHT.timestamp(), NIGHT.timestamp()))
        assert run(["jobs", "run", "back-up"]) == 1

    assert "Another backup" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_leaves_nothing(operator, monkeypatch):
    file = operator.folder / "a file"
    file.write_text("")
    monkeypatch.setenv("WELLBEING_BACKUP_KEYS_TO", str(file))

    with pytest.raises(TargetMissingError):
        make(any_settings_of(operator.database.data), NIGHT)
    assert list(operator.to.iterdir()) == []


def test_they_are_listed_with_what_is_kept_of_them(operator, capsys, monkeypatch):
    monkeypatch.setenv("WELLBEING_BACKUP_KEYS_DAYS", "3")
    made = nights(operator, 0, 8)

    assert run(["backup", "list"]) == 0

    first, second = capsys.readouterr().out.splitlines()
    assert made[0] in first
    assert "not kept any more" in first
    assert "not kept" not in second


def test_one_whose_manifest_is_damaged_hides_no_other_in_the_list(operator, capsys):
    made = nights(operator, 0, 1)
    (operator.to / made[0] / "manifest.json").write_text("{")

    assert run(["backup", "list"]) == 0

    first, second = capsys.readouterr().out.splitlines()
    assert first == f"{made[0]}: The manifest of the backup is damaged."
    assert made[1] in second
    assert run(["backup", "list", "--json"]) == 0
    assert [one["trouble"] != "" for one in json.loads(capsys.readouterr().out)] == [True, False]


def test_a_pair_of_keys_is_made_and_serves(operator, capsys, monkeypatch, tmp_path):
    out = tmp_path / "new.key"

    assert run(["backup", "make-key", "--out", str(out), "--no-passphrase"]) == 0

    line = capsys.readouterr().out.splitlines()[-1]
    monkeypatch.setenv(*line.split("=", 1))
    operator.back_up()
    assert run(["backup", "drill", "--private-key", str(out)]) == 0
