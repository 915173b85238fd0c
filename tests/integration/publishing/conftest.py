"""An organisation of 41 people, on each kind of database: every sort of cell occurs."""

from collections.abc import Iterator

import pytest

from tests.support.press import Works
from tests.support.press import works as open_works

SERVICES = {
    "north": {"red": 9, "blue": 8, "dot": 3, "dash": 5},
    "south": {"green": 12, "lone": 4},
}


@pytest.fixture
def works(database) -> Iterator[Works]:
    with open_works(database) as opened:
        opened.found(SERVICES)
        yield opened
