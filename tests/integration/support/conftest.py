"""A small organisation in which people can ask for a human."""

from collections.abc import Iterator

import pytest

from tests.support.asking import SECOND, Help, join
from tests.support.databases import Database
from tests.support.house import opened, prepare
from tests.support.world import NOW, settle


@pytest.fixture
def help_(database: Database) -> Iterator[Help]:
    with opened(prepare(database), database, NOW) as home:
        with home.session() as session:
            settle(session)
            join(session, SECOND, "Pat Second", "help", "practitioner")
        yield Help(home)
