"""An application in which both screens are on, and a person who takes part and has chosen them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.integration.screens import screening
from tests.support.databases import Database
from tests.support.house import Home, opened, prepare
from tests.support.world import CHARACTERS, NOW, settle


@pytest.fixture
def home(database: Database, tmp_path: Path) -> Iterator[Home]:
    settings = screening.switched_on(prepare(database), tmp_path / "policies")
    with opened(settings, database, NOW) as home:
        with home.session() as session:
            settle(session)
        yield home


@pytest.fixture
def ann(home: Home) -> Visitor:
    """A person who takes part."""
    visitor = Visitor(home, CHARACTERS[0].id)
    visitor.agree()
    return visitor


@pytest.fixture
def bea(ann: Visitor) -> Visitor:
    """The same person, who has also said yes to both screens."""
    for address in (screening.PHQ_4, screening.PC_PTSD_5):
        screening.choose(ann, address)
    return ann
