"""`wellbeing roster links`: one-time links, printed for an operator or mailed to each person."""

import socket

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from tests.support.roster_commands import LINK, bring
from tests.support.rosters import two_teams
from wellbeing.cli import run


def test_links_are_printed_for_everybody_without_a_password(organisation, capsys):
    bring(organisation, two_teams(), "--confirm")
    capsys.readouterr()

    assert run(["roster", "links", "--data", str(organisation)]) == 0

    told = capsys.readouterr().out
    assert len(set(LINK.findall(told))) == 24
    assert "hub1@example.org\thttp" in told


def test_a_link_for_one_person_is_printed_for_no_one_else(organisation, capsys):
    bring(organisation, two_teams(), "--confirm")
    capsys.readouterr()

    assert run(["roster", "links", "--to", "HUB1@example.org", "--data", str(organisation)]) == 0
    assert len(LINK.findall(capsys.readouterr().out)) == 1
    assert run(["roster", "links", "--to", "x@example.org", "--data", str(organisation)]) == 2


class Letters(Message):
    def __init__(self):
        super().__init__()
        self.taken = []

    def handle_message(self, message):
        self.taken.append(message)


def test_links_can_be_mailed_to_each_person(organisation, capsys, monkeypatch):
    bring(organisation, two_teams(), "--confirm")
    letters = Letters()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    relay = Controller(letters, hostname="127.0.0.1", port=port)
    relay.start()
    try:
        for name, value in {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(port),
            "SMTP_SECURITY": "none",
            "MAIL_FROM": "care@example.org",
        }.items():
            monkeypatch.setenv(f"WELLBEING_{name}", value)

        assert run(["roster", "links", "--mail", "--data", str(organisation)]) == 0
    finally:
        relay.stop()

    assert {letter["To"] for letter in letters.taken} == {one.work_email for one in two_teams()}
    assert all(LINK.search(letter.get_payload()) for letter in letters.taken)
    assert "24 letters are in the outbox; 24 left just now." in capsys.readouterr().out


def test_mailing_links_without_a_relay_says_what_to_set(organisation, capsys):
    assert run(["roster", "links", "--mail", "--data", str(organisation)]) == 2
    assert "WELLBEING_SMTP_HOST" in capsys.readouterr().err


def test_printed_links_say_where_they_lead_and_that_only_this_computer_reaches_it(
    organisation, capsys
):
    assert run(["roster", "links", "--data", str(organisation)]) == 0

    told = capsys.readouterr()
    assert "http://127.0.0.1:8000/set-password/" in told.out
    assert "They lead to http://127.0.0.1:8000, which this computer alone can reach." in told.err


def test_printed_links_lead_to_the_address_that_is_given(organisation, capsys):
    given = ["--address", "https://care.example.org"]

    assert run(["roster", "links", *given, "--data", str(organisation)]) == 0

    told = capsys.readouterr()
    assert "\thttps://care.example.org/set-password/" in told.out
    assert "127.0.0.1" not in told.out + told.err


def test_an_address_that_cannot_be_one_is_bad_use(organisation, capsys):
    for given in ("http://care.example.org", "care.example.org", "https://care.example.org/in"):
        assert run(["roster", "links", "--address", given, "--data", str(organisation)]) == 2
        assert "--address must be like https://" in capsys.readouterr().err


def test_an_address_for_mailed_links_is_set_where_the_service_finds_it(
    organisation, capsys, monkeypatch
):
    monkeypatch.setenv("WELLBEING_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("WELLBEING_MAIL_FROM", "care@example.org")
    flags = ["--mail", "--address", "https://care.example.org"]

    assert run(["roster", "links", *flags, "--data", str(organisation)]) == 2
    assert "WELLBEING_PUBLIC_URL" in capsys.readouterr().err
