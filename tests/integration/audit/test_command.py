"""`wellbeing audit`, the nightly job, and the page of the auditor."""

import json
import os
import pwd
from datetime import timedelta

import pytest

from tests.integration.rhythm.relays import Scripted
from tests.support.audited import TABLES, Book
from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.served import free_port
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing import job_runs
from wellbeing.audit import anchors
from wellbeing.audit.asking import asking_account
from wellbeing.audit.service import Act, Kind, Scribe, by_command
from wellbeing.cli import parser, run
from wellbeing.clock import StandingClock
from wellbeing.commands import jobs
from wellbeing.commands.common import BAD_USE, FAILED, CommandError
from wellbeing.commands.doctor_jobs import audit_whole
from wellbeing.database import writing
from wellbeing.installation import Installation
from wellbeing.readiness import AUDIT_BROKEN
from wellbeing.settings import Settings, SettingsError

BY_NAME = {who.name: who.id for who in CHARACTERS}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("audit") / "instance"
    data.mkdir(mode=0o700)
    database = on_sqlite(data)
    with opened(prepare(database), database, NOW) as home, pytest.MonkeyPatch.context() as patch:
        for name, value in home.environment.items():
            patch.setenv(name, value)
        with home.session() as session:
            settle(session)
        yield home


@pytest.fixture
def book(home):
    """A log of five events, put back as it was afterwards."""
    with home.session() as session:
        book = Book(home.settings, session, home.vault, NOW.date())
        book.write(4)
        with writing(session):
            book.scribe.note(session, Act(Kind.LOOK_REQUEST, BY_NAME["staff"]))
        session.rollback()
        yield book
        book.harm(*(f"DELETE FROM {table}" for table in TABLES))
    home.settings.audit_anchors.unlink(missing_ok=True)


def said(capsys, *words, status=0):
    capsys.readouterr()
    assert run(["audit", *words]) == status
    found = capsys.readouterr()
    return found.err if status else found.out


def each_night(*words):
    jobs.act(parser().parse_args(["jobs", "run", *words]), StandingClock(NOW))


def test_verify_says_that_all_is_whole_or_names_the_first_bad_event(book, capsys):
    assert said(capsys, "verify") == "5 events: all whole. The log ends with event 5.\n"

    book.harm("DELETE FROM audit_event WHERE number = 2")

    err = said(capsys, "verify", status=FAILED)
    assert err.startswith("wellbeing: The audit log is broken: event 2 is missing. Find out who")
    assert err.count("\n") == 1
    # Nothing hands out an anchor of a log that is broken.
    assert "event 2 is missing" in said(capsys, "anchor", status=FAILED)


def test_show_names_kinds_days_roles_and_pseudonyms(book, capsys):
    newest, *_rest = said(capsys, "show").splitlines()
    looks = json.loads(said(capsys, "show", "--json", "--most", "1"))

    assert newest.startswith("5  2026-03-04  wellbeing_lead ")
    assert ": Opened a request that somebody sent, about " in newest
    assert [(one["number"], one["kind"], one["on"]) for one in looks] == [
        (5, "look-request", "2026-03-04")
    ]
    older = json.loads(said(capsys, "show", "--json", "--before", "3"))
    assert [one["number"] for one in older] == [2, 1]
    shown = said(capsys, "show", "--json")
    assert [word for who in CHARACTERS for word in (who.id, who.work_email) if word in shown] == []


def test_an_anchor_that_lay_elsewhere_tells_of_a_log_that_was_put_back(book, capsys, tmp_path):
    held, file = book.held(), tmp_path / "anchors"
    book.write(2)
    line = said(capsys, "anchor", "--file", str(file))

    assert file.read_text("utf-8") == line
    assert "1 anchors agree with it" in said(capsys, "verify", "--anchor", str(file))
    book.put_back(held)
    assert "all whole" in said(capsys, "verify")
    err = said(capsys, "verify", "--anchor", str(file), status=FAILED)
    assert "event 6 is missing: the anchor of" in err
    for text in ("no anchor\n", '{"event": 1}\n', line.replace('"hash": "', '"hash": "00')):
        file.write_text(text, "utf-8")
        assert "a line that is no anchor" in said(
            capsys, "verify", "--anchor", str(file), status=FAILED
        )
    missing = str(tmp_path / "none" / "x")
    assert "cannot be read" in said(capsys, "verify", "--anchor", missing, status=FAILED)
    assert "cannot be written" in said(capsys, "anchor", "--file", missing, status=FAILED)


def test_an_anchor_on_paper_is_typed_back_and_compared(book, capsys, tmp_path):
    held, file = book.held(), tmp_path / "typed"
    book.write(2)
    line = said(capsys, "anchor", "--on-paper")
    file.write_text(line.upper(), "utf-8")

    assert "1 anchors agree with it" in said(capsys, "verify", "--anchor", str(file))
    book.put_back(held)
    assert "event 6 is missing" in said(capsys, "verify", "--anchor", str(file), status=FAILED)


def test_the_anchor_is_mailed_to_the_auditor(book, capsys, monkeypatch):
    with Scripted({}) as relay:
        for name, value in {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(relay._door.getsockname()[1]),
            "SMTP_SECURITY": "none",
            "MAIL_FROM": "no-reply@example.org",
            "AUDITOR_ADDRESS": "auditor@example.org",
        }.items():
            monkeypatch.setenv(f"WELLBEING_{name}", value)
        line, told = said(capsys, "anchor").splitlines()
    assert told == "It was mailed to the auditor."
    assert line.encode() in b"".join(relay.lines)
    assert b"To: auditor@example.org" in b"".join(relay.lines)
    monkeypatch.setenv("WELLBEING_SMTP_PORT", str(free_port()))
    err = said(capsys, "anchor", status=FAILED)
    assert err.startswith("wellbeing: The anchor did not leave by mail.")


def test_an_address_that_is_none_is_refused_at_the_start(home):
    wrong = {"WELLBEING_AUDITOR_ADDRESS": "Ann <ann@example.org>"}
    with pytest.raises(SettingsError, match="WELLBEING_AUDITOR_ADDRESS must be one address"):
        Settings.of(home.settings.data, Installation.new(demo=False), wrong)


def test_each_night_the_log_is_looked_at_and_its_end_kept_beside_the_key_file(home, book, capsys):
    file = home.settings.audit_anchors
    each_night("verify-audit")
    # The job by hand is an act itself.
    assert [anchor.number for anchor in anchors.read(file)] == [6]
    assert audit_whole(home.settings).well

    held = book.held()
    book.write(3)
    each_night("verify-audit")
    assert [anchor.number for anchor in anchors.read(file)] == [6, 10]
    book.put_back(held)
    with pytest.raises(CommandError, match="verify-audit did not end well"):
        each_night("verify-audit")

    assert not audit_whole(home.settings).well
    ready = home.app.test_client().get("/readyz").get_json()
    assert AUDIT_BROKEN in ready["warnings"]
    assert "found that it is not as it was written" in page(home, "auditor")
    left = home.settings.data / "left"
    assert "goes on with event 11" in said(capsys, "begin-anew", "--keep", str(left))
    assert "cannot be written" in said(capsys, "begin-anew", "--keep", str(left), status=BAD_USE)
    each_night("verify-audit")
    assert audit_whole(home.settings).well


def test_events_go_by_a_nightly_job(home, book):
    later = StandingClock(NOW + timedelta(days=800))
    jobs.act(parser().parse_args(["jobs", "run", "forget-old-events"]), later)

    assert [event.kind for event in book.events()] == [Kind.JOB_RUN]
    with home.session() as session:
        assert not job_runs.all_runs(session)["forget-old-events"].trouble


def page(home, name, path="/audit"):
    return home.browser_of(BY_NAME[name]).get(path).text


def test_the_page_shows_an_auditor_what_was_done_and_nobody_s_name(home, book):
    shown = page(home, "auditor")
    table = shown[shown.index("<table") : shown.index("</table>")]

    assert table.count("<tr") == 1 + 5
    assert "Opened a request that somebody sent" in table
    assert "4 Mar 2026" in table
    assert "Wellbeing lead" in table
    assert [who.name for who in CHARACTERS if who.work_email in shown or who.id in table] == []
    assert "There is no event here" in page(home, "auditor", "/audit?before=1")
    for odd in ("-1", "0", "x", "9" * 30):
        assert page(home, "auditor", f"/audit?before={odd}").count("<tr") == 1 + 5


def test_many_events_stand_on_several_pages(home, book):
    with writing(book.session):
        book.scribe.note(book.session, *[Act(Kind.JOB_RUN, detail="keep-policy")] * 100)

    shown = page(home, "auditor")

    assert 'href="/audit?before=6"' in shown
    assert "Began a job by hand (keep policy)" in shown
    assert page(home, "auditor", "/audit?before=6").count("<tr") == 1 + 5


def test_an_act_by_command_is_shown_with_the_account_of_the_machine_that_asked(book, capsys):
    """Most accounts have no name elsewhere: then the code stands there, as for people."""
    ours = pwd.getpwuid(asking_account(os.environ)).pw_name
    acts = Scribe(book.vault, by_command(), NOW.date())
    with writing(book.session):
        acts.note(book.session, Act(Kind.KEYS_ROTATED))

    newest, before, *_rest = said(capsys, "show").splitlines()

    assert f" command {ours}: Began to wrap" in newest
    assert ours not in before
