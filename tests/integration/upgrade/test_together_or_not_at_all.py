"""Several that start at once, and what stops half-way: one process changes all databases, or none does."""

import os
import signal

import pytest
from sqlalchemy import text

from tests.support import proofs, revisions
from tests.support.databases import SQLITE
from tests.support.many_rows import facts
from wellbeing.cli import run
from wellbeing.key_ring import KeyRing
from wellbeing.migrations import copies
from wellbeing.migrations.runner import SchemaError, is_current, stores, upgrade_all

ON_SQLITE = pytest.mark.parametrize("empty_database", [SQLITE], indirect=True)


def test_several_that_start_at_once_change_the_databases_once(settings, tmp_path, monkeypatch):
    told = tmp_path / "told"
    # It takes longer than anybody waits for a database that somebody else writes to.
    monkeypatch.setattr("wellbeing.database.BUSY_MS", 100)
    line = f'\n    __import__("time").sleep(0.5)\n    with open({str(told)!r}, "a") as file:\n        file.write("once\\n")\n'
    body = revisions.MAIN.replace("def upgrade():\n", f"def upgrade():{line}", 1)
    bodies = {**revisions.BODIES, "main": body}
    revisions.use(monkeypatch, revisions.next_version(tmp_path, bodies))

    children = [_begun(settings) for _ in range(4)]

    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 4
    assert told.read_text() == "once\n"
    assert is_current(settings)


def _begun(settings) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            upgrade_all(settings)
            status = 0 if is_current(settings) else 1
        finally:
            os._exit(status)
    return child


@proofs.cases("broken", {"ledger": "ledger"}, {"main": "main", "keys": "keys"})
def test_where_one_step_fails_all_databases_stay_as_they_were(
    settings, tmp_path, monkeypatch, broken
):
    before, at = facts(settings), revisions.found_in(settings)
    body = revisions.BODIES[broken].replace(
        "\n\ndef downgrade", '\n    raise ValueError("broken here")\n\ndef downgrade'
    )
    bodies = {**revisions.BODIES, broken: body}
    revisions.use(monkeypatch, revisions.next_version(tmp_path, bodies))

    with pytest.raises(ValueError, match="broken here"):
        upgrade_all(settings)

    assert (revisions.found_in(settings), facts(settings)) == (at, before)
    assert not (settings.data / copies.FOLDER).exists()


@ON_SQLITE
def test_rows_that_would_refer_to_nothing_keep_the_databases_as_they_were(
    settings, tmp_path, monkeypatch
):
    before = facts(settings)
    body = (
        '\ndef upgrade():\n    op.execute("DELETE FROM person")\n\n\ndef downgrade():\n    pass\n'
    )
    bodies = {**revisions.BODIES, "main": body}
    revisions.use(monkeypatch, revisions.next_version(tmp_path, bodies))

    with pytest.raises(SchemaError, match="Nothing was changed"):
        upgrade_all(settings)

    assert facts(settings) == before


@ON_SQLITE
def test_without_room_for_copies_nothing_begins_and_it_is_said(settings, monkeypatch):
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr("wellbeing.migrations.copies.shutil.disk_usage", lambda _place: usage)

    with pytest.raises(SchemaError, match="MB of free disk"):
        upgrade_all(settings)

    assert not is_current(settings)


@ON_SQLITE
def test_while_the_earlier_version_still_writes_it_is_said(settings, monkeypatch):
    monkeypatch.setattr("wellbeing.database.BUSY_MS", 50)
    engine = stores(settings)[1].engine()
    with engine.connect().execution_options(wellbeing_writes=True) as writer:
        writer.execute(text("SELECT 1"))
        with pytest.raises(SchemaError, match="Stop every process of the earlier version"):
            upgrade_all(settings)
    engine.dispose()

    upgrade_all(settings)
    assert is_current(settings)


@ON_SQLITE
def test_a_change_of_keys_that_finds_an_earlier_version_does_not_wait_for_itself(
    settings, monkeypatch
):
    # As in a sample: both turns are taken on the folder of the data.
    ring = settings.key_file.rename(settings.data / "key-file.json")
    monkeypatch.setenv("WELLBEING_KEY_FILE", str(ring))

    child = os.fork()
    if child == 0:
        signal.alarm(20)
        os._exit(run(["keys", "rotate", "--data", str(settings.data)]))

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert KeyRing.read(ring).active == "k2"
    assert is_current(settings)
