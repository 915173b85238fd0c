"""What a signed-in person finds under the pages of figures, byte for byte, and the numbers in it."""

import csv
import json
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from io import StringIO
from itertools import count
from time import sleep
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.pages import Page
from wellbeing.heatmaps.shelf import SHELF
from wellbeing.ledger.service import Head

START = "/teams"
BESIDE = "/how-figures-are-made"
# The one thing on a page that differs each time it is shown: the token against forged forms.
TOKEN = re.compile(rb'name="csrf_token" value="[^"]+"')
# And among the headers: the moment, and the browser's own session.
OF_THE_MOMENT = frozenset({"Date", "Set-Cookie"})
RANGE = re.compile(r"<small>(\d\.\d) to (\d\.\d)</small>")
ADDRESSES = count(1)
# On a busy machine a picture is drawn later, and its answer says so. How long a drawing takes says
# something of the machine alone: whoever looks asks again.
MOST_TIMES, PAUSE_SECONDS = 60, 0.5

# unit, what it is about, rhythm, first day, last day
Key = tuple[str, ...]
# people, words, middle, low, high, change
Values = tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """One answer of the service without what belongs to the moment."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True)
class Look:
    """Every answer a person got, by its address."""

    answers: Mapping[str, Answer]

    @property
    def units(self) -> frozenset[str]:
        return frozenset(
            address.split("/")[2] for address in self.answers if address.startswith(f"{START}/")
        )

    def csv(self, unit: str) -> dict[Key, Values]:
        """Return the numbers of a unit's file for spreadsheets."""
        text = self.answers[f"{START}/{unit}/figures.csv"].body.decode()
        return _by_key(list(csv.DictReader(StringIO(text))))

    def json(self, unit: str) -> dict[Key, Values]:
        rows = json.loads(self.answers[f"{START}/{unit}/figures.json"].body)["figures"]
        return _by_key([{name: _written(value) for name, value in row.items()} for row in rows])

    def ranges(self, unit: str) -> tuple[tuple[str, str], ...]:
        """Return the ranges on a unit's page, in the order in which they stand there."""
        return tuple(RANGE.findall(self.answers[f"{START}/{unit}"].body.decode()))

    def numbers(self) -> dict[Key, Values]:
        """Return every number in every file."""
        found: dict[Key, Values] = {}
        for unit in sorted(self.units):
            if f"{START}/{unit}/figures.csv" in self.answers:
                found |= self.csv(unit)
        return found


def forget_what_was_read() -> None:
    """Let the application read the ledger anew, as a process does that has just begun."""
    SHELF._empty(Head())


def look(browser: FlaskClient) -> Look:
    """Follow every link under the pages of figures, pictures and files too, and read the ledger anew."""
    forget_what_was_read()
    found: dict[str, Answer] = {}
    waiting = deque([START, BESIDE])
    while waiting:
        address = waiting.popleft()
        if address in found:
            continue
        response = ask(browser, address)
        found[address] = answer_of(response)
        if response.mimetype == "text/html":
            waiting.extend(_under(address, response.text))
    return Look(found)


def ask(browser: FlaskClient, address: str, **headers: str) -> TestResponse:
    response = _ask_once(browser, address, headers)
    for _ in range(MOST_TIMES - 1):
        if not _is_drawn_later(response):
            break
        sleep(PAUSE_SECONDS)
        response = _ask_once(browser, address, headers)
    return response


def _ask_once(browser: FlaskClient, address: str, headers: dict[str, str]) -> TestResponse:
    # An address of its own for every request: the limit on requests has its own test.
    number = next(ADDRESSES)
    sender = f"127.{number // 62500 % 250}.{number // 250 % 250}.{number % 250 + 1}"
    return browser.get(address, environ_base={"REMOTE_ADDR": sender}, headers=headers)


def _is_drawn_later(response: TestResponse) -> bool:
    return response.status_code == HTTPStatus.SERVICE_UNAVAILABLE and (
        response.mimetype == "image/svg+xml"
    )


def answer_of(response: TestResponse) -> Answer:
    kept = ((name, value) for name, value in response.headers if name not in OF_THE_MOMENT)
    return Answer(response.status_code, tuple(sorted(kept)), TOKEN.sub(b"", response.data))


def _under(address: str, html: str) -> list[str]:
    page = Page(html, address, 200)
    pictures = [found["src"] for tag, found in page.tags if tag == "img" and "src" in found]
    paths = [urlsplit(urljoin(address, link)).path for link in (*page.links, *pictures)]
    return [path for path in paths if path.startswith(f"{START}/")]


def _by_key(rows: list[dict[str, str]]) -> dict[Key, Values]:
    names = list(rows[0]) if rows else []
    split = names.index("people") if names else 0
    return {
        tuple(row[name] for name in names[:split]): tuple(row[name] for name in names[split:])
        for row in rows
    }


def _written(value: object) -> str:
    return "" if value is None else str(value)
