"""Whatever a relay does, whoever runs the service reads what happened and what to do about it."""

import errno
import socket
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from cryptography import x509

from tests.integration.rhythm.relays import HANG_UP, Scripted
from tests.support.certificates import speaking_with, write_self_signed
from tests.support.hard_relay import GREETING, HardRelay
from tests.support.served import free_port
from tests.support.world import NOW
from wellbeing.clock import StandingClock
from wellbeing.content.loader import content
from wellbeing.messages.mailer import CannotSendError
from wellbeing.running import faults, relay
from wellbeing.running.faults import Fault
from wellbeing.settings import Mail

CLOCK = StandingClock(NOW)
WORDS = content().mails.test
SIGNING_IN = "250-here\r\n250 AUTH PLAIN LOGIN"


def mail_to(scripted, **settings):
    port = scripted._door.getsockname()[1]
    mail = Mail(host="127.0.0.1", port=port, security="none", sender="no-reply@w.example")
    return replace(mail, **settings)


def test_a_relay_that_takes_mail_is_asked_without_one_and_then_takes_the_test_mail():
    with Scripted({}) as scripted:
        mail = mail_to(scripted)
        assert relay.ask(mail) is None
        assert scripted.mails == 0

        assert relay.send_test(mail, WORDS, "https://w.example", "me@w.example", CLOCK) is None
        assert scripted.mails == 1
    written = b"".join(scripted.lines).decode()
    assert "To: me@w.example" in written
    assert "https://w.example" in written


@pytest.mark.parametrize(
    ("answers", "settings", "fault"),
    [
        ({"MAIL": "550 not from you"}, {}, Fault.SENDER),
        ({"MAIL": "530 sign in first"}, {}, Fault.SIGN_IN_NEEDED),
        ({"MAIL": "451 greylisted"}, {}, Fault.BUSY),
        ({"MAIL": "421 too busy"}, {}, Fault.BUSY),
        ({"EHLO": "550 not you", "HELO": "550 not you"}, {}, Fault.NOT_WELCOME),
        (
            {"EHLO": "250-here\r\n250 STARTTLS", "STAR": "454 no"},
            {"security": "starttls"},
            Fault.BUSY,
        ),
        ({"MAIL": HANG_UP}, {}, Fault.HUNG_UP),
        ({}, {"security": "starttls"}, Fault.ENCRYPTION),
        (
            {"EHLO": "250-here\r\n250 STARTTLS", "STAR": "502 no"},
            {"security": "starttls"},
            Fault.ENCRYPTION,
        ),
        ({}, {"security": "tls"}, Fault.ENCRYPTION),
        ({}, {"security": "none", "host": "relay.example.org"}, Fault.ENCRYPTION),
        ({}, {"username": "me", "password": "x"}, Fault.NO_SIGN_IN),
        (
            {"EHLO": SIGNING_IN, "AUTH": "535 no"},
            {"username": "me", "password": "x"},
            Fault.SIGN_IN,
        ),
        (
            {"EHLO": SIGNING_IN, "AUTH": "454 later"},
            {"username": "me", "password": "x"},
            Fault.BUSY,
        ),
    ],
)
def test_what_stands_against_mail_is_found_without_sending_any(answers, settings, fault):
    with Scripted(answers) as scripted:
        assert relay.ask(mail_to(scripted, **settings)) is fault
        assert scripted.mails == 0


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({"RCPT": "550 nobody here"}, Fault.MAIL),
        ({"RCPT": "450 greylisted"}, Fault.MAIL_FOR_NOW),
        ({"DATA": "554 no"}, Fault.MAIL),
        ({".": "451 later"}, Fault.MAIL_FOR_NOW),
        ({".": "550 spam"}, Fault.MAIL),
        ({".": HANG_UP}, Fault.HUNG_UP),
        ({"MAIL": "550 not from you"}, Fault.SENDER),
        ({"RCPT": "421 too busy"}, Fault.BUSY),
    ],
)
def test_what_became_of_a_test_mail_is_told_by_where_it_was_refused(answers, fault):
    with Scripted(answers) as scripted:
        mail = mail_to(scripted)
        found = relay.send_test(mail, WORDS, "https://w.example", "me@w.example", CLOCK)

    assert found is fault


def test_a_relay_that_is_not_there_and_a_name_nobody_knows_are_told_apart():
    away = Mail(host="127.0.0.1", port=free_port(), security="none", sender="a@w.example")

    assert relay.ask(away) is Fault.CLOSED
    assert relay.ask(replace(away, host="relay.invalid", security="tls")) is Fault.NAME
    assert relay.ask(replace(away, host=f"{'x' * 70}.example", security="tls")) is Fault.NAME


def test_a_relay_that_greets_with_a_refusal_is_not_told_as_one_that_is_not_there():
    with HardRelay(lambda step, _said: "554 not you" if step == GREETING else None) as hard:
        mail = Mail("127.0.0.1", hard.port, "none", sender="a@w.example")

        assert relay.ask(mail) is Fault.NOT_WELCOME


@pytest.mark.parametrize(
    ("host", "name", "days", "is_known", "fault"),
    [
        ("localhost", "localhost", 36500, False, Fault.CERTIFICATE),
        ("localhost", "relay.example.org", 36500, True, Fault.CERTIFICATE_NAME),
        ("127.0.0.1", "localhost", 36500, True, Fault.CERTIFICATE_NAME),
        ("localhost", "localhost", -1000, True, Fault.CERTIFICATE_DATE),
    ],
)
def test_what_is_wrong_with_a_certificate_is_told(
    tmp_path, monkeypatch, host, name, days, is_known, fault
):
    pair = tmp_path / "pair.pem"
    with encrypted_by_itself(pair, name, days) as port:
        if is_known:
            monkeypatch.setenv("SSL_CERT_FILE", str(pair))
        mail = Mail(host=host, port=port, security="tls", sender="a@w.example")

        assert relay.ask(mail) is fault


@pytest.mark.parametrize(
    ("cause", "fault"),
    [
        (TimeoutError(), Fault.SILENT),
        (OSError(errno.EHOSTUNREACH, ""), Fault.NO_WAY),
        (OSError(errno.ENETUNREACH, ""), Fault.NO_WAY),
        (ConnectionRefusedError(errno.ECONNREFUSED, ""), Fault.CLOSED),
        (ConnectionResetError(errno.ECONNRESET, ""), Fault.HUNG_UP),
        (OSError("what nobody thought of"), Fault.OTHER),
    ],
)
def test_what_a_network_does_is_told(cause, fault):
    error = CannotSendError(type(cause).__name__)
    error.__cause__ = cause

    assert faults.fault_of(error, Fault.OTHER) is fault


def test_silence_is_told_with_the_setting_that_makes_it_as_often_as_a_firewall():
    """A port that expects encryption at once says nothing to whoever waits for a greeting."""
    mail = Mail(host="relay.example.org", port=465, security="starttls", sender="a@w.example")

    assert "WELLBEING_SMTP_SECURITY" in faults.told(Fault.SILENT, mail).remedy


@pytest.mark.parametrize("fault", [*Fault, "what an older version kept"])
def test_every_fault_says_what_happened_and_what_to_do(fault):
    mail = Mail(host="relay.example.org", port=2525, security="tls", sender="a@w.example")
    told = faults.told(fault, mail)

    assert "relay.example.org" in told.said
    assert "{" not in told.said + told.remedy
    assert told.remedy.endswith(".")


@contextmanager
def encrypted_by_itself(pair, called, days):
    """Listen with a certificate that nobody but itself vouches for, made for a name and so many days."""
    begins, ends = NOW - timedelta(days=3000), NOW + timedelta(days=days)
    context = speaking_with(write_self_signed(pair, x509.DNSName(called), begins, ends))
    with socket.create_server(("127.0.0.1", 0)) as door:

        def shake_hands():
            with suppress(OSError):
                caller = door.accept()[0]
                with caller, suppress(OSError), context.wrap_socket(caller, server_side=True):
                    pass

        hands = Thread(target=shake_hands, daemon=True)
        hands.start()
        yield door.getsockname()[1]
        hands.join(10)
