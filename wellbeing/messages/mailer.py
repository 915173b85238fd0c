"""Hands finished mails to the operator's relay."""

import smtplib
import ssl
from email.message import EmailMessage
from typing import Protocol

from wellbeing.settings import Mail

TIMEOUT_SECONDS = 20


class CannotSendError(Exception):
    """The relay did not take a mail; it may be tried again."""


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
            # The library's message may quote the address, so only its kind goes on.
            raise CannotSendError(type(error).__name__) from error

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
