"""A relay that takes every mail at once, in a process of its own, and writes down to whom it was.

python tests/support/sink.py TAKEN SECONDS

It takes so long over each mail. It prints its port, and adds one line to the file TAKEN for each mail before it says that it took it:
what stands there has left, whatever becomes of the sender. It ends with its standard input.
"""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

GREETING = b"220 sink\r\n"
ANSWERS = {
    b"EHLO": b"250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n",
    b"DATA": b"354 go on\r\n",
    b"QUIT": b"221 bye\r\n",
}
OK, END = b"250 ok\r\n", b"\r\n.\r\n"
# What Linux tells of every connection: its ports, its state, and what waits to be sent and read.
TCP = Path("/proc/net/tcp")
ESTABLISHED, LISTENING, NOTHING_UNREAD = "01", "0A", ":00000000"


class Taking(asyncio.Protocol):
    """One connection of a sender."""

    def __init__(self, taken: int, pause: float) -> None:
        """Write to an open file, so many seconds after each mail has come."""
        self._taken = taken
        self._pause = pause
        self._held = b""
        self._to = b""
        self._is_mail = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.Transport)
        self._line = transport
        self._line.write(GREETING)

    def data_received(self, data: bytes) -> None:
        """Answer each command, and each whole mail."""
        self._held += data
        while True:
            end = END if self._is_mail else b"\r\n"
            place = self._held.find(end)
            if place < 0:
                return
            said, self._held = self._held[:place], self._held[place + len(end) :]
            self._line.write(self._after_mail() if self._is_mail else self._after(said))

    def _after(self, said: bytes) -> bytes:
        verb = said[:4].upper()
        if verb == b"RCPT":
            self._to = said[said.find(b"<") + 1 : said.rfind(b">")]
        self._is_mail = verb == b"DATA"
        return ANSWERS.get(verb, OK)

    def _after_mail(self) -> bytes:
        self._is_mail = False
        time.sleep(self._pause)
        os.write(self._taken, self._to + b"\n")
        return OK


async def serve(file: str, pause: float) -> None:
    taken = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Taking(taken, pause), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


@dataclass(frozen=True)
class Sink:
    """A sink that runs."""

    port: int
    file: Path
    pid: int

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Let nobody have an answer for a while."""
        os.kill(self.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.pid, signal.SIGCONT)

    def keeps_somebody_waiting(self) -> bool:
        """Say whether a sender waits: for an answer to what was not read yet, or for the greeting."""
        lines = TCP.read_text("ascii").splitlines()[1:]
        return any(
            local.endswith(f":{self.port:04X}")
            and state in {ESTABLISHED, LISTENING}
            and not queues.endswith(NOTHING_UNREAD)
            for _number, local, _remote, state, queues, *_rest in map(str.split, lines)
        )

    def taken(self) -> list[str]:
        """Return to whom mails have left until now, in their order."""
        return self.file.read_text("ascii").splitlines() if self.file.exists() else []


@contextmanager
def running_sink(file: Path, pause: float = 0) -> Iterator[Sink]:
    with subprocess.Popen(
        [sys.executable, __file__, str(file), str(pause)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield Sink(int(process.stdout.readline()), file, process.pid)
        finally:
            process.stdin.close()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], float(sys.argv[2])))
