"""Gateways for text messages on loopback: they take, refuse, limit, stall and drop as they are told."""

import json
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any

# Beyond HTTP: what a line does instead of an answer.
DROPS_AT_ONCE, DROPS_AFTER, STALLS, DRIPS = "drops at once", "drops after", "stalls", "drips"
TAKEN = (201, {"id": "740e5834-3a29-46b4-9a6f-16142fde533a"})
Said = tuple[int, Any] | bytes | str


class PretendGateway:
    """A real HTTP server on a port of its own; `answers` says what becomes of each request."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: Callable[[dict[str, Any]], Said] = lambda _said: TAKEN
        self._context = context
        self._door = socket.create_server(("127.0.0.1", 0))
        self._is_open = True

    def __enter__(self) -> "PretendGateway":
        Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._is_open = False
        with suppress(OSError):
            # A thread that waits for callers keeps a door open that is only closed.
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    @property
    def url(self) -> str:
        scheme = "https" if self._context else "http"
        return f"{scheme}://localhost:{self._door.getsockname()[1]}"

    @property
    def said(self) -> list[dict[str, Any]]:
        """What each request said; a request without a body said nothing."""
        return [json.loads(body) for _line, _headers, body in self.asked if body]

    @property
    def numbers(self) -> list[str]:
        return [each.get("phone_number") or each["to"] for each in self.said]

    @property
    def texts(self) -> list[str]:
        return [_text(each) for each in self.said]

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                caller = self._door.accept()[0]
                Thread(target=self._answer, args=[caller], daemon=True).start()

    def _answer(self, caller: socket.socket) -> None:
        with suppress(OSError), caller:
            line = self._context.wrap_socket(caller, server_side=True) if self._context else caller
            with line, line.makefile("rwb") as file:
                if self.answers({}) == DROPS_AT_ONCE:
                    return
                asked = _read(file)
                self.asked.append(asked)
                self._say(file, self.answers(json.loads(asked[2] or b"{}")))

    def _say(self, file: Any, said: Said) -> None:
        if said == STALLS:
            while self._is_open:
                time.sleep(0.05)
        elif said == DRIPS:
            file.write(b"HTTP/1.")
            while self._is_open:
                file.write(b"1")
                file.flush()
                time.sleep(0.05)
        elif said != DROPS_AFTER:
            file.write(said if isinstance(said, bytes) else _written(*said))
            file.flush()


def error(kind: str, message: str, status: int) -> tuple[int, Any]:
    """Return a refusal as GOV.UK Notify writes one."""
    return status, {"errors": [{"error": kind, "message": message}], "status_code": status}


def _text(said: dict[str, Any]) -> str:
    filled = said.get("personalisation")
    return str(filled["text"] if filled else said["text"])


def _written(status: int, said: Any) -> bytes:
    body = json.dumps(said).encode()
    return (
        f"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\n"
        f"Location: http://localhost:1/elsewhere\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def _read(file: Any) -> tuple[str, dict[str, str], bytes]:
    line = file.readline().decode().strip()
    headers: dict[str, str] = {}
    while (each := file.readline().decode().strip()) and ":" in each:
        name, _, value = each.partition(":")
        headers[name.lower()] = value.strip()
    return line, headers, file.read(int(headers.get("content-length", 0)))
