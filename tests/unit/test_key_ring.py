"""The key file: whole, private, and readable again after a change of keys."""

import base64
import json
import os
import re
import stat
import subprocess
import sys
from types import SimpleNamespace

import pytest

from tests.support.source import ROOT
from wellbeing.key_ring import (
    KEY_BYTES,
    KeyFileError,
    KeyRing,
    _give_to_owner_of,
    has_check,
    one_change_at_a_time,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "keys.json"


def test_a_key_file_is_read_back_as_written_and_only_its_owner_can(path):
    ring = KeyRing.fresh()

    ring.write(path)

    assert KeyRing.read(path) == ring
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["keys.json"]


def test_no_two_rings_and_no_two_keys_are_alike():
    one, other = KeyRing.fresh(), KeyRing.fresh()
    keys = [*one.wrapping.values(), *other.wrapping.values()]
    keys += [one.row_key, one.session_key, other.row_key, other.session_key]

    assert len(set(keys)) == len(keys)
    assert {len(key) for key in keys} == {KEY_BYTES}


def test_a_new_active_key_leaves_the_old_ones_and_the_row_addresses(path):
    ring = KeyRing.fresh()

    changed = ring.with_new_active()
    again = changed.with_new_active()

    assert changed.active != ring.active
    assert changed.wrapping.items() >= ring.wrapping.items()
    assert again.wrapping.items() >= changed.wrapping.items()
    assert len(again.wrapping) == 3
    assert again.row_key == ring.row_key
    again.write(path)
    again.with_new_active().write(path)
    assert len(KeyRing.read(path).wrapping) == 4


@pytest.mark.parametrize("mode", [0o444, 0o440, 0o604, 0o640])
def test_a_file_others_can_read_is_refused_with_the_command_that_mends_it(path, mode):
    KeyRing.fresh().write(path)
    path.chmod(mode)

    with pytest.raises(KeyFileError, match=f"chmod 400 {path}"):
        KeyRing.read(path)


def test_a_missing_file_is_told_apart_from_a_damaged_one(path):
    with pytest.raises(KeyFileError, match="missing"):
        KeyRing.read(path)


def test_a_file_of_another_account_is_not_called_damaged(path, monkeypatch):
    """Whoever puts back an older copy over a whole file loses the keys since."""
    KeyRing.fresh().write(path)

    def refuse(*_how):
        raise PermissionError

    monkeypatch.setattr("wellbeing.key_ring.Path.read_text", refuse)

    with pytest.raises(KeyFileError, match="may not be read by this account"):
        KeyRing.read(path)


def test_a_folder_is_not_to_be_closed_but_named_rightly(path):
    path.mkdir(parents=True)

    with pytest.raises(KeyFileError, match="is a folder"):
        KeyRing.read(path)


def damaged():
    whole = json.loads(json.dumps(KeyRing.fresh()._as_text()))
    yield "", "empty"
    yield "[]", "a list"
    yield "{", "cut off"
    yield json.dumps({key: value for key, value in whole.items() if key != "row_key"}), "no row key"
    yield json.dumps(whole | {"active": "k9"}), "unknown active key"
    yield json.dumps(whole | {"session_key": "c2hvcnQ="}), "short key"
    yield json.dumps(whole | {"session_key": "!" * 44}), "not base64"
    yield json.dumps(whole | {"session_key": "A" * 43 + "="}), "a key that nobody drew"
    typed = base64.b64encode(b"correct horse battery staple 123").decode()
    yield json.dumps(whole | {"session_key": typed}), "a key that somebody typed"
    yield json.dumps(whole | {"wrapping": []}), "no wrapping keys"
    yield json.dumps(whole | {"wrapping": {"k1": None}}), "an empty key"


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for text, name in damaged()])
def test_a_damaged_file_is_refused_in_one_line_without_its_content(path, text):
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    path.chmod(0o400)

    with pytest.raises(KeyFileError, match="damaged") as refusal:
        KeyRing.read(path)

    assert "\n" not in str(refusal.value)


def another_key(text, path, name):
    """Give one letter of a key another value: still a key by its looks."""
    inner = text[path] if path else text
    inner[name] = inner[name][:5] + ("A" if inner[name][5] != "A" else "B") + inner[name][6:]


@pytest.mark.parametrize(
    ("where", "name"),
    [("wrapping", "k1"), ("", "row_key"), ("", "session_key"), ("", "audit_key")],
)
def test_one_changed_letter_of_any_key_is_never_taken_for_the_right_key(path, where, name):
    KeyRing.fresh().write(path)
    text = json.loads(path.read_text("utf-8"))
    another_key(text, where, name)
    path.chmod(0o600)
    path.write_text(json.dumps(text), "utf-8")
    path.chmod(0o400)

    with pytest.raises(KeyFileError, match="damaged or was changed by hand"):
        KeyRing.read(path)


def test_a_file_of_the_first_version_is_read_and_gets_a_check_with_the_next_change(path):
    ring = KeyRing.fresh()
    ring.write(path)
    text = json.loads(path.read_text("utf-8"))
    del text["check"]
    path.chmod(0o600)
    path.write_text(json.dumps(text), "utf-8")
    path.chmod(0o400)

    assert KeyRing.read(path) == ring
    assert not has_check(path)
    ring.with_new_active().write(path)
    assert has_check(path)


@pytest.fixture
def elsewhere(monkeypatch, tmp_path):
    """A key file that belongs to another account."""
    owner = SimpleNamespace(st_uid=os.getuid() + 1, st_gid=os.getgid() + 1)
    monkeypatch.setattr("wellbeing.key_ring.Path.stat", lambda _path: owner)
    return tmp_path / "keys.json"


def test_a_changed_file_stays_with_whom_it_belonged(monkeypatch, tmp_path, elsewhere):
    given = []
    monkeypatch.setattr("wellbeing.key_ring.os.fchown", lambda *whose: given.append(whose))

    with (tmp_path / "draft").open("w") as file:
        _give_to_owner_of(elsewhere, file.fileno())

    assert [whose[1:] for whose in given] == [(os.getuid() + 1, os.getgid() + 1)]


def test_who_may_not_leave_it_to_its_owner_changes_nothing(monkeypatch, tmp_path, elsewhere):
    def refuse(*_whose):
        raise PermissionError

    monkeypatch.setattr("wellbeing.key_ring.os.fchown", refuse)

    with (
        (tmp_path / "draft").open("w") as file,
        pytest.raises(KeyFileError, match="another account"),
    ):
        _give_to_owner_of(elsewhere, file.fileno())


def test_two_changes_are_never_made_at_once(path):
    KeyRing.fresh().write(path)

    another = one_change_at_a_time(path)
    with one_change_at_a_time(path), pytest.raises(KeyFileError, match="Another change"):
        another.__enter__()
    with one_change_at_a_time(path):
        KeyRing.read(path).with_new_active().write(path)


def test_a_file_from_before_the_audit_log_says_what_to_do(path):
    KeyRing.fresh().write(path)
    text = json.loads(path.read_text("utf-8"))
    del text["audit_key"], text["check"]
    path.chmod(0o600)
    path.write_text(json.dumps(text), "utf-8")

    with pytest.raises(KeyFileError, match=r"holds no audit_key\. Put back a newer copy"):
        KeyRing.read(path)

    # As docs/operating.md says.
    subprocess.run([sys.executable, "-c", how_to_add_one(), path], check=True)
    assert KeyRing.read(path).row_key
    assert len(KeyRing.read(path).audit_key) == KEY_BYTES


def how_to_add_one():
    text = (ROOT / "docs" / "operating.md").read_text("utf-8")
    (found,) = re.findall(r"(?s)python3 -c '([^']*audit_key[^']*)' FILE", text)
    return found
