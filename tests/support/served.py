"""The real service in a process of its own, as an operator starts it, and visitors to it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

from tests.support.pages import Page
from tests.support.world import ZONE
from wellbeing.clock import SystemClock, local_day
from wellbeing.week import Week

READY_WITHIN = 120.0
_MAIN = "from wellbeing.cli import main; main()"
_FORM = "application/x-www-form-urlencoded"


# Below the ports that systems lend to connections for a moment: between asking for one of those and
# listening on it, another connection may have it. Each test process has a hundred of its own.
_PORTS = count(20_000 + os.getpid() % 120 * 100)


def free_port() -> int:
    """Return a port on which a service can begin to listen in a moment."""
    for port in _PORTS:
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("every port is taken")


def wait_out_the_turn_of_a_week(seconds: float) -> None:
    """Wait when the week ends within so many seconds: what is begun in it would be sent in the next.

    A service in a process of its own reads the machine's clock, which no test can set.
    """
    now = SystemClock().now()
    weeks = {Week.of(local_day(now + timedelta(seconds=more), ZONE)) for more in (0, seconds)}
    if len(weeks) > 1:
        time.sleep(seconds)


@dataclass
class Service:
    """One running `wellbeing` process."""

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """End the process as a power cut would: at once, with no chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)


@contextmanager
def serving(
    command: list[str], environment: Mapping[str, str], log: Path, port: int
) -> Iterator[Service]:
    """Run a subcommand that serves, wait until it answers, and stop it afterwards."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", _MAIN, *command, "--port", str(port)],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    service = Service(port, process, log)
    try:
        _wait_until_ready(service)
        yield service
    finally:
        if process.poll() is None:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
        if process.poll() is None:
            service.kill()


@dataclass
class Visitor:
    """A browser without JavaScript: keeps cookies, follows redirects, reads pages."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    timeout: float = 20.0

    def get(self, path: str) -> Page:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Mapping[str, str]) -> Page:
        return self._ask("POST", path, urlencode(fields).encode())

    def _ask(self, method: str, path: str, body: bytes | None, hops: int = 5) -> Page:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            connection.request(method, path, body, self._headers(body))
            response = connection.getresponse()
            content = response.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for header in response.headers.get_all("Set-Cookie", []):
            name, _, rest = header.partition("=")
            self.cookies[name] = rest.split(";")[0]
        location = response.headers.get("Location")
        if response.status in {302, 303} and location and hops:
            target = urlsplit(urljoin(path, location))
            return self._ask("GET", target._replace(scheme="", netloc="").geturl(), None, hops - 1)
        return Page(content, path, response.status)

    def _headers(self, body: bytes | None) -> dict[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={kept}" for name, kept in self.cookies.items())}
        return headers if body is None else {**headers, "Content-Type": _FORM}


def _wait_until_ready(service: Service) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if service.process.poll() is not None:
            raise AssertionError(f"the service ended: {service.log.read_text('utf-8')[-2000:]}")
        with suppress(OSError, HTTPException):
            if Visitor(service.port, timeout=10).get("/readyz").status == 200:
                return
        time.sleep(0.05)
    raise AssertionError(f"not ready: {service.log.read_text('utf-8')[-2000:]}")
