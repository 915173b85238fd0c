"""Hands finished text messages to a gateway over HTTP: one request each, and no second one.

A gateway is anything with `send(to, text, reference)`, `check()`, `open()` and `close()`. It says
what is sure after a text did not leave in the same words as a relay does (`Trouble`):

    UNREACHED  nothing was handed over, or the gateway refuses us: nobody's text leaves now
    CUT        the line broke before the whole request was handed over
    LATER      it refuses this text for now
    NEVER      it refuses this text for good
    UNSURE     the request was handed over and no answer came: it may have left
"""

import http.client
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from socket import SHUT_RDWR, socket
from threading import Timer
from typing import Protocol
from urllib.parse import urlsplit

from wellbeing.messages.mailer import CannotSendError, Trouble
from wellbeing.messages.timed_smtp import Deadline, reach

# From the first address that is tried to the end of an answer that comes byte by byte.
TIMEOUT_SECONDS = 15.0
LONGEST_ANSWER = 16 * 1024
TAKEN = range(200, 300)


class Gateway(Protocol):
    """Sends text messages, each with one request."""

    def open(self) -> None:
        """Make ready; raise CannotSendError when nothing could be sent."""
        ...

    def send(self, to: str, text: str, reference: str) -> None:
        """Send one text to a number such as +447700900123; raise CannotSendError when it is not taken."""
        ...

    def check(self) -> str | None:
        """Return what keeps texts from leaving, as one line; nothing is sent."""
        ...

    def close(self) -> None:
        """Let go of what was made ready."""
        ...


@dataclass(frozen=True)
class Question:
    """One HTTP request, with everything a gateway is told."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Answer:
    """What came back: the status, and the beginning of the body."""

    status: int
    body: bytes

    @property
    def is_taken(self) -> bool:
        return self.status in TAKEN


@dataclass(frozen=True)
class Line:
    """Where a gateway listens. Certificates are checked, redirects not followed, proxies not asked."""

    url: str
    seconds: float = TIMEOUT_SECONDS

    def ask(self, question: Question) -> Answer:
        """Ask once, over a connection of its own; raise CannotSendError with what is sure then.

        A connection that is kept open can be closed by the other side while a text is on its way,
        and nobody could say whether it left.
        """
        deadline, step = Deadline(), Trouble.UNREACHED
        deadline.restart(self.seconds)
        connection = _connection(self.url, deadline)
        ends = Timer(self.seconds, _hang_up, [connection])
        ends.daemon = True
        ends.start()
        try:
            connection.connect()
            # Had the time been over already, nobody would be left to hang up.
            deadline.remaining()
            step = Trouble.CUT
            _hand_over(connection, question)
            step = Trouble.UNSURE
            found = connection.getresponse()
            return Answer(found.status, _beginning(found))
        except (OSError, http.client.HTTPException, ValueError) as error:
            # The kind of error alone: its words may quote an address.
            raise CannotSendError(type(error).__name__, step) from None
        finally:
            ends.cancel()
            connection.close()


class _Plain(http.client.HTTPConnection):
    """The library's connection; the library alone gives each address of a name the whole time anew."""

    def __init__(self, host: str, port: int | None, deadline: Deadline) -> None:
        super().__init__(host, port)
        self.deadline = deadline

    def connect(self) -> None:
        reached = reach(self.host, self.port, self.deadline)
        reached.settimeout(self.deadline.remaining())
        self.sock = self.dressed(reached)

    def dressed(self, reached: socket) -> socket:
        return reached


class _Secure(_Plain):
    """Encrypted, with a certificate that is checked."""

    default_port = http.client.HTTPS_PORT

    def dressed(self, reached: socket) -> socket:
        return ssl.create_default_context().wrap_socket(reached, server_hostname=self.host)


def _connection(url: str, deadline: Deadline) -> _Plain:
    parts = urlsplit(url)
    kind = _Secure if parts.scheme == "https" else _Plain
    return kind(parts.hostname or "", parts.port, deadline)


def _hand_over(connection: http.client.HTTPConnection, question: Question) -> None:
    """Hand over headers, then the body: while a part is missing no gateway can act on it."""
    connection.putrequest(question.method, question.path, skip_accept_encoding=True)
    for name, value in question.headers.items():
        connection.putheader(name, value)
    connection.putheader("Content-Length", str(len(question.body)))
    connection.putheader("Connection", "close")
    connection.endheaders()
    if question.body:
        connection.send(question.body)


def _beginning(answer: http.client.HTTPResponse) -> bytes:
    """Read so much of an answer and no more; its status says what happened, whatever follows."""
    with suppress(OSError, http.client.HTTPException, ValueError):
        return answer.read(LONGEST_ANSWER)
    return b""


def _hang_up(connection: http.client.HTTPConnection) -> None:
    """End a connection from outside: a reader that waits for its next byte wakes up."""
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(SHUT_RDWR)
