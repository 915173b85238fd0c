"""Databases in places where what was acknowledged could be lost: a network disk, a standby that is behind."""

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text

from tests.support.databases import on_postgres, on_sqlite, settings_of
from tests.support.house import prepare
from wellbeing.commands.doctor import STOPPING
from wellbeing.commands.doctor_keys import stores_apart
from wellbeing.commands.doctor_unsafe import ACCEPTED, STANDBY, fail_over, file_system


def test_a_standby_that_may_lack_what_was_acknowledged_is_refused(
    postgres_server, tmp_path, monkeypatch
):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    with on_postgres(postgres_server, data) as database:
        settings = prepare(database)
        assert fail_over(settings).well
        with standby_named(postgres_server):
            found = fail_over(settings)
            monkeypatch.setenv("WELLBEING_ACCEPTED_LOSS", ACCEPTED)
            accepted = fail_over(settings)

    assert (found.name, found.well) == (STANDBY, False)
    assert "remote_apply" in found.advice
    assert fail_over in STOPPING
    assert (accepted.well, accepted.mark) == (True, "NOTE")


@contextmanager
def standby_named(server):
    """Let the server know of a standby, for which commits here do not wait."""
    try:
        tell(server, "SET synchronous_standby_names = 'elsewhere'")
        yield
    finally:
        tell(server, "RESET synchronous_standby_names")


def tell(server, command):
    with server._engine.connect() as connection:
        connection.execute(text(f"ALTER SYSTEM {command}"))
        connection.execute(text("SELECT pg_reload_conf()"))
        shown = text("SELECT current_setting('synchronous_standby_names')")
        wanted = "elsewhere" if "SET s" in command and "RESET" not in command else ""
        for _ in range(500):
            if connection.scalar(shown) == wanted:
                return
            Event().wait(0.01)
    raise AssertionError("the server did not read its settings again")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/data/a.db", "nfs4"),
        ("/srv/other/a.db", "ext4"),
        ("/srv/data disk/a.db", "cifs"),
        ("/srv/data/local/a.db", "xfs"),
    ],
)
def test_the_longest_mount_tells_the_file_system(path, kind):
    mounts = (
        "1 0 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        "2 1 0:9 / /srv/data rw shared:2 - nfs4 host:/x rw\n"
        "3 2 8:2 / /srv/data/local rw - xfs /dev/sdb rw\n"
        "4 1 0:8 / /srv/data\\040disk rw - cifs //host/x rw\n"
    )

    assert file_system(Path(path), mounts) == kind


POSTGRES = "postgresql+psycopg://w"


@pytest.mark.parametrize(
    ("database", "keys"),
    [
        ("sqlite:////srv/a/w.db", "sqlite:////srv/a/../a/w.db"),
        ("sqlite:////srv/a/w.db", "sqlite:////srv/a/ledger.db"),
        (f"{POSTGRES}@localhost/w", f"{POSTGRES}:x@127.0.0.1:5432/w"),
        (f"{POSTGRES}@/w", f"{POSTGRES}@/w?host=/run/postgresql"),
        (f"{POSTGRES}@db.example.org/w", f"{POSTGRES}2@db.example.org:5432/w?application_name=k"),
    ],
)
def test_keys_in_the_database_are_found_however_its_address_is_written(tmp_path, database, keys):
    settings = replace(
        settings_of(on_sqlite(tmp_path)),
        database_url=database,
        ledger_url="sqlite:////srv/a/ledger.db",
    )

    assert stores_apart(replace(settings, keys_url=f"{POSTGRES}@db.example.org/keys")).well
    assert not stores_apart(replace(settings, keys_url=keys)).well


def test_a_server_that_does_not_answer_is_not_told_as_a_standby(tmp_path):
    settings = replace(settings_of(on_sqlite(tmp_path)), keys_url=f"{POSTGRES}@127.0.0.1:9/w")

    found = fail_over(settings)

    assert (found.well, found.advice.partition(",")[0]) == (False, "PostgreSQL does not answer")
    # It may come up yet: the start is tried again.
    assert found.may_pass
