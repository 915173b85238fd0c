"""SMTP that ends by a deadline, however slowly a relay speaks and however much it says."""

import socket
import ssl
from contextlib import suppress
from io import BufferedReader, RawIOBase
from smtplib import SMTP, SMTPServerDisconnected
from time import monotonic
from typing import Any

# No answer of a relay is longer; one that never ends would fill the memory.
LONGEST_ANSWER, LONGEST_LINE = 65_536, 8_192
RECORD = 16_384
READY, NO_CODE = 220, -1


class Deadline:
    """When the relay must be done with what it was asked, all steps together."""

    def __init__(self) -> None:
        """Be over: nothing was asked yet."""
        self._ends = monotonic()

    def restart(self, seconds: float) -> None:
        self._ends = monotonic() + seconds

    def remaining(self) -> float:
        """Return how many seconds are left; raise TimeoutError when none are."""
        left = self._ends - monotonic()
        if left <= 0:
            raise TimeoutError("the relay took too long")
        return left


def reach(host: str, port: int, deadline: Deadline) -> socket.socket:
    """Connect to the first address of a name that answers; the library gives each the whole time."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    trouble: OSError = OSError("the name has no address")
    for *_kind, address in found:
        try:
            return socket.create_connection((str(address[0]), port), deadline.remaining())
        except OSError as error:
            trouble = error
    raise trouble


class TimedSmtp(SMTP):
    """The library's SMTP; the library alone allows each piece of an answer the whole time anew."""

    def __init__(self, deadline: Deadline, tls: ssl.SSLContext | None) -> None:
        """Connect to nobody yet; with a context, encryption begins with the connection."""
        self._deadline = deadline
        self._tls = tls
        self.handed = 0
        super().__init__()

    def connect_to(self, host: str, port: int) -> None:
        """Connect and hear the relay's greeting; raise OSError when it gives none."""
        self._host = host
        code, _words = self.connect(host, port)
        if code != READY:
            raise ConnectionRefusedError("the relay does not want to talk")

    def getreply(self) -> tuple[int, bytes]:
        if self.sock is None:
            raise SMTPServerDisconnected("not connected")
        if self.file is None:
            self.file = BufferedReader(_Timed(self.sock, self._deadline))
        self.file.raw.begin_answer()
        answer = super().getreply()
        self._set_time()
        return answer

    def answer(self) -> tuple[int, bytes]:
        """Return a reply's code and last line, as `getreply` does in three times the time."""
        if self.file is None:
            return self.getreply()
        self.file.raw.begin_answer()
        line = self._line()
        while line[3:4] == b"-" and line[:3].isdigit():
            line = self._line()
        return (int(line[:3]) if line[:3].isdigit() else NO_CODE), line[4:]

    def hand_over(self, data: bytes) -> None:
        """Send all of it; `handed` counts what is out, also when that fails."""
        self.handed = 0
        view = memoryview(data)
        while self.handed < len(data):
            if self.sock is None:
                raise SMTPServerDisconnected("not connected")
            self._set_time()
            # No more than one encrypted record: a part of one cannot be read.
            self.handed += self.sock.send(view[self.handed : self.handed + RECORD])

    def send(self, s: Any) -> None:
        self._set_time()
        super().send(s)

    def _line(self) -> bytes:
        line = b""
        if self.file is not None:
            with suppress(OSError):
                line = self.file.readline(LONGEST_LINE)
        if not line.endswith(b"\n"):
            self.close()
            raise SMTPServerDisconnected("the relay hung up, or its line has no end")
        return line

    def _set_time(self) -> None:
        if self.sock is not None:
            self.sock.settimeout(self._deadline.remaining())

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        del timeout  # Each address of a name would have it to itself.
        plain = reach(host, port, self._deadline)
        plain.settimeout(self._deadline.remaining())
        if self._tls is None:
            return plain
        return self._tls.wrap_socket(plain, server_hostname=host)


class _Timed(RawIOBase):
    """Reads what a relay says, as long as there is time for it."""

    def __init__(self, source: socket.socket, deadline: Deadline) -> None:
        self._source = source
        self._deadline = deadline
        self._said = 0

    def begin_answer(self) -> None:
        self._said = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._source.settimeout(self._deadline.remaining())
        count = self._source.recv_into(buffer)
        self._said += count
        if self._said > LONGEST_ANSWER:
            raise OSError("the relay's answer has no end")
        return count
