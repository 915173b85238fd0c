"""`wellbeing doctor` names what is unsafe and says how to mend it; `serve` refuses the worst."""

import json
import os
import shutil
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tests.support.databases import on_sqlite
from tests.support.house import prepare
from wellbeing import job_runs
from wellbeing.backup import noting
from wellbeing.backup.making import installation_at
from wellbeing.backup.operator_key import PrivateKey
from wellbeing.backup.shelf import name_of
from wellbeing.backup_settings import Backup, read_backup
from wellbeing.cli import run
from wellbeing.clock import SystemClock
from wellbeing.commands import doctor
from wellbeing.commands.serve import refuse_unsafe
from wellbeing.database import make_engine
from wellbeing.job_runs import Ended
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import Vault

PUBLIC_KEY = PrivateKey.fresh().public.as_text()


@pytest.fixture
def settings(tmp_path, monkeypatch):
    data, backups = tmp_path / "instance", tmp_path / "backups"
    data.mkdir(mode=0o700)
    backups.mkdir()
    monkeypatch.setenv("WELLBEING_BACKUP_TO", str(backups))
    monkeypatch.setenv("WELLBEING_BACKUP_PUBLIC_KEY", PUBLIC_KEY)
    settings = prepare(on_sqlite(data))
    backup = read_backup(os.environ, data)
    has_backup(settings, backups)
    return replace(settings, backup=backup)


def has_backup(settings, backups):
    """Note that a backup was made and tried just now."""
    now = SystemClock().now()
    engine = make_engine(settings.database_url)
    with Session(engine) as session:
        for name in (noting.BACK_UP, noting.DRILL):
            job_runs.note(session, Ended(name, now, now))
    engine.dispose()
    made = backups / name_of(installation_at(settings).id, now, "abc")
    made.mkdir()
    (made / "manifest.json").write_text("{}")


def unwell(settings):
    return [finding.name for finding in doctor.examine(settings) if not finding.well]


def open_key_file(settings):
    settings.key_file.chmod(0o444)


def swap_key_file(settings):
    engine = make_engine(settings.keys_url)
    Vault(KeyRing.read(settings.key_file), engine).house_box()
    engine.dispose()
    KeyRing.fresh().write(settings.key_file)


def open_data(settings):
    settings.data.chmod(0o755)


def lose_database(settings):
    (settings.data / "wellbeing.db").unlink()


def garble_database(settings):
    (settings.data / "wellbeing.db").write_bytes(b"no database" * 1000)


def witness_with_the_data(settings):
    return replace(settings, witness=settings.data / "witness.json")


# Those with which the service does not start are tried in test_unsafe_settings.py.
FAULTS = {
    "key file": open_key_file,
    "key file belongs to the key store": swap_key_file,
    "databases of this version": lose_database,
    "SQLite waits for the disk": garble_database,
    "the witness of what was published outside folders of data and backups": witness_with_the_data,
}


def test_an_installation_as_we_make_it_has_nothing_to_mend(settings):
    assert unwell(settings) == []


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_and_comes_with_advice(settings, name):
    changed = FAULTS[name](settings) or settings

    found = {finding.name: finding for finding in doctor.examine(changed) if not finding.well}

    assert name in found
    assert "Put the newest backup back" in found[name].advice or name != "databases of this version"
    assert all(finding.advice for finding in found.values())


def test_without_backups_it_warns_and_says_how_to_set_them_up(settings):
    findings = doctor.examine(replace(settings, backup=Backup()))
    assert [one for one in findings if not one.well] == []
    (found,) = [one for one in findings if one.warns]

    assert found.mark == "NOTE"
    assert "no backups are set up" in found.name
    assert "make-key" in found.advice


def test_a_key_file_without_a_checksum_is_told_and_a_change_of_keys_ends_it(settings):
    text = json.loads(settings.key_file.read_text("utf-8"))
    del text["check"]
    settings.key_file.chmod(0o600)
    settings.key_file.write_text(json.dumps(text), "utf-8")

    (found,) = [one for one in doctor.examine(settings) if one.warns]
    assert (found.name, found.well) == ("key file", True)
    assert "wellbeing keys rotate" in found.advice

    KeyRing.read(settings.key_file).with_new_active().write(settings.key_file)
    assert [one for one in doctor.examine(settings) if one.warns] == []


def test_a_backup_that_was_made_and_does_not_lie_there_any_more_is_missed(settings):
    assert unwell(settings) == []
    shutil.rmtree(next(settings.backup.folder.iterdir()))

    assert unwell(settings) == ["the last backup was within a day"]


def test_behind_a_proxy_with_https_any_address_may_be_listened_on(settings):
    refuse_unsafe(replace(settings, host="0.0.0.0", public_url="https://wellbeing.example.org"))


def test_the_command_prints_each_finding_and_fails_when_one_needs_mending(
    settings, capsys, monkeypatch
):
    monkeypatch.setenv("WELLBEING_KEY_FILE", str(settings.key_file))
    data = ["--data", str(settings.data)]

    assert run(["doctor", *data]) == 0
    out = capsys.readouterr().out
    assert "MEND" not in out
    assert "NOTE" not in out

    with monkeypatch.context() as without:
        without.delenv("WELLBEING_BACKUP_TO")
        without.delenv("WELLBEING_BACKUP_PUBLIC_KEY")
        assert run(["doctor", *data]) == 0
    assert "make-key" in capsys.readouterr().out

    open_data(settings)
    assert run(["doctor", *data]) == 1
    out, err = capsys.readouterr()
    assert f"Run: chmod 750 {settings.data}" in out
    assert err.count("\n") == 1

    assert run(["doctor", "--json", *data]) == 1
    findings = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in findings if not one["well"]] == ["data folder closed to others"]


def test_a_folder_without_an_installation_is_one_clear_line(tmp_path, capsys):
    assert run(["doctor", "--data", str(tmp_path)]) == 1

    assert capsys.readouterr().err.startswith(f"wellbeing: {tmp_path} holds no organisation yet")
