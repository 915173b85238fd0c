"""Hands finished mails to the operator's relay."""

import re
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from enum import StrEnum
from typing import Protocol

from wellbeing.settings import Mail

TIMEOUT_SECONDS = 20
REFUSED_FOR_NOW, REFUSED_FOR_GOOD, HANGS_UP = 400, 500, 421
TAKEN, GO_ON = range(200, 300), range(354, 355)


class Trouble(StrEnum):
    """What is sure after a mail was not sent; a mail that may have left is not sent twice lightly."""

    UNREACHED = "unreached"  # The relay refused us, or hung up, before this mail was spoken of.
    CUT = "cut"  # The connection ended after its address was named and before it was handed over.
    LATER = "later"  # The relay refused this mail for now.
    NEVER = "never"  # The relay refused this mail for good.
    UNSURE = "unsure"  # The connection broke while the mail was handed over.


class CannotSendError(Exception):
    """The relay did not take a mail, or did not say so; it may be tried again."""

    def __init__(self, kind: str, trouble: Trouble = Trouble.UNREACHED) -> None:
        """Keep the kind of error alone: the library's message may quote an address."""
        super().__init__(kind)
        self.trouble = trouble


class Mailer(Protocol):
    """Sends mails over one connection."""

    def open(self) -> None:
        """Connect; raise CannotSendError when the relay cannot be reached."""
        ...

    def send(self, mail: EmailMessage) -> None:
        """Send one mail; raise CannotSendError when it is not taken."""
        ...

    def close(self) -> None:
        """Let the connection go."""
        ...


class Carrier(Mailer, Protocol):
    """Sends many mails that are written already."""

    def pass_on(self, sender: str, recipient: str, written: bytes) -> None:
        """Send one mail; raise CannotSendError when it is not taken."""
        ...


class SmtpMailer:
    """Speaks SMTP to the relay of the settings."""

    def __init__(self, settings: Mail) -> None:
        """Keep the relay's address; nothing is connected yet."""
        self._settings = settings
        self._relay: smtplib.SMTP | None = None

    def open(self) -> None:
        """Connect, encrypt unless the relay is on this machine, and sign in if told to."""
        try:
            relay = self._connect()
            if self._settings.security == "starttls":
                relay.starttls(context=ssl.create_default_context())
            if self._settings.username:
                relay.login(self._settings.username, self._settings.password)
        except (OSError, smtplib.SMTPException) as error:
            raise CannotSendError(type(error).__name__) from error
        self._relay = relay

    def send(self, mail: EmailMessage) -> None:
        if self._relay is None:
            raise CannotSendError("not connected")
        try:
            self._relay.send_message(mail)
        except (OSError, smtplib.SMTPException) as error:
            raise CannotSendError(type(error).__name__, Trouble.UNSURE) from error

    def pass_on(self, sender: str, recipient: str, written: bytes) -> None:
        """Speak each step ourselves: what is sure after a broken one depends on which it was."""
        relay, step = self._relay, Trouble.UNREACHED
        if relay is None:
            raise CannotSendError("not connected")
        try:
            relay.ehlo_or_helo_if_needed()
            _require(relay.mail(sender), step)
            step = Trouble.CUT
            _require(relay.rcpt(recipient), step)
            _require(relay.docmd("DATA"), step, GO_ON)
            step = Trouble.UNSURE
            relay.send(_as_data(written))
            _require(relay.getreply(), step)
        except (CannotSendError, ValueError):
            # The next mail begins anew, whatever this one had said.
            with suppress(OSError, smtplib.SMTPException):
                relay.rset()
            raise
        except (OSError, smtplib.SMTPException) as error:
            raise CannotSendError(type(error).__name__, step) from error

    def close(self) -> None:
        if self._relay is not None:
            self._relay.close()
            self._relay = None

    def _connect(self) -> smtplib.SMTP:
        host, port = self._settings.host, self._settings.port
        if self._settings.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=context)
        return smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)


def _require(answer: tuple[int, bytes], step: Trouble, wanted: range = TAKEN) -> None:
    """Read a refusal by its code (RFC 5321 4.2.1): 4xx for now, 5xx for good, 421 hangs up."""
    code = answer[0]
    if code in wanted:
        return
    trouble = step
    if code == HANGS_UP:
        # It says itself that it took nothing.
        trouble = Trouble.UNREACHED if step is Trouble.UNREACHED else Trouble.CUT
    elif step is not Trouble.UNREACHED and code >= REFUSED_FOR_NOW:
        trouble = Trouble.NEVER if code >= REFUSED_FOR_GOOD else Trouble.LATER
    raise CannotSendError(str(code), trouble)


def _as_data(written: bytes) -> bytes:
    """End a mail by its dot, and double those that begin a line (RFC 5321 4.5.2)."""
    doubled = re.sub(rb"(?m)^\.", b"..", written)
    return doubled + (b"" if doubled.endswith(b"\r\n") else b"\r\n") + b".\r\n"
