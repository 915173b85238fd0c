"""A relay that does at each step what a script says, and remembers which mails it took."""

import re
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from socket import SocketIO
from threading import Event, Thread

from wellbeing.messages.mailer import Patience, SmtpMailer
from wellbeing.settings import Mail

# What a script can answer beside an SMTP answer.
HANG_UP = "hang up"
STALL = "stall"
DRIP = "drip"
ENDLESS = "endless"
LONG = "250 " + "x" * 20_000
GARBAGE = "\x00\x01 nothing of this kind 250"
# In answer to a whole mail: it is taken, whatever is said of it.
TAKEN_THEN = "taken, then "
GREETING, TEXT, WHOLE = "greeting", "text", "."
STEPS = (GREETING, "EHLO", "MAIL", "RCPT", "DATA", TEXT, WHOLE)
GOOD = {GREETING: "220 here", "DATA": "354 go on", "STARTTLS": "220 go on", "QUIT": "221 bye"}
NAMED = re.compile(rb"(?m)^Message-ID: <([^@>]+)@")
Script = Callable[[str, str], str | None]


def well_behaved(_step: str, _said: str) -> str | None:
    """Answer as a relay should."""
    return None


@dataclass
class HardRelay:
    """Serves on a free port of this machine until the block ends."""

    script: Script = well_behaved
    tls: ssl.SSLContext | None = None
    # Encrypted from the first byte, not only after STARTTLS.
    tls_at_once: bool = False
    offers: str = "250 here"
    taken: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    stalls: Event = field(default_factory=Event)
    goes_on: Event = field(default_factory=Event)

    def __enter__(self) -> "HardRelay":
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.goes_on.set()
        self._door.close()

    def mailer(self, seconds: float = 30.0, security: str = "none", **more: str) -> SmtpMailer:
        """Return a mailer to this relay that waits for so long."""
        host = more.pop("host", "127.0.0.1")
        settings = Mail(host, self.port, security, sender="no-reply@w.example", **more)
        return SmtpMailer(settings, Patience(seconds, seconds))

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                caller = self._door.accept()[0]
                Thread(target=self._talk, args=(caller,), daemon=True).start()

    def _talk(self, caller: socket.socket) -> None:
        with suppress(OSError, ValueError):
            if self.tls is not None and self.tls_at_once:
                caller = self.tls.wrap_socket(caller, server_side=True)
            if _Dialogue(self, caller).hold() and self.tls is not None:
                # It asked for encryption: all begins anew, without a greeting.
                caller = self.tls.wrap_socket(caller, server_side=True)
                _Dialogue(self, caller).hold()
        with suppress(OSError):
            caller.shutdown(socket.SHUT_RDWR)
        caller.close()


class _Over(Exception):  # noqa: N818  # no error: the relay hangs up
    """The dialogue ends here."""


class _Dialogue:
    """One connection, or the part of it before or after encryption began."""

    def __init__(self, relay: HardRelay, caller: socket.socket) -> None:
        self._relay = relay
        self._caller = caller
        self._is_encrypted = isinstance(caller, ssl.SSLSocket)
        self._has_sender = self._has_recipient = False

    def hold(self) -> bool:
        """Talk until one side hangs up; say whether to go on encrypted."""
        with suppress(_Over), self._caller.makefile("rb", buffering=0) as lines:
            if not self._is_encrypted or self._relay.tls_at_once:
                self._answer(GREETING, "")
            return self._listen(lines)
        return False

    def _listen(self, lines: SocketIO) -> bool:
        for line in lines:
            said = line.decode("ascii", "replace").strip()
            step = said[:8].upper() if said[:8].upper() == "STARTTLS" else said[:4].upper()
            self._relay.said.append(step)
            given = self._answer(step, said)
            if step == "STARTTLS" and given.startswith("220") and self._relay.tls is not None:
                return True
            if given.startswith("354"):
                self._take(lines)
        return False

    def _take(self, lines: SocketIO) -> None:
        parts: list[bytes] = []
        for part in lines:
            parts.append(part)
            if len(parts) == 1 and self._relay.script(TEXT, "") is not None:
                self._answer(TEXT, "")
            if part == b".\r\n":
                named = NAMED.search(b"".join(parts))
                self._answer(WHOLE, named[1].decode() if named else "")
                return

    def _answer(self, step: str, said: str) -> str:
        otherwise = self._relay.offers if step == "EHLO" else GOOD.get(step, "250 ok")
        answer = self._relay.script(step, said)
        answer = otherwise if answer is None else answer
        if step == "MAIL":
            self._has_sender, self._has_recipient = answer.startswith("250"), False
        if step == "RCPT":
            self._has_recipient = self._has_sender and answer.startswith("250")
        if step == WHOLE and not self._has_recipient:
            # Who says all at once may be told so only at the end (RFC 2920 3.1).
            answer = "554 nobody to send it to"
        if step == WHOLE and answer.startswith((TAKEN_THEN, "250")):
            self._relay.taken.append(said)
            answer = answer.removeprefix(TAKEN_THEN)
        self._do(answer)
        return answer

    def _do(self, answer: str) -> None:
        if answer == STALL:
            self._relay.stalls.set()
            self._relay.goes_on.wait()
        if answer in {STALL, HANG_UP}:
            raise _Over
        self._say(answer)

    def _say(self, answer: str) -> None:
        if answer == DRIP:
            # Each piece comes soon; all of them together never.
            while not self._relay.goes_on.wait(0.02):
                self._caller.sendall(b"2")
            raise _Over
        while answer == ENDLESS:
            self._caller.sendall(b"250-and so on\r\n" * 100)
        self._caller.sendall(answer.encode("latin-1") + b"\r\n")
