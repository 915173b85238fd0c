"""Hands finished mails to the operator's relay."""

import re
import smtplib
import ssl
from collections import deque
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from smtplib import quoteaddr
from typing import Protocol

from wellbeing.messages.timed_smtp import Deadline, TimedSmtp
from wellbeing.settings import LOOPBACK, Mail

# All that is said until mails can be sent, and all about one mail; see docs/operating.md.
LONGEST_OPENING = LONGEST_MAIL = 20.0
REFUSED_FOR_NOW, REFUSED_FOR_GOOD, HANGS_UP = 400, 500, 421
TAKEN, GO_ON = range(200, 300), range(354, 355)
PIPELINING = "pipelining"
Answer = Callable[[], tuple[int, bytes]]


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


@dataclass(frozen=True)
class Patience:
    """How many seconds a relay has, for everything until mails can be sent and for each mail."""

    opening: float = LONGEST_OPENING
    mail: float = LONGEST_MAIL


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
            _require(answers.popleft()(), Trouble.UNREACHED)
            step = Trouble.CUT
            _require(answers.popleft()(), step)
            _require(answers.popleft()(), step, GO_ON)
            # As long as its end is not out, no relay may take it (RFC 5321 4.1.1.4).
            relay.send(_as_data(written))
            step = Trouble.UNSURE
            _require(relay.getreply(), step)
        except (CannotSendError, ValueError):
            # The next mail begins anew, whatever this one had said.
            with suppress(OSError, smtplib.SMTPException):
                _begin_anew(relay, answers)
            raise
        except (OSError, smtplib.SMTPException) as error:
            raise CannotSendError(type(error).__name__, step) from error

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
            _require(relay.starttls(context=context), Trouble.UNREACHED)
        if settings.username:
            relay.login(settings.username, settings.password)

    def _may_be_plain(self) -> bool:
        return self._settings.security == "none" and self._settings.host in LOOPBACK

    def _context(self, security: str) -> ssl.SSLContext | None:
        """Return what checks the relay's certificate and its name, where encryption begins like this."""
        return ssl.create_default_context() if self._settings.security == security else None


def _envelope(relay: TimedSmtp, sender: str, recipient: str) -> tuple[Answer, ...]:
    """Return how to hear the answers to MAIL, RCPT and DATA.

    A relay that allows it is asked all three at once (RFC 2920): most of a mail's time is the way
    there and back.
    """
    if not relay.has_extn(PIPELINING):
        return (
            lambda: relay.mail(sender),
            lambda: relay.rcpt(recipient),
            lambda: relay.docmd("DATA"),
        )
    said = (f"MAIL FROM:{quoteaddr(sender)}", f"RCPT TO:{quoteaddr(recipient)}", "DATA")
    if any(each in "".join(said) for each in "\r\n"):
        raise ValueError("an address is one line")
    relay.send("".join(f"{each}\r\n" for each in said))
    return (relay.getreply,) * len(said)


def _begin_anew(relay: TimedSmtp, unheard: Collection[Answer]) -> None:
    """Hear what was asked already, and end a text that the relay waits for before it begins."""
    if relay.has_extn(PIPELINING):
        for answer in unheard:
            if answer()[0] in GO_ON:
                relay.send(".\r\n")
                relay.getreply()
    relay.rset()


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
