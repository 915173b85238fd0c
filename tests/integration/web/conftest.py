"""A house with a few people in it, over HTTP or as if behind a proxy with HTTPS."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.databases import on_sqlite
from tests.support.house import Home, opened, prepare
from tests.support.world import CHARACTERS, NOW, settle

PUBLIC = "https://wellbeing.example.org"
ANN, BEN = CHARACTERS[0], CHARACTERS[10]


@contextmanager
def house_at(data: Path, public_url: str = "") -> Iterator[Home]:
    data.mkdir(mode=0o700)
    database = on_sqlite(data)
    settings = replace(prepare(database), public_url=public_url)
    with opened(settings, database, NOW) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        with home.session() as session:
            settle(session)
        yield home


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with house_at(tmp_path / "instance") as home:
        yield home
