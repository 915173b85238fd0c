"""Hands finished mails to the operator's relay."""

import smtplib
import ssl
from email.message import EmailMessage
from enum import StrEnum
from typing import Protocol

from wellbeing.settings import Mail

TIMEOUT_SECONDS = 20
REFUSED_FOR_NOW, REFUSED_FOR_GOOD = 400, 500


class Trouble(StrEnum):
    """What is sure after a mail was not sent; a mail that may have left is not sent twice lightly."""

    UNREACHED = "unreached"  # Nothing was handed over: no mail can have left.
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
            raise CannotSendError(type(error).__name__, _trouble_of(error)) from error

    def pass_on(self, sender: str, recipient: str, written: bytes) -> None:
        if self._relay is None:
            raise CannotSendError("not connected")
        try:
            self._relay.sendmail(sender, [recipient], written)
        except (OSError, smtplib.SMTPException) as error:
            raise CannotSendError(type(error).__name__, _trouble_of(error)) from error

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


def _trouble_of(error: Exception) -> Trouble:
    """Read a refusal by its code (RFC 5321 4.2.1): 4xx for now, 5xx for good."""
    codes: tuple[int, ...] = ()
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = tuple(code for code, _said in error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        codes = (error.smtp_code,)
    if not codes or min(codes) < REFUSED_FOR_NOW:
        # The library says -1 when a connection broke within an answer.
        return Trouble.UNSURE
    return Trouble.NEVER if min(codes) >= REFUSED_FOR_GOOD else Trouble.LATER
