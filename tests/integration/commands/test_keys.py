"""`wellbeing keys`: a change of keys loses nothing, wherever it is stopped."""

import json
from itertools import islice

import pytest

from wellbeing.cli import run
from wellbeing.commands.common import opened
from wellbeing.commands.keys import rotate
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import Label

LABEL = Label("kit", b"r" * 32)


@pytest.fixture
def settings(settings, monkeypatch):
    monkeypatch.setenv("WELLBEING_KEY_FILE", str(settings.key_file))
    return settings


@pytest.fixture
def sealed(settings):
    with opened(settings) as (_session, vault):
        return {name: vault.box(name).seal(name.encode(), LABEL) for name in ("ann", "ben", "cat")}


def all_open(settings, sealed):
    with opened(settings) as (_session, vault):
        return all(
            vault.box(name).open(value, LABEL) == name.encode() for name, value in sealed.items()
        )


def status(settings, capsys):
    capsys.readouterr()
    assert run(["keys", "status", "--json", "--data", str(settings.data)]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_change_of_keys_wraps_everything_anew_and_opens_everything(settings, sealed, capsys):
    assert status(settings, capsys) == {"active": "k1", "data_keys": {"k1": 3}}

    assert run(["keys", "rotate", "--data", str(settings.data)]) == 0

    assert "Keep a copy of the key file" in capsys.readouterr().out
    assert status(settings, capsys) == {"active": "k2", "data_keys": {"k2": 3}}
    assert all_open(settings, sealed)


def test_stopped_before_the_first_data_key_it_is_finished_next_time(settings, sealed, capsys):
    KeyRing.read(settings.key_file).with_new_active().write(settings.key_file)
    assert all_open(settings, sealed)

    run(["keys", "rotate", "--data", str(settings.data)])

    said = capsys.readouterr().out
    assert "begun before" in said
    # Whoever was told by the change that was killed may not have seen it.
    assert "Keep a copy of the key file" in said
    assert status(settings, capsys) == {"active": "k2", "data_keys": {"k2": 3}}
    assert all_open(settings, sealed)


def test_stopped_half_way_everything_opens_and_it_is_finished_next_time(
    settings, sealed, capsys, monkeypatch
):
    monkeypatch.setattr("wellbeing.sealed.CHUNK", 1)
    ring = KeyRing.read(settings.key_file).with_new_active()
    ring.write(settings.key_file)
    with opened(settings) as (_session, vault):
        assert list(islice(vault.rewrap(ring), 2)) == [1, 1]

    assert status(settings, capsys)["data_keys"] == {"k1": 1, "k2": 2}
    assert all_open(settings, sealed)
    with opened(settings) as (_session, vault):
        rotate(settings, vault)
    assert status(settings, capsys) == {"active": "k2", "data_keys": {"k2": 3}}
    assert all_open(settings, sealed)


def test_the_plain_status_names_the_key_in_use(settings, sealed, capsys):
    run(["keys", "status", "--data", str(settings.data)])

    assert capsys.readouterr().out == "k1: wraps 3 data keys, in use\n"


def test_the_plain_status_says_why_older_keys_are_there(settings, sealed, capsys, monkeypatch):
    monkeypatch.setattr("wellbeing.sealed.CHUNK", 1)
    ring = KeyRing.read(settings.key_file).with_new_active()
    ring.write(settings.key_file)
    with opened(settings) as (_session, vault):
        list(islice(vault.rewrap(ring), 2))
    run(["keys", "status", "--data", str(settings.data)])
    half = capsys.readouterr().out
    run(["keys", "rotate", "--data", str(settings.data)])
    capsys.readouterr()
    run(["keys", "status", "--data", str(settings.data)])

    assert "k1: wraps 1 data keys, of a change that was broken off" in half
    assert "k1: wraps 0 data keys, kept for older backups" in capsys.readouterr().out


def test_a_key_file_of_another_installation_changes_nothing(settings, sealed, capsys):
    right = settings.key_file.read_bytes()
    KeyRing.fresh().write(settings.key_file)

    assert run(["keys", "rotate", "--data", str(settings.data)]) == 1

    assert "does not belong to this key store" in capsys.readouterr().err
    settings.key_file.chmod(0o600)
    settings.key_file.write_bytes(right)
    settings.key_file.chmod(0o400)
    assert all_open(settings, sealed)
