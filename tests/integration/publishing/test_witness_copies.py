"""The witness's copies: whose they are, who owns the file, and where it cannot be written."""

import os
from dataclasses import replace

import pytest

from tests.support.house import opened, prepare
from tests.support.press import CALENDAR, publication
from wellbeing.commands.stopped import why_stopped
from wellbeing.database import Journal, make_engine
from wellbeing.installation import Installation
from wellbeing.ledger.service import Head
from wellbeing.publishing import witness_file
from wellbeing.publishing.witness import KeptWitness, Seen, witness_of
from wellbeing.publishing.witness_file import WitnessError, write_text
from wellbeing.readiness import readiness

SOMEBODY = 12_345
ANOTHER_END = Seen(Head(7, "b" * 64), before=Head(6, "c" * 64), fence=9)
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")


@pytest.fixture
def settings(database):
    return prepare(database)


@pytest.fixture
def keys(settings):
    engine = make_engine(settings.keys_url, Journal.SIDE)
    yield engine
    engine.dispose()


def test_a_witness_of_another_installation_is_none_of_ours(settings, keys):
    KeptWitness(settings.witness_file, keys, "another").write(ANOTHER_END)

    ours = witness_of(settings, keys)

    assert (ours.read(), ours.salvage()) == (None, None)
    assert why_stopped(settings) == ""
    kept = ours.write(Seen(Head(1, "a" * 64)))
    marker = Installation.read(settings.data)
    assert marker is not None
    assert kept.installation == marker.id
    assert ours.read() == ours.salvage() == kept


def test_a_witness_that_names_nobody_is_heeded(settings, keys):
    kept = KeptWitness(settings.witness_file, keys).write(ANOTHER_END)

    assert witness_of(settings, keys).read() == kept
    assert "put back" in why_stopped(settings)


def mounted_alone(settings, monkeypatch, tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"36 35 98:0 /a {settings.witness_file.resolve()} rw - ext4 /dev/sda rw\n")
    monkeypatch.setattr(witness_file, "MOUNTS", mounts)
    return settings


def without_folder(settings, monkeypatch, tmp_path):
    return replace(settings, witness=tmp_path / "nowhere" / "witness.json")


@pytest.mark.parametrize("hindered", [mounted_alone, without_folder])
def test_where_it_cannot_be_written_readyz_and_doctor_say_so(
    settings, database, monkeypatch, tmp_path, hindered
):
    changed = hindered(settings, monkeypatch, tmp_path)

    with opened(changed, database, publication(CALENDAR.windows(1)[0])) as home:
        found = readiness(home.app, changed)

    told = [warning for warning in found.warnings if "cannot be written" in warning]
    assert len(told) == 1
    assert "mount a folder" in told[0]
    assert why_stopped(changed) == told[0]


@as_root
def test_root_leaves_the_file_to_whoever_owned_it_or_owns_the_folder(tmp_path):
    folder = tmp_path / "config"
    folder.mkdir()
    os.chown(folder, SOMEBODY, SOMEBODY)
    file = folder / "witness.json"

    write_text(file, "first")
    assert (file.stat().st_uid, file.stat().st_gid) == (SOMEBODY, SOMEBODY)

    os.chown(file, SOMEBODY + 1, SOMEBODY + 1)
    write_text(file, "second")
    found = file.stat()
    assert (found.st_uid, found.st_mode & 0o777) == (SOMEBODY + 1, 0o600)


def test_a_draft_that_points_elsewhere_is_not_followed(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("kept")
    file = tmp_path / "witness.json"
    file.with_name("witness.json.new").symlink_to(elsewhere)

    write_text(file, "seen")

    assert (elsewhere.read_text(), file.read_text()) == ("kept", "seen")


def test_a_file_that_cannot_be_written_is_an_error_of_one_line(tmp_path):
    with pytest.raises(WitnessError, match="mount a folder"):
        write_text(tmp_path / "nowhere" / "witness.json", "seen")
