"""`wellbeing mail` and `wellbeing notices`: what the page shows and does, without signing in."""

import pytest
from sqlalchemy.orm import Session

from tests.integration.rhythm.relays import Scripted
from tests.support.databases import on_sqlite
from tests.support.house import prepare
from tests.support.served import free_port
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.cli import run
from wellbeing.database import make_engine, writing
from wellbeing.key_ring import KeyRing
from wellbeing.messages import given_up_store, store
from wellbeing.messages import service as messages
from wellbeing.messages.service import GivenUp, Kind
from wellbeing.running.service import Shown, look_at_given_up
from wellbeing.sealed import Vault


@pytest.fixture
def place(tmp_path, monkeypatch):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    settings = prepare(on_sqlite(data))
    monkeypatch.setenv("WELLBEING_KEY_FILE", str(settings.key_file))
    engine = make_engine(settings.database_url)
    with Session(engine) as session:
        settle(session)
        yield settings, session, ["--data", str(data)]
    engine.dispose()


@pytest.fixture
def set_relay(monkeypatch):
    def set_to(port):
        for name, value in {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(port),
            "SMTP_SECURITY": "none",
            "MAIL_FROM": "no-reply@w.example",
        }.items():
            monkeypatch.setenv(f"WELLBEING_{name}", value)

    return set_to


def test_a_test_mail_that_is_taken_is_told_with_status_0(place, set_relay, capsys):
    with Scripted({}) as scripted:
        set_relay(scripted._door.getsockname()[1])
        status = run(["mail", "test", "--to", "Me@w.example", *place[2]])

    assert status == 0
    assert "took the test mail" in capsys.readouterr().out
    assert b"To: me@w.example" in b"".join(scripted.lines)


def test_a_relay_that_is_away_is_one_line_with_the_remedy_and_status_1(place, set_relay, capsys):
    set_relay(free_port())

    assert run(["mail", "test", "--to", "me@w.example", *place[2]]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "nothing listens there. Check WELLBEING_SMTP_HOST" in said


@pytest.mark.parametrize(
    ("to", "said"),
    [("me@w.example", "Set WELLBEING_SMTP_HOST"), ("nobody", "--to is not an e-mail address")],
)
def test_bad_use_of_the_test_mail_has_status_2(place, set_relay, capsys, to, said):
    if to == "nobody":
        set_relay(free_port())

    assert run(["mail", "test", "--to", to, *place[2]]) == 2
    assert said in capsys.readouterr().err


def test_the_status_says_what_the_page_says(place, set_relay, capsys):
    assert run(["mail", "status", *place[2]]) == 0
    without = capsys.readouterr().out
    assert "No mail relay is set. People do not get:" in without
    assert "ok    Timetable: It has never run here yet." in without

    set_relay(9)
    give_up_one(place)
    assert run(["mail", "status", *place[2]]) == 0
    out = capsys.readouterr().out
    assert "People do not get" not in out
    assert "MEND  Given up: One or more messages were given up" in out
    assert "      Mend what the relay says" in out


def test_what_was_given_up_waits_anew_after_one_command(place, capsys):
    settings, session, data = place
    assert run(["mail", "try-again", *data]) == 0
    assert capsys.readouterr().out == "Nothing was given up.\n"

    give_up_one(place)
    assert run(["mail", "try-again", *data]) == 0
    assert capsys.readouterr().out == "What was given up waits to leave.\n"
    assert messages.dead_letters(session) == ()
    assert settings.mail.host == ""


def test_what_was_given_up_is_let_go_by_one_command(place, capsys):
    _settings, session, data = place
    give_up_one(place)

    assert run(["mail", "let-go", *data]) == 0
    assert run(["mail", "let-go", *data]) == 0
    assert capsys.readouterr().out == "What was given up is let go.\nNothing was given up.\n"
    assert messages.dead_letters(session) == ()


def test_every_message_is_printed_or_one_of_them(place, capsys):
    assert run(["notices", "show", *place[2]]) == 0
    every = capsys.readouterr().out
    for shown in Shown:
        assert f"== {shown}: " in every

    assert run(["notices", "show", "weekly", *place[2]]) == 0
    one = capsys.readouterr().out
    assert one in every
    assert "As HTML:" in one

    assert run(["notices", "show", "weekly", "--whole", *place[2]]) == 0
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in capsys.readouterr().out


def give_up_one(place):
    settings, session, _data = place
    keys = make_engine(settings.keys_url)
    vault = Vault(KeyRing.read(settings.key_file), keys)
    with writing(session):
        messages.post(session, vault, Kind.REQUEST, CHARACTERS[0].id, NOW)
    with writing(session):
        (held,) = store.claim(session, NOW, 9)
        given_up_store.give_up(session, held, NOW, GivenUp.REFUSED)
    look_at_given_up(session, NOW)
    keys.dispose()
