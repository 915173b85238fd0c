"""Mail leaves this machine encrypted, to the relay that was meant, or not at all."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509

from tests.support.certificates import write_self_signed
from tests.support.hard_relay import HANG_UP, HardRelay
from wellbeing.messages.mailer import CannotSendError, Patience, SmtpMailer, Trouble
from wellbeing.settings import Mail

HERE = IPv4Address("127.0.0.1")
OFFERS = "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN"
BOTH = pytest.mark.parametrize("security", ["starttls", "tls"])


@dataclass(frozen=True)
class Papers:
    """A certificate of a relay with its key, and a mailer's way to know it."""

    folder: Path

    def written(self, address: IPv4Address = HERE, until: timedelta = timedelta(days=9)) -> Path:
        """Write a certificate that vouches for itself, with its key."""
        # Real time: the library checks it against the machine's own clock.
        begins = datetime(2020, 1, 1, tzinfo=UTC)
        ends = begins + until if until < timedelta(0) else datetime(2090, 1, 1, tzinfo=UTC)
        called = x509.IPAddress(address)
        return write_self_signed(
            self.folder / "relay.pem", called, begins - timedelta(days=900), ends
        )


@pytest.fixture
def papers(tmp_path):
    return Papers(tmp_path)


@pytest.fixture
def known(monkeypatch) -> Callable[[Path], ssl.SSLContext]:
    """Let this machine trust a certificate; return what a relay speaks with."""

    def trust(file: Path, *, is_trusted: bool = True) -> ssl.SSLContext:
        if is_trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    return trust


def send(mailer: SmtpMailer) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = "no-reply@w.example", "ann@x.example"
    mail["Message-ID"] = "<named@w.example>"
    mail.set_content("text")
    try:
        mailer.open()
        mailer.send(mail)
    finally:
        mailer.close()


def relay_of(context: ssl.SSLContext | None, security: str) -> HardRelay:
    return HardRelay(tls=context, tls_at_once=security == "tls", offers=OFFERS)


def refused(relay: HardRelay, security: str) -> list[str]:
    """Try to send with a password; return what the relay heard that it should not have."""
    with pytest.raises(CannotSendError) as caught:
        send(relay.mailer(security=security, username="us", password="secret"))
    assert caught.value.trouble is Trouble.UNREACHED
    return [step for step in relay.said if step not in {"EHLO", "STARTTLS"}]


@BOTH
def test_a_mail_leaves_encrypted_to_a_relay_that_is_known(papers, known, security):
    with relay_of(known(papers.written()), security) as relay:
        send(relay.mailer(security=security))

    assert relay.taken == ["named"]
    assert ("STARTTLS" in relay.said) is (security == "starttls")


@BOTH
def test_a_relay_that_nobody_vouches_for_hears_nothing(papers, known, security):
    with relay_of(known(papers.written(), is_trusted=False), security) as relay:
        assert refused(relay, security) == []


@BOTH
def test_a_certificate_for_another_relay_is_none(papers, known, security):
    with relay_of(known(papers.written(IPv4Address("192.0.2.1"))), security) as relay:
        assert refused(relay, security) == []


@BOTH
def test_a_certificate_that_is_over_is_none(papers, known, security):
    over = papers.written(until=-timedelta(days=1))
    with relay_of(known(over), security) as relay:
        assert refused(relay, security) == []


def test_a_relay_whose_offer_to_encrypt_was_cut_out_hears_nothing(papers, known):
    known(papers.written())
    with HardRelay(offers="250-here\r\n250 AUTH PLAIN") as relay:
        assert refused(relay, "starttls") == []


@pytest.mark.parametrize("answer", [HANG_UP, "454 not now", "220 yes, but in clear"])
def test_a_relay_that_offers_to_encrypt_and_does_not_hears_nothing(papers, known, answer):
    known(papers.written())

    def script(step: str, _said: str) -> str | None:
        return answer if step == "STARTTLS" else None

    with HardRelay(script, offers=OFFERS) as relay:
        mailer = SmtpMailer(
            Mail("127.0.0.1", relay.port, "starttls", "us", "secret", "no-reply@w.example"),
            Patience(opening=1, mail=1),
        )
        with pytest.raises(CannotSendError) as caught:
            send(mailer)

    assert caught.value.trouble is Trouble.UNREACHED
    assert not {"AUTH", "MAIL"} & set(relay.said)


def test_what_was_said_in_clear_after_the_offer_counts_for_nothing(papers, known):
    # An answer slipped in before encryption would be taken for one of the relay's own.
    def script(step: str, _said: str) -> str | None:
        return "220 go on\r\n250 slipped in" if step == "STARTTLS" else None

    with HardRelay(script, known(papers.written()), offers=OFFERS) as relay:
        send(relay.mailer(security="starttls"))

    assert relay.taken == ["named"]


@pytest.mark.parametrize(
    ("host", "security"),
    [("mail.example.org", "none"), ("192.0.2.1", "none"), ("127.0.0.1", "ssl"), ("127.0.0.1", "")],
)
def test_whatever_is_no_known_way_to_encrypt_is_refused_before_anybody_is_called(host, security):
    with HardRelay() as relay:
        mail = Mail(host, relay.port, security, sender="no-reply@w.example")
        with pytest.raises(CannotSendError, match="ValueError"):
            send(SmtpMailer(mail))

    assert relay.said == []


@BOTH
def test_a_connection_that_ends_in_the_middle_of_encryption_loses_nothing(security):
    class Cut(HardRelay):
        def _talk(self, caller):
            caller.sendall(b"\x16\x03")
            caller.close()

    with Cut() as relay:
        assert refused(relay, security) == []
