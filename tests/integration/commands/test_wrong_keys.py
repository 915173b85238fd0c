"""A key file or key store that is missing, wrong or half-way changed: nothing starts, nothing is lost."""

import json
import shutil
from dataclasses import replace
from itertools import islice

import pytest

from tests.support.world import settle
from wellbeing.cli import EXPECTED, line_for
from wellbeing.clock import SystemClock
from wellbeing.commands.common import opened
from wellbeing.commands.serve import prepared
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import Label

LABEL = Label("kit", b"r" * 32)
PEOPLE = ("ann", "ben", "cat", "dan")


class Installation:
    """Keys that sealed something, and what an operator may do wrong with them."""

    def __init__(self, settings, aside):
        self.settings, self.file, self.aside = settings, settings.key_file, aside
        with opened(settings) as (session, vault):
            settle(session)
            self.sealed = {name: vault.box(name).seal(name.encode(), LABEL) for name in PEOPLE}
        shutil.copy2(self.file, aside / "k1.json")

    @property
    def ring(self):
        return KeyRing.read(self.file)

    def rotate(self, steps=None):
        """Change the keys, whole or for so many of them."""
        ring = self.ring.with_new_active()
        ring.write(self.file)
        with opened(self.settings) as (_session, vault):
            list(islice(vault.rewrap(ring), steps))
        shutil.copy2(self.file, self.aside / "k2.json")

    def put(self, written):
        self.file.chmod(0o600)
        self.file.write_bytes(written)
        self.file.chmod(0o400)

    def put_older(self):
        self.put((self.aside / "k1.json").read_bytes())

    def starts(self):
        try:
            prepared(self.settings, SystemClock())
        except EXPECTED as error:
            return "\n" in line_for(error)
        return True

    def is_whole(self):
        with opened(self.settings) as (_session, vault):
            opens = [vault.box(name).open(self.sealed[name], LABEL) for name in PEOPLE]
        return opens == [name.encode() for name in PEOPLE]


def missing(at):
    at.file.unlink()


def missing_with_its_folder(at):
    at.settings = replace(at.settings, key_file=at.aside / "nowhere" / "keys.json")


def of_another_installation(at):
    KeyRing.fresh().write(at.file)


def open_to_others(at):
    at.file.chmod(0o440)


def cut_off(at):
    at.put(at.file.read_bytes()[:-20])


def empty(at):
    at.put(b"")


def changed_in_one_letter(at):
    ring = at.ring
    key = bytes([ring.wrapping["k1"][0] ^ 1]) + ring.wrapping["k1"][1:]
    replace(ring, wrapping={"k1": key}).write(at.file)


def from_before_a_change(at):
    at.rotate()
    at.put_older()


def from_before_a_change_that_is_half_way(at):
    at.rotate(steps=1)
    at.put_older()


def with_another_key_of_the_same_name(at):
    at.rotate(steps=1)
    at.put_older()
    at.ring.with_new_active().write(at.file)


def without_the_key_store(at):
    (at.settings.data / "keys.db").rename(at.aside / "keys.db")


def of_a_change_that_was_only_begun(at):
    at.ring.with_new_active().write(at.file)
    shutil.copy2(at.file, at.aside / "k2.json")


def of_a_change_that_is_half_way(at):
    at.rotate(steps=1)


REFUSED = (
    missing,
    missing_with_its_folder,
    of_another_installation,
    open_to_others,
    cut_off,
    empty,
    changed_in_one_letter,
    from_before_a_change,
    from_before_a_change_that_is_half_way,
    with_another_key_of_the_same_name,
    without_the_key_store,
)
TAKEN = (of_a_change_that_was_only_begun, of_a_change_that_is_half_way)


@pytest.fixture
def installation(settings, tmp_path, monkeypatch):
    monkeypatch.setattr("wellbeing.sealed.CHUNK", 2)
    aside = tmp_path / "aside"
    aside.mkdir()
    return Installation(settings, aside)


@pytest.mark.parametrize("fault", REFUSED)
def test_with_a_wrong_key_nothing_starts_and_the_right_one_opens_everything_again(
    installation, fault
):
    right = installation.settings
    fault(installation)

    assert not installation.starts()

    installation.settings = right
    newest = max(installation.aside.glob("k*.json"), key=lambda path: path.name)
    kept = installation.aside / "keys.db"
    if kept.exists():
        shutil.move(kept, right.data / "keys.db")
    installation.file.unlink(missing_ok=True)
    shutil.copy2(newest, installation.file)
    assert installation.is_whole()
    assert installation.starts()


@pytest.mark.parametrize("state", TAKEN)
def test_with_the_right_key_it_starts_however_far_a_change_has_come(installation, state):
    state(installation)

    assert installation.starts()
    assert installation.is_whole()


def test_the_names_of_keys_are_never_given_twice(installation):
    ring = installation.ring.with_new_active().with_new_active()
    older = replace(
        ring, wrapping={name: key for name, key in ring.wrapping.items() if name != "k1"}
    )

    assert set(json.loads(json.dumps(older._as_text()))["wrapping"]) == {"k2", "k3"}
    assert older.with_new_active().active == "k4"
