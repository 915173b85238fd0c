"""What keeps a relay from taking mail, in plain words, each with what to do."""

import errno
import smtplib
import socket
import ssl
from dataclasses import dataclass
from enum import StrEnum

from wellbeing.messages.mailer import HANGS_UP, CannotSendError, Trouble
from wellbeing.settings import Mail


class Fault(StrEnum):
    """What the relay, or the way to it, did; as it is kept."""

    NAME = "name"
    CLOSED = "closed"
    SILENT = "silent"
    NO_WAY = "no-way"
    NOT_WELCOME = "not-welcome"
    BUSY = "busy"
    CERTIFICATE = "certificate"
    CERTIFICATE_NAME = "certificate-name"
    CERTIFICATE_DATE = "certificate-date"
    ENCRYPTION = "encryption"
    NO_SIGN_IN = "no-sign-in"
    SIGN_IN = "sign-in"
    SIGN_IN_NEEDED = "sign-in-needed"
    SENDER = "sender"
    MAIL_FOR_NOW = "mail-for-now"
    MAIL = "mail"
    HUNG_UP = "hung-up"
    OTHER = "other"


@dataclass(frozen=True)
class Told:
    """What happened, in plain words, and what to do about it."""

    said: str
    remedy: str


_WORDS = {
    Fault.NAME: Told(
        "The name {host} is not known: this machine finds no address for it.",
        "Check WELLBEING_SMTP_HOST, and that this machine can look up names.",
    ),
    Fault.CLOSED: Told(
        "The connection to {place} was refused: nothing listens there.",
        "Check WELLBEING_SMTP_HOST and WELLBEING_SMTP_PORT, and that the relay runs and lets this "
        "machine in.",
    ),
    Fault.SILENT: Told(
        "{place} gave no answer in time.",
        "Check that a firewall lets this machine out to the port, and that the relay is not overloaded. "
        "Port 465 says nothing unless WELLBEING_SMTP_SECURITY is tls.",
    ),
    Fault.NO_WAY: Told(
        "This machine finds no way to {place}.",
        "Check its network, and that a firewall lets it out to the port.",
    ),
    Fault.NOT_WELCOME: Told(
        "{place} answered, and does not want to talk to this machine.",
        "Let whoever runs the relay allow this machine's address, or say whether the relay is closed "
        "for a while.",
    ),
    Fault.BUSY: Told(
        "{place} takes no mail from us for now, and asks to try later.",
        "Wait a quarter of an hour: it is tried again by itself. If it stays so, ask whoever runs the "
        "relay.",
    ),
    Fault.CERTIFICATE: Told(
        "The certificate of {place} is not trusted: it comes from nobody this machine knows.",
        "Let whoever runs the relay send the whole chain of certificates. For an issuer of your own, let "
        "this machine trust it.",
    ),
    Fault.CERTIFICATE_NAME: Told(
        "The certificate of {place} was made for another name.",
        "Write WELLBEING_SMTP_HOST as the certificate does, or let whoever runs the relay get one for "
        "this name.",
    ),
    Fault.CERTIFICATE_DATE: Told(
        "The certificate of {place} is out of date, or not valid yet.",
        "Check this machine's clock. If it is right, let whoever runs the relay renew the certificate.",
    ),
    Fault.ENCRYPTION: Told(
        "{place} does not encrypt in the way that is set ({security}).",
        "Set WELLBEING_SMTP_SECURITY to starttls (port 587) or to tls (port 465), as the relay asks.",
    ),
    Fault.NO_SIGN_IN: Told(
        "{place} takes no user name and password here.",
        "Leave out WELLBEING_SMTP_USERNAME and _PASSWORD, or use the port for signing in, mostly 587.",
    ),
    Fault.SIGN_IN: Told(
        "{place} does not accept the user name and password.",
        "Check WELLBEING_SMTP_USERNAME and WELLBEING_SMTP_PASSWORD.",
    ),
    Fault.SIGN_IN_NEEDED: Told(
        "{place} takes mail only from those who sign in.",
        "Set WELLBEING_SMTP_USERNAME and WELLBEING_SMTP_PASSWORD, or use a port that needs none.",
    ),
    Fault.SENDER: Told(
        "{place} does not let us send as {sender}.",
        "Check WELLBEING_MAIL_FROM, and let whoever runs the relay allow this sender from this machine.",
    ),
    Fault.MAIL_FOR_NOW: Told(
        "{place} refused the mail for now, and may take it later.",
        "Wait a quarter of an hour and try again. If it stays so, ask whoever runs the relay.",
    ),
    Fault.MAIL: Told(
        "{place} refused the mail for good.",
        "Check the address it went to. If that is right, ask whoever runs the relay why it refuses: it may "
        "not pass on mail for this machine.",
    ),
    Fault.HUNG_UP: Told(
        "{place} ended the connection without an answer.",
        "Look into the log of the relay, and try again. A port that expects another encryption does "
        "this too: check WELLBEING_SMTP_SECURITY.",
    ),
    Fault.OTHER: Told(
        "{place} could not be used.",
        "Look into the log of the relay, and check every WELLBEING_SMTP setting.",
    ),
}
# The first that fits; those further down are wider.
_CAUSES: tuple[tuple[type[BaseException], Fault], ...] = (
    (ssl.SSLError, Fault.ENCRYPTION),
    (socket.gaierror, Fault.NAME),
    (UnicodeError, Fault.NAME),
    # Nothing goes out in clear.
    (ValueError, Fault.ENCRYPTION),
    (ConnectionRefusedError, Fault.CLOSED),
    (TimeoutError, Fault.SILENT),
    (smtplib.SMTPAuthenticationError, Fault.SIGN_IN),
    (smtplib.SMTPNotSupportedError, Fault.NO_SIGN_IN),
    (smtplib.SMTPHeloError, Fault.NOT_WELCOME),
    # As plain as this, the library speaks of STARTTLS alone.
    (smtplib.SMTPResponseException, Fault.ENCRYPTION),
    (smtplib.SMTPServerDisconnected, Fault.HUNG_UP),
    (ConnectionError, Fault.HUNG_UP),
)
_TROUBLES = {
    Trouble.LATER: Fault.MAIL_FOR_NOW,
    Trouble.NEVER: Fault.MAIL,
    Trouble.CUT: Fault.HUNG_UP,
    Trouble.UNSURE: Fault.HUNG_UP,
}


# As OpenSSL numbers them (x509_vfy.h): not valid yet, out of date; another name, another address.
_WRONG_DATES, _WRONG_NAMES = {9, 10}, {62, 64}
_NO_WAY = {errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.ENETDOWN}
_SIGN_IN_FIRST, REFUSED_FOR_GOOD = "530", 500


def fault_of(error: CannotSendError, refused: Fault) -> Fault:
    """Return what happened, with what a plain refusal means where it was said.

    The library's own words are not kept: they may quote an address.
    """
    cause = error.__cause__
    if cause is None:
        return _of_an_answer(error, refused)
    if "STARTTLS" in str(cause):
        return Fault.ENCRYPTION
    if "authentication method" in str(cause):
        return Fault.NO_SIGN_IN
    widest = next((fault for kind, fault in _CAUSES if isinstance(cause, kind)), Fault.OTHER)
    return _closer(cause) or widest


def _of_an_answer(error: CannotSendError, refused: Fault) -> Fault:
    """Read the code of an answer, and where it was said."""
    code = str(error)
    if code == str(HANGS_UP):
        return Fault.BUSY
    if error.trouble in _TROUBLES:
        return _TROUBLES[error.trouble]
    if code == _SIGN_IN_FIRST:
        return Fault.SIGN_IN_NEEDED
    return Fault.BUSY if code.startswith("4") else refused


def _closer(cause: BaseException) -> Fault | None:
    """Tell apart what has one kind of error and different remedies."""
    match cause:
        case ssl.SSLCertVerificationError():
            return _of_a_certificate(cause.verify_code)
        case smtplib.SMTPResponseException() if cause.smtp_code < REFUSED_FOR_GOOD:
            return Fault.BUSY
        case ConnectionRefusedError(errno=None):
            # No machine said so, but the relay in its greeting.
            return Fault.NOT_WELCOME
        case OSError(errno=number) if number in _NO_WAY:
            return Fault.NO_WAY
        case _:
            return None


def _of_a_certificate(code: int) -> Fault:
    if code in _WRONG_DATES:
        return Fault.CERTIFICATE_DATE
    return Fault.CERTIFICATE_NAME if code in _WRONG_NAMES else Fault.CERTIFICATE


def told(fault: str, mail: Mail) -> Told:
    """Say it about the relay of the settings; what an older version kept is told as OTHER."""
    known = Fault(fault) if fault in set(Fault) else Fault.OTHER
    words = _WORDS[known]
    place = f"{mail.host}:{mail.port}"
    about = {"host": mail.host, "place": place, "sender": mail.sender, "security": mail.security}
    return Told(words.said.format(**about), words.remedy)
