"""A backup that is put back on an empty machine is the same organisation, and publishes nothing."""

import stat
from datetime import date
from io import StringIO

import pytest
from sqlalchemy.orm import Session

from tests.support.backup_operator import FIRST, SECOND, Operator, tables
from tests.support.databases import SQLITE
from tests.support.press import publication
from wellbeing.accounts.rows import LinkRow
from wellbeing.accounts.sign_in_store import add_link
from wellbeing.backup import operator_key
from wellbeing.cli import parser, run
from wellbeing.clock import StandingClock
from wellbeing.commands import publish, restore
from wellbeing.commands.common import any_settings_of
from wellbeing.database import Journal, make_engine, writing
from wellbeing.lease import raise_fence, take_lease
from wellbeing.ledger import service as ledger
from wellbeing.scheduler_rows import LeaseRow
from wellbeing.settings import Settings
from wellbeing.sharing.rows import SharedRow

on_one = pytest.mark.parametrize("database", [SQLITE], indirect=True)
# What a restore changes, and has to: see wellbeing/restoring/settling.py.
CHANGED = {"lease", "job_run", "release_note", "published_window", "publishing_witness"}
CHANGED |= {"audit_event", "audit_head"}
A_LATE_DAY = date(9000, 1, 1)


def lease_of(settings: Settings) -> int:
    engine = make_engine(settings.database_url)
    with Session(engine) as session:
        fence = session.query(LeaseRow.fence).scalar()
    engine.dispose()
    return int(fence)


def ledger_of(settings: Settings) -> tuple[frozenset[str], int]:
    """Return the windows that never come out, and the highest number of a lease."""
    engine = make_engine(settings.ledger_url, Journal.LEDGER)
    with Session(engine) as session:
        found = frozenset(map(str, ledger.not_released(session))), ledger.highest_fence(session)
    engine.dispose()
    return found


def place_of(settings: Settings) -> str:
    engine = make_engine(settings.ledger_url, Journal.LEDGER)
    with Session(engine) as session:
        found = ledger.place(session)
    engine.dispose()
    return found


def restore_at(operator: Operator, now) -> None:
    parts = ["restore", "--private-key", str(operator.key), "--from", str(operator.to)]
    arguments = parser().parse_args([*parts, "--key-file", str(operator.database.key_file)])
    restore.act(arguments, StandingClock(now))


def test_everything_comes_back_and_the_machine_needs_nothing_else(operator, capsys):
    own = operator.database.data / "content" / "crisis"
    own.mkdir(parents=True)
    (own / "wales.toml").write_text("# ours\n")
    operator.back_up()
    before = tables(operator.settings)
    with operator.works.session() as session, writing(session):
        session.query(LeaseRow).delete()

    with operator.elsewhere() as empty:
        assert operator.restore() == 0
        after = tables(any_settings_of(empty.data))

        assert {name for name in before if before[name] != after[name]} <= CHANGED
        assert len(before["check_in"]) == 4
        assert (empty.data / "content" / "crisis" / "wales.toml").read_text() == "# ours\n"
        assert stat.S_IMODE(empty.data.stat().st_mode) == 0o700
        assert not (empty.data / ".restoring").exists()
        assert run(["keys", "status"]) == 0
        assert run(["ledger", "verify"]) == 0
    assert "--confirm-moved" in capsys.readouterr().out


def test_nothing_comes_out_until_somebody_confirms_and_what_closed_since_never_does(
    operator, capsys
):
    operator.back_up()
    # Not in the backup, and out in the copy that was lost.
    operator.works.publish(publication(SECOND))

    with operator.elsewhere() as empty:
        restore_at(operator, publication(SECOND))
        settings = any_settings_of(empty.data)
        assert ledger_of(settings)[0] == {str(SECOND.name)}

        assert run(["publish", "--dry-run"]) == 1
        assert "--confirm-moved" in capsys.readouterr().err
        publish.act(
            parser().parse_args(["publish", "--confirm-moved"]), StandingClock(publication(SECOND))
        )
        publish.act(parser().parse_args(["publish"]), StandingClock(publication(SECOND)))

        assert "closed 0 windows" in capsys.readouterr().out
        assert str(SECOND.name) in ledger_of(settings)[0]


@on_one
def test_that_it_was_put_back_is_written_down_and_not_left_to_chance(operator):
    operator.back_up()

    with operator.elsewhere() as empty:
        restore_at(operator, publication(FIRST))

        assert run(["publish"]) == 1
        # Not a place that another machine, or this one, could have by chance.
        assert place_of(any_settings_of(empty.data)).startswith("put back from the backup")


@on_one
def test_the_number_of_the_lease_goes_above_all_that_is_known_of(operator):
    with operator.works.session() as session:
        take_lease(session, "a timetable")
        raise_fence(session, 700)
    # The ledger may have seen a higher one than an older database.
    operator.works.publish(publication(SECOND), fence=900)
    operator.back_up()

    with operator.elsewhere() as empty:
        restore_at(operator, publication(SECOND))
        settings = any_settings_of(empty.data)

        assert lease_of(settings) > 900
        assert ledger_of(settings)[1] > 900


@on_one
def test_the_lease_of_the_lost_machine_is_not_waited_for(operator):
    with operator.works.session() as session:
        take_lease(session, "a timetable that was lost")
    operator.back_up()

    with operator.elsewhere() as empty:
        operator.restore()
        engine = make_engine(any_settings_of(empty.data).database_url)
        with Session(engine) as session:
            assert take_lease(session, "a new one") is not None
        engine.dispose()


@on_one
def test_links_and_what_was_shared_if_ended_since_open_nothing(operator):
    with operator.works.session() as session, writing(session):
        add_link(session, b"t" * 32, "red-0", publication(FIRST))
        sealed = {"owner": b"o" * 32, "sealed": b"s", "words": b"w"}
        session.add(SharedRow(id="f" * 32, reader=b"r" * 32, until=A_LATE_DAY, **sealed))
    operator.back_up()

    with operator.elsewhere() as empty:
        operator.restore()
        engine = make_engine(any_settings_of(empty.data).database_url)
        with Session(engine) as session:
            assert session.query(LinkRow).count() == 0
            (shared,) = session.query(SharedRow)
            assert (shared.reader, shared.until < A_LATE_DAY) == (None, True)
        engine.dispose()


@on_one
def test_a_private_key_with_a_passphrase_can_be_piped_in(operator, monkeypatch):
    operator.back_up()
    passphrase = operator.folder / "passphrase"
    passphrase.write_text("a good one\n")
    monkeypatch.setattr(operator_key, "COST", 2**4)
    written = operator.private.as_text("a good one")

    with operator.elsewhere():
        monkeypatch.setattr("sys.stdin", StringIO(written))
        places = ["--from", str(operator.to), "--key-file", str(operator.database.key_file)]
        asked = ["restore", "--private-key", "-", "--passphrase-file", str(passphrase), *places]

        assert run(asked) == 0


@on_one
def test_the_key_store_of_a_newer_backup_opens_older_data_and_keeps_erased_keys_out(
    operator, capsys
):
    old = operator.back_up()
    operator.works.vault.destroy("red-0")
    new = operator.back_up()
    (operator.to / old / "keys.sealed").unlink()

    with operator.elsewhere() as empty:
        assert operator.restore("--backup", old) == 1
        assert "--keys-of" in capsys.readouterr().err
        assert operator.restore("--backup", old, "--keys-of", new) == 0

        found = tables(any_settings_of(empty.data))
        assert len(found["check_in"]) == 4
        assert len(found["data_key"]) == len(tables(operator.settings)["data_key"])


@on_one
def test_an_older_key_store_is_never_put_to_newer_data(operator, capsys):
    old, new = operator.back_up(), operator.back_up()
    old, new = sorted((old, new))
    manifest = operator.to / old / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"made_at": "2', '"made_at": "1'))

    with operator.elsewhere():
        assert operator.restore("--backup", new, "--keys-of", old) == 1

    assert "not older than the data" in capsys.readouterr().err
