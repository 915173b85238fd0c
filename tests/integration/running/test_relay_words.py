"""Whatever a relay does, whoever runs the service reads what happened and what to do about it."""

import socket
import ssl
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.integration.rhythm.relays import HANG_UP, Scripted
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
        ({"MAIL": "421 too busy"}, {}, Fault.HUNG_UP),
        ({"MAIL": HANG_UP}, {}, Fault.HUNG_UP),
        ({}, {"security": "starttls"}, Fault.ENCRYPTION),
        ({}, {"security": "tls"}, Fault.ENCRYPTION),
        ({}, {"security": "none", "host": "relay.example.org"}, Fault.ENCRYPTION),
        ({}, {"username": "me", "password": "x"}, Fault.NO_SIGN_IN),
        (
            {"EHLO": SIGNING_IN, "AUTH": "535 no"},
            {"username": "me", "password": "x"},
            Fault.SIGN_IN,
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


def test_a_certificate_that_nobody_trusts_is_told_as_that(tmp_path):
    with encrypted_by_nobody(tmp_path / "pair.pem") as port:
        mail = Mail(host="localhost", port=port, security="tls", sender="a@w.example")

        assert relay.ask(mail) is Fault.CERTIFICATE


def test_a_relay_that_takes_its_time_is_told_as_silent():
    error = CannotSendError("TimeoutError")
    error.__cause__ = TimeoutError()

    assert faults.fault_of(error, Fault.OTHER) is Fault.SILENT


@pytest.mark.parametrize("fault", [*Fault, "what an older version kept"])
def test_every_fault_says_what_happened_and_what_to_do(fault):
    mail = Mail(host="relay.example.org", port=2525, security="tls", sender="a@w.example")
    told = faults.told(fault, mail)

    assert "relay.example.org" in told.said
    assert "{" not in told.said + told.remedy
    assert told.remedy.endswith(".")


@contextmanager
def encrypted_by_nobody(pair):
    """Listen with a certificate that was made a moment ago, by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=36500))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    pair.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair)
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
