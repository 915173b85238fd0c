"""Hands finished mails to the operator's relay."""

import smtplib
import ssl
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial
from typing import Protocol

from wellbeing.address_settings import LOOPBACK
from wellbeing.messages.dialogue import (
    GO_ON,
    HANGS_UP,
    PIPELINING,
    Answer,
    CannotSendError,
    Trouble,
    as_data,
    begin_anew,
    envelope_of,
    quoted,
    require,
)
from wellbeing.messages.pipeline import Parcel, Pipeline
from wellbeing.messages.timed_smtp import Deadline, TimedSmtp
from wellbeing.settings import Mail

__all__ = [
    "HANGS_UP",
    "CannotSendError",
    "Carrier",
    "Mailer",
    "Parcel",
    "Patience",
    "SmtpMailer",
    "Trouble",
    "fate_of",
    "one_by_one",
]

# All that is said until mails can be sent, and all about one mail; see docs/operating.md.
LONGEST_OPENING = LONGEST_MAIL = 20.0


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


class Passing(Protocol):
    """Sends a mail that is written already."""

    def pass_on(self, sender: str, recipient: str, written: bytes) -> None:
        """Send one mail; raise CannotSendError when it is not taken."""
        ...


class Carrier(Mailer, Passing, Protocol):
    """Sends many mails that are written already."""

    def pass_on_all(self, sender: str, parcels: Iterable[Parcel]) -> Iterator[Trouble | None]:
        """Send each mail as its fate is asked for, and give what kept it from leaving."""
        ...


@dataclass(frozen=True)
class Patience:
    """How many seconds a relay has, for everything until mails can be sent and for each mail."""

    opening: float = LONGEST_OPENING
    mail: float = LONGEST_MAIL


def fate_of(send: Callable[[], None]) -> Trouble | None:
    """Return what kept a mail from leaving."""
    try:
        send()
    except ValueError:
        # An address no message can be written to keeps nobody else's from leaving.
        return Trouble.NEVER
    except CannotSendError as error:
        return error.trouble
    return None


def one_by_one(
    carrier: Passing, sender: str, parcels: Iterable[Parcel]
) -> Iterator[Trouble | None]:
    """Pass each mail on as its fate is asked for."""
    for recipient, written in parcels:
        if written is None:
            yield Trouble.NEVER
        else:
            yield fate_of(partial(carrier.pass_on, sender, recipient, written))


class SmtpMailer:
    """Speaks SMTP to the relay of the settings."""

    def __init__(self, settings: Mail, patience: Patience = Patience()) -> None:
        """Keep the relay's address; nothing is connected yet."""
        self._settings = settings
        self._patience = patience
        self._deadline = Deadline()
        self._relay: TimedSmtp | None = None

    def open(self) -> None:
        """Connect, encrypt unless the relay is on this machine, and sign in if told to."""
        self._deadline.restart(self._patience.opening)
        relay = TimedSmtp(self._deadline, self._context("tls"))
        try:
            self._begin(relay)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            relay.close()
            raise CannotSendError(type(error).__name__) from error
        self._relay = relay

    def send(self, mail: EmailMessage) -> None:
        self.pass_on(str(mail["From"]), str(mail["To"]), mail.as_bytes())

    def pass_on(self, sender: str, recipient: str, written: bytes) -> None:
        """Speak each step ourselves: what is sure after a broken one depends on which it was."""
        relay, step = self._relay, Trouble.UNREACHED
        if relay is None:
            raise CannotSendError("not connected")
        self._deadline.restart(self._patience.mail)
        answers: deque[Answer] = deque()
        try:
            relay.ehlo_or_helo_if_needed()
            answers.extend(_envelope(relay, sender, recipient))
            # Asked all at once, a relay that hangs up without a word may do so for this address.
            step = Trouble.CUT if relay.has_extn(PIPELINING) else Trouble.UNREACHED
            require(answers.popleft()(), Trouble.UNREACHED)
            step = Trouble.CUT
            require(answers.popleft()(), step)
            require(answers.popleft()(), step, GO_ON)
            # As long as its end is not out, no relay may take it (RFC 5321 4.1.1.4).
            relay.send(as_data(written))
            step = Trouble.UNSURE
            require(relay.getreply(), step)
        except (CannotSendError, ValueError):
            # The next mail begins anew, whatever this one had said.
            with suppress(OSError, smtplib.SMTPException):
                begin_anew(relay, answers)
            raise
        except (OSError, smtplib.SMTPException) as error:
            raise CannotSendError(type(error).__name__, step) from error

    def pass_on_all(self, sender: str, parcels: Iterable[Parcel]) -> Iterator[Trouble | None]:
        """Send each mail as its fate is asked for; nothing is sure after trouble with the connection."""
        relay = self._relay
        if relay is None:
            raise CannotSendError("not connected")
        self._deadline.restart(self._patience.mail)
        try:
            relay.ehlo_or_helo_if_needed()
        except (OSError, smtplib.SMTPException):
            yield Trouble.UNREACHED
            return
        if relay.has_extn(PIPELINING):
            said = Pipeline(relay, sender, lambda: self._deadline.restart(self._patience.mail))
            yield from said.fates(parcels)
            return
        yield from one_by_one(self, sender, parcels)

    def close(self) -> None:
        if self._relay is not None:
            self._relay.close()
            self._relay = None

    def _begin(self, relay: TimedSmtp) -> None:
        """Prepare a connection; whatever is not a known way to encrypt is refused, not sent in clear."""
        settings = self._settings
        if settings.security not in {"tls", "starttls"} and not self._may_be_plain():
            raise ValueError("mail leaves this machine encrypted")
        relay.connect_to(settings.host, settings.port)
        context = self._context("starttls")
        if context is not None:
            require(relay.starttls(context=context), Trouble.UNREACHED)
        if settings.username:
            relay.login(settings.username, settings.password)

    def _may_be_plain(self) -> bool:
        return self._settings.security == "none" and self._settings.host in LOOPBACK

    def _context(self, security: str) -> ssl.SSLContext | None:
        """Return what checks the relay's certificate and its name, where encryption begins like this."""
        return ssl.create_default_context() if self._settings.security == security else None


def _one_by_one(relay: TimedSmtp, sender: str, recipient: str) -> tuple[Answer, ...]:
    return (
        lambda: relay.mail(sender),
        lambda: relay.rcpt(recipient),
        lambda: relay.docmd("DATA"),
    )


def _envelope(relay: TimedSmtp, sender: str, recipient: str) -> tuple[Answer, ...]:
    """Return how to hear the answers to MAIL, RCPT and DATA.

    A relay that allows it is asked all three at once (RFC 2920): most of a mail's time is the way
    there and back.
    """
    if not relay.has_extn(PIPELINING):
        return _one_by_one(relay, sender, recipient)
    relay.send(envelope_of(quoted(sender), recipient))
    return (relay.getreply,) * 3
