"""Every setting with which the service does not start: one refusal each, told by `doctor` with what to do."""

import re
import secrets
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.support.databases import on_sqlite
from tests.support.house import prepare
from tests.support.source import ROOT
from tests.support.world import NOW, settle
from wellbeing.app import create_app
from wellbeing.audit import service as audit
from wellbeing.cli import EXPECTED, line_for, run
from wellbeing.clock import SystemClock
from wellbeing.commands import doctor, doctor_unsafe
from wellbeing.commands.common import BAD_USE, opened
from wellbeing.commands.doctor_going_live import OPEN
from wellbeing.commands.doctor_unsafe import STANDBY
from wellbeing.commands.serve import prepared, refuse_unsafe
from wellbeing.content.loader import content
from wellbeing.database import HOUSE_RULES, WRITES, make_engine
from wellbeing.disclosure import Parameters
from wellbeing.keeping_settings import read_keeping
from wellbeing.key_ring import KeyRing
from wellbeing.records import erasure_list
from wellbeing.records.erasure_list import Erased
from wellbeing.sealed import Vault
from wellbeing.settings import Mail

HEADING = "### Settings that stop the start"


@pytest.fixture
def settings(tmp_path):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    return prepare(on_sqlite(data))


@pytest.fixture
def settled(settings):
    with opened(settings) as (session, _vault):
        settle(session)
    return settings


def of_another_organisation(settings, _patch):
    engine, vault = (
        make_engine(settings.database_url),
        Vault(KeyRing.fresh(), make_engine("sqlite://")),
    )
    scribe = audit.Scribe(vault, audit.by_command(), NOW.date())
    with Session(engine) as session:
        scribe.note_first(session, audit.Act(audit.Kind.ORGANISATION_FOUNDED))
    return settings


def without_numbers(settings, _patch):
    own = settings.data / "content" / "crisis"
    own.mkdir(parents=True)
    (own / "england.toml").write_text("contacts = []\n")
    content.cache_clear()
    return settings


def debug(settings, patch):
    patch.setenv("FLASK_DEBUG", "1")
    return settings


def typed_secret(settings, _patch):
    replace(KeyRing.fresh(), session_key=b"0123456789" * 3 + b"01").write(settings.key_file)
    return settings


def open_key_file(settings, _patch):
    settings.key_file.chmod(0o440)
    return settings


def keys_in_the_data_folder(settings, _patch):
    return replace(settings, key_file=settings.key_file.rename(settings.data / "keys.json"))


def keys_in_the_database(settings, _patch):
    return replace(settings, keys_url=settings.database_url + "?cache=shared")


def keys_beside_a_database_elsewhere(settings, _patch):
    elsewhere = settings.key_file.parent / "wellbeing.db"
    return replace(settings, database_url=f"sqlite:///{elsewhere}")


def keys_in_the_backups(settings, _patch):
    backup = replace(settings.backup, folder=settings.key_file.parent.resolve())
    return replace(settings, backup=backup)


def open_folder(settings, _patch):
    settings.data.chmod(0o755)
    return settings


def no_tls(settings, _patch):
    return replace(settings, host="0.0.0.0")


def wal_with_the_bug(settings, patch):
    patch.setattr("wellbeing.database._journal_of", lambda _journal: ("WAL", "FULL"))
    patch.setattr("wellbeing.commands.doctor_unsafe.SAFE_JOURNALS", {"truncate"})
    return settings


def not_flushed(settings, patch):
    patch.setattr("wellbeing.database._journal_of", lambda _journal: ("TRUNCATE", "NORMAL"))
    return settings


def mapped(settings, patch):
    patch.setitem(HOUSE_RULES, "mmap_size", "1048576")
    return settings


def on_a_network(settings, patch):
    mounts = settings.data.parent / "mounts"
    mounts.write_text(
        "1 0 0:1 / / rw - ext4 /dev/sda rw\n" + f"2 1 0:2 / {settings.data} rw - nfs4 a:/b rw\n"
    )
    patch.setattr(doctor_unsafe, "MOUNTS", mounts)
    return settings


def without_references(settings, patch):
    patch.setitem(HOUSE_RULES, "foreign_keys", "OFF")
    return settings


def kept_too_long(settings, _patch):
    return replace(settings, keeping=read_keeping({"WELLBEING_KEEP_AUDIT_DAYS": "732"}))


def mail_in_the_open(settings, _patch):
    mail = Mail(host="mail.example.org", sender="a@example.org", security="none")
    return replace(settings, mail=mail)


# number in reliability.md 5.7, and in docs/operating.md: what is done, and the line of `doctor`
FINDINGS = {
    "1": (debug, "no debug mode"),
    "2": (typed_secret, "key file"),
    "2b": (of_another_organisation, "key file belongs to the database"),
    "3": (open_key_file, "key file"),
    "4": (keys_in_the_data_folder, "key file outside the data folder"),
    "4b": (keys_in_the_database, "key store apart from the database"),
    "4c": (keys_beside_a_database_elsewhere, "key file outside the data folder"),
    "5": (keys_in_the_backups, "key file outside the folders of backups"),
    "6": (open_folder, "data folder closed to others"),
    "7": (no_tls, "encrypted connections, or this machine only"),
    "10": (wal_with_the_bug, "SQLite with a journal that survives a power cut"),
    "11": (not_flushed, "SQLite waits for the disk"),
    "12": (mapped, "SQLite writes no mapped memory"),
    "13": (on_a_network, "SQLite on a disk of this machine"),
    "14": (without_references, "SQLite keeps what rows refer to"),
    "19": (kept_too_long, "nothing is kept longer than usual without a name and a reason"),
    "20": (without_numbers, "words in content/ can be used"),
    "21": (mail_in_the_open, "mail leaves encrypted"),
}


@pytest.mark.parametrize("number", FINDINGS)
def test_the_start_is_refused_and_doctor_says_what_to_do(settings, number, monkeypatch):
    spoil, name = FINDINGS[number]
    refuse_unsafe(settings)

    spoiled = spoil(settings, monkeypatch)

    with pytest.raises(Exception, match=re.escape(name)) as refused:
        refuse_unsafe(spoiled)
    assert isinstance(refused.value, EXPECTED)
    assert "\n" not in line_for(refused.value)
    (found,) = [one for check in doctor.STOPPING if (one := check(spoiled)).name == name]
    assert (found.well, bool(found.advice)) == (False, True)


@pytest.mark.parametrize("command", ["serve", "scheduler"])
def test_both_commands_that_start_something_look_first(settings, command, monkeypatch, capsys):
    for begins in ("serve.run_service", "scheduler.tick_until"):
        monkeypatch.delattr(f"wellbeing.commands.{begins}")
    monkeypatch.setenv("WELLBEING_KEY_FILE", str(settings.key_file))
    debug(settings, monkeypatch)

    assert run([command, "--data", str(settings.data)]) == BAD_USE
    assert capsys.readouterr().err == (
        "wellbeing: Not safe to start (no debug mode). Take FLASK_DEBUG out of the environment of the "
        "service.\n"
    )


def test_every_check_that_stops_the_start_stands_in_the_table_and_is_tried_here(settings):
    stopping = {check(settings).name for check in doctor.STOPPING}
    told = {one.name for one in doctor.examine(settings)}

    assert stopping == {name for _, name in FINDINGS.values()} | {STANDBY}
    assert set(doctor.STOPPING) <= set(doctor.CHECKS)
    by_a_check = {number.rstrip("bc") for number in FINDINGS} | {"15"}
    assert stopping == {name for number, name in table() if number in by_a_check} - {OPEN}
    assert {name for _, name in table()} <= told | {"-", OPEN}
    assert list(dict(table())) == [str(number) for number in range(1, 23)]


def table():
    """Return the rows of the table in docs/operating.md; a row may name two lines of `doctor`."""
    written = (ROOT / "docs" / "operating.md").read_text("utf-8").split(HEADING)[1].split("\n##")[0]
    return [
        (number, line)
        for number, lines in re.findall(r"(?m)^\| (\d+) \| .+? \| (.+?) \| .+ \|$", written)
        for line in lines.split("; ")
    ]


def test_8_and_9_no_setting_takes_away_the_names_or_the_safe_cookie(settings):
    here = create_app(settings).config
    behind = create_app(replace(settings, public_url="https://wellbeing.example.org")).config

    assert here["TRUSTED_HOSTS"] == ["127.0.0.1", "localhost"]
    assert behind["TRUSTED_HOSTS"] == ["127.0.0.1", "localhost", "wellbeing.example.org"]
    assert (behind["SESSION_COOKIE_NAME"], behind["SESSION_COOKIE_SECURE"]) == ("__Host-s", True)


def starts(settings):
    prepared(settings, SystemClock())


def test_16_a_schema_of_a_later_version_is_refused(settled):
    engine = make_engine(settled.database_url)
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.execute(text("UPDATE version_of_main SET version_num = '9999'"))
        connection.commit()
    engine.dispose()

    with pytest.raises(EXPECTED, match="later version"):
        starts(settled)
    assert "later version" in doctor.schema(settled).advice


def test_17_a_list_of_erasures_that_is_newer_than_the_database_is_refused(settled):
    ring = KeyRing.read(settled.key_file)
    today = SystemClock().now().date()
    erased = Erased(secrets.token_bytes(16), secrets.token_bytes(32), today)
    erasure_list.append(settled.erasures, erased, ring.address)

    with pytest.raises(EXPECTED, match="put-right"):
        starts(settled)


def test_18_no_setting_makes_groups_smaller_than_eight():
    with pytest.raises(ValueError, match="smallest_group"):
        Parameters(smallest_group=7)


def test_22_a_policy_that_cannot_be_read_decides_nothing_and_the_last_good_one_goes_on(
    settled, tmp_path
):
    starts(settled)
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "broken.toml").write_text("not a policy")
    broken = replace(settled, policies=tmp_path / "shipped")

    starts(broken)

    assert "policy as agreed" in [one.name for one in doctor.examine(broken) if not one.well]
