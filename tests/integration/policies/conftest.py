"""A small organisation with both databases, and the two people who look after its policy."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.integration.policies.reader import Reader
from tests.support.databases import Database, on_sqlite
from tests.support.house import Home, opened, prepare
from tests.support.policies import LEAD, REP, TEXT, Office, lay_out
from tests.support.world import NOW, settle


@pytest.fixture
def home(database: Database, tmp_path: Path) -> Iterator[Home]:
    settings = replace(prepare(database), policies=lay_out(tmp_path / "shipped", TEXT))
    with opened(settings, database, NOW) as home:
        with home.session() as session:
            settle(session)
        yield home


@pytest.fixture
def office(home: Home) -> Office:
    """The office on its first day: the policy of the release is kept."""
    office = Office(home)
    office.adopt()
    return office


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Home]:
    """A home on SQLite alone, for what pages say."""
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    database = on_sqlite(data)
    settings = replace(prepare(database), policies=lay_out(tmp_path / "shipped", TEXT))
    with opened(settings, database, NOW) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        with home.session() as session:
            settle(session)
        yield home


@pytest.fixture
def quick_office(quick: Home) -> Office:
    office = Office(quick)
    office.adopt()
    return office


@pytest.fixture
def lead(quick: Home, quick_office: Office) -> Reader:
    return Reader(quick, LEAD)


@pytest.fixture
def rep(quick: Home, quick_office: Office) -> Reader:
    return Reader(quick, REP)
