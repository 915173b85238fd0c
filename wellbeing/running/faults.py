"""What keeps a relay from taking mail, in plain words, each with what to do."""

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
    CERTIFICATE = "certificate"
    ENCRYPTION = "encryption"
    NO_SIGN_IN = "no-sign-in"
    SIGN_IN = "sign-in"
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
        "Check that a firewall lets this machine out to the port, and that the relay is not overloaded.",
    ),
    Fault.CERTIFICATE: Told(
        "The certificate of {place} is not trusted: it is out of date, was made for another name, or "
        "comes from nobody this machine knows.",
        "Let whoever runs the relay renew its certificate, or write WELLBEING_SMTP_HOST as the "
        "certificate does. For a certificate of your own, let the machine trust its issuer.",
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
        "Check the address it went to. If that is right, ask whoever runs the relay why it refuses.",
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
    (ssl.SSLCertVerificationError, Fault.CERTIFICATE),
    (ssl.SSLError, Fault.ENCRYPTION),
    (socket.gaierror, Fault.NAME),
    (UnicodeError, Fault.NAME),
    # Nothing goes out in clear.
    (ValueError, Fault.ENCRYPTION),
    (ConnectionRefusedError, Fault.CLOSED),
    (TimeoutError, Fault.SILENT),
    (smtplib.SMTPAuthenticationError, Fault.SIGN_IN),
    (smtplib.SMTPNotSupportedError, Fault.NO_SIGN_IN),
    (smtplib.SMTPServerDisconnected, Fault.HUNG_UP),
    (ConnectionError, Fault.HUNG_UP),
)
_TROUBLES = {
    Trouble.LATER: Fault.MAIL_FOR_NOW,
    Trouble.NEVER: Fault.MAIL,
    Trouble.CUT: Fault.HUNG_UP,
    Trouble.UNSURE: Fault.HUNG_UP,
}


def fault_of(error: CannotSendError, refused: Fault) -> Fault:
    """Return what happened, with what a plain refusal means where it was said.

    The library's own words are not kept: they may quote an address.
    """
    cause = error.__cause__
    if cause is None:
        return (
            Fault.HUNG_UP if str(error) == str(HANGS_UP) else _TROUBLES.get(error.trouble, refused)
        )
    if "STARTTLS" in str(cause):
        return Fault.ENCRYPTION
    if "authentication method" in str(cause):
        return Fault.NO_SIGN_IN
    return next((fault for kind, fault in _CAUSES if isinstance(cause, kind)), Fault.OTHER)


def told(fault: str, mail: Mail) -> Told:
    """Say it about the relay of the settings; what an older version kept is told as OTHER."""
    known = Fault(fault) if fault in set(Fault) else Fault.OTHER
    words = _WORDS[known]
    place = f"{mail.host}:{mail.port}"
    about = {"host": mail.host, "place": place, "sender": mail.sender, "security": mail.security}
    return Told(words.said.format(**about), words.remedy)
