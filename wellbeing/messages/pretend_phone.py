"""A gateway and a phone in one, on this machine: where the texts of a sample organisation arrive.

It listens on loopback alone, keeps the last texts in memory and shows them. By the last two digits
of a number it does what gateways do on a bad day, so that each can be looked at.
"""

import json
import time
from collections import deque
from contextlib import suppress
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Self
from urllib.parse import urlsplit

from wellbeing.messages.loopback_gateway import SEND
from wellbeing.sms_settings import LOOPBACK

KEPT = 20
LONGEST_REQUEST = 4_096
REFUSES, LIMITS, BREAKS = {"90": 400}, {"91": 429}, {"92": 500}
STATUSES = {**REFUSES, **LIMITS, **BREAKS}
STALLS, DROPS = "93", "94"
# Longer than anybody waits for an answer.
STALLED_FOR = 60.0
TAKEN, NOT_OURS = 201, 404


class PretendPhone:
    """Takes texts over HTTP and shows them on a page; a port of its own, until it is closed."""

    def __init__(self, stalled_for: float = STALLED_FOR) -> None:
        """Take a free port; nothing is answered before `with`."""
        self.texts: deque[tuple[str, str]] = deque(maxlen=KEPT)
        self.stalled_for = stalled_for
        self._server = _Server(("127.0.0.1", 0), _Answering)
        self._server.phone = self

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        """Answer from now on, beside whatever else runs."""
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()

    def take(self, to: str, text: str) -> int | None:
        """Return the status of an answer; None for a line that is dropped."""
        if to.endswith(STALLS):
            time.sleep(self.stalled_for)
        if to.endswith((STALLS, DROPS)):
            return None
        status = STATUSES.get(to[-2:], TAKEN)
        if status == TAKEN:
            self.texts.appendleft((to[-2:], text))
        return status


class _Server(ThreadingHTTPServer):
    """The server, with the phone that it answers for."""

    daemon_threads = True
    phone: PretendPhone


class _Answering(BaseHTTPRequestHandler):
    """Answers one request."""

    server: _Server

    def do_GET(self) -> None:
        if not self._is_from_here() or self.path not in {"/", SEND}:
            self._answer(NOT_OURS, b"")
        else:
            self._answer(200, _page(self.server.phone) if self.path == "/" else b"")

    def do_POST(self) -> None:
        said = self._read()
        if said is None or self.path != SEND or not self._is_from_here():
            self._answer(NOT_OURS, b"")
            return
        status = self.server.phone.take(str(said.get("to", "")), str(said.get("text", "")))
        if status is not None:
            self._answer(status, b"")

    def log_message(self, *_said: object) -> None:
        """Say nothing: a log would hold what is nobody's business."""

    def _is_from_here(self) -> bool:
        """Refuse other names: a page elsewhere could give its own name this machine's address."""
        return urlsplit(f"//{self.headers.get('Host', '')}").hostname in LOOPBACK

    def _read(self) -> dict[str, object] | None:
        length = self.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) <= LONGEST_REQUEST:
            with suppress(ValueError, RecursionError):
                found = json.loads(self.rfile.read(int(length)))
                return found if isinstance(found, dict) else None
        return None

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


def _page(phone: PretendPhone) -> bytes:
    """Show the last texts, the newest first; the links in them can be opened."""
    shown = "".join(
        f"<li><p>To the number that ends in {escape(ending)}:</p><p>{_linked(text)}</p></li>"
        for ending, text in phone.texts
    )
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A pretend phone</title>'
        '<meta name="viewport" content="width=device-width"></head><body><h1>A pretend phone</h1>'
        "<p>The text messages of the sample organisation arrive here. Load the page again to see new ones."
        f"</p><ul>{shown or '<li>None yet.</li>'}</ul></body></html>"
    ).encode()


def _linked(text: str) -> str:
    before, found, link = text.partition("http")
    address = escape(found + link)
    return escape(before) + (f'<a href="{address}">{address}</a>' if found else "")
