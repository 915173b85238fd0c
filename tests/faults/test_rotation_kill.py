"""A change of keys is killed again and again while another process goes on: everything still opens."""

import signal
from os import kill
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from tests.support import proofs
from tests.support.points import KILLED, begun, die_at, ended
from tests.support.rotating import POINTS, Keys
from wellbeing.commands import keys
from wellbeing.commands.common import opened
from wellbeing.key_ring import KeyFileError, KeyRing
from wellbeing.sealed import SealBrokenError, Vault

A_MINUTE = 60
MEANWHILE = "data keys made meanwhile by another process"


@pytest.fixture
def installation(database, tmp_path, monkeypatch):
    monkeypatch.setattr("wellbeing.sealed.CHUNK", proofs.size(8, 100))
    installation = Keys(database, tmp_path)
    installation.plant(proofs.size(40, 2_000))
    return installation


def killed(installation, number):
    """Kill a change of keys at a point, or at a moment that nobody chose; say whether it was killed."""
    if number % 2:
        point = POINTS[number // 2 % len(POINTS)]
        how = die_at(point, installation.rotate, installation.folder, installation.stores)
        return how == KILLED, point.name, how
    child = begun(installation.rotate)
    Event().wait(number * 37 % 100 / proofs.size(1_500, 300))
    kill(child, signal.SIGKILL)
    how = ended(child)
    return how == KILLED, "any moment", how


@pytest.mark.slow
def test_killed_while_another_process_goes_on_nothing_is_unreadable(
    installation, database, record_property
):
    wanted, tries = proofs.size(8, 100), 0
    kills: dict[str, int] = {}
    worker = begun(installation.go_on_meanwhile)
    unreadable = old_at_the_end = finished = 0
    while sum(kills.values()) < wanted:
        was_killed, name, how = killed(installation, tries)
        tries += 1
        assert how in {KILLED, 0}
        kills[name] = kills.get(name, 0) + was_killed
        unreadable += len(installation.unreadable())
        if how == 0:
            finished += 1
            old_at_the_end += installation.on_old_keys()
    installation.rotate()
    old_at_the_end += installation.on_old_keys()
    installation.stop.touch()
    worker_ended = ended(worker)
    old_at_the_end += installation.on_old_keys()
    unreadable += len(installation.unreadable())

    figures = {
        "data keys at first": len(installation.sealed),
        "data keys made meanwhile by another process": len(
            installation.diary.read_text().split("\n")
        )
        - 1,
        "killed": sum(kills.values()),
        "killed at": kills,
        "ended by themselves": finished,
        "unreadable rows": unreadable,
        "rows on an old key after a change that ended": old_at_the_end,
    }
    proofs.report_part(record_property, "rotation", f"killed, {database.kind}", figures)
    assert (unreadable, old_at_the_end, worker_ended) == (0, 0, 0)
    assert figures[MEANWHILE]


def test_ten_thousand_people_within_a_minute(database, tmp_path, record_property):
    people = proofs.size(500, 10_000)
    installation = Keys(database, tmp_path)
    installation.plant(people)

    began = monotonic()
    installation.rotate()
    seconds = monotonic() - began

    figures = {"people": people, "seconds": round(seconds, 2)}
    proofs.report_part(record_property, "rotation", f"to its end, {database.kind}", figures)
    assert installation.on_old_keys() == 0
    assert seconds <= A_MINUTE


def test_written_in_the_wrong_order_a_kill_would_leave_rows_that_nobody_can_open(installation):
    """The control: data keys wrapped with a key that stands in no file yet."""

    def sabotaged(tell):
        with opened(installation.settings) as (_session, vault):
            ring = KeyRing.read(installation.settings.key_file).with_new_active()
            for _count in vault.rewrap(ring):
                tell(keys.Point.SOME)
            ring.write(installation.settings.key_file)

    assert die_at(POINTS[4], sabotaged, installation.folder, installation.stores) == KILLED

    with pytest.raises(SealBrokenError):
        installation.unreadable()


def test_two_changes_at_once_are_one_after_the_other(installation):
    child = begun(lambda: installation.rotate(lambda _point: Event().wait(0.05)))
    while KeyRing.read(installation.settings.key_file).active == "k1":
        Event().wait(0.01)

    with pytest.raises(KeyFileError, match="Another change of keys"):
        installation.rotate()

    assert ended(child) == 0
    assert installation.unreadable() == []
    assert installation.on_old_keys() == 0


def test_a_process_that_runs_wraps_what_is_new_with_the_new_key(installation):
    """Nothing made it read the key file again: it has met no row of the new key."""
    changed = installation.folder / "changed"

    def run():
        with installation.vault() as (vault, _session):
            (installation.folder / "runs").touch()
            wait_for(changed)
            vault.box("late")

    child = begun(run)
    wait_for(installation.folder / "runs")
    installation.rotate()
    changed.touch()

    assert ended(child) == 0
    assert installation.on_old_keys() == 0


class Slow(Vault):
    """Pauses after it has looked for a newer key, and before it writes."""

    pauses_at = Path()

    def _read_newer(self):
        super()._read_newer()
        self.pauses_at.touch()
        Event().wait(0.5)


def test_a_change_waits_for_a_data_key_that_is_being_made_with_the_old_one(
    installation, monkeypatch
):
    monkeypatch.setattr("tests.support.rotating.Vault", Slow)
    monkeypatch.setattr(Slow, "pauses_at", installation.folder / "pauses")

    def run():
        with installation.vault() as (vault, _session):
            vault.box("late")

    child = begun(run)
    wait_for(Slow.pauses_at)
    installation.rotate()

    assert installation.on_old_keys() == 0
    assert ended(child) == 0
    assert installation.on_old_keys() == 0


def wait_for(path):
    while not path.exists():
        Event().wait(0.01)
