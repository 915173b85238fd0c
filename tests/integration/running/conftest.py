"""A house with everybody in it, with or without a mail relay, as those who run it see it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.support.databases import on_sqlite
from tests.support.house import Home, opened, prepare
from tests.support.pages import Page
from tests.support.walking import Walker
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.database import writing
from wellbeing.messages import service as messages
from wellbeing.settings import Mail

IDS = {character.name: character.id for character in CHARACTERS}
HERE = "/running"
# Nothing listens there: the discard port.
RELAY = Mail(host="127.0.0.1", port=9, security="none", sender="no-reply@w.example")
Houses = Callable[..., Home]


@pytest.fixture
def house_with(tmp_path: Path) -> Iterator[Houses]:
    """Open a house with a relay, or without one: `Mail()`."""
    with ExitStack() as stack:

        def make(mail: Mail = RELAY, name: str = "instance", now: datetime = NOW) -> Home:
            data = tmp_path / name
            data.mkdir(mode=0o700)
            database = on_sqlite(data)
            settings = replace(prepare(database), mail=mail)
            home = stack.enter_context(opened(settings, database, now))
            with home.session() as session:
                settle(session)
            return home

        yield make


def operator(home: Home) -> Walker:
    return Walker(home.browser_of(IDS["operator"]))


def page(home: Home) -> Page:
    return operator(home).get(HERE)


def part_of(page: Page, heading: str) -> str:
    """Return what stands on the page from one heading to the footer."""
    return page.text.partition(heading)[2].partition("Signed in as")[0]


def post(home: Home, kind: messages.Kind, *names: str, at: datetime = NOW) -> None:
    """Put a notice in the outbox for each of these people."""
    with home.session() as session, writing(session):
        for name in names:
            messages.post(session, home.vault, kind, IDS[name], at, occasion=str(at))
