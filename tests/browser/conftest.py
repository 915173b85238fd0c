"""A small organisation behind a real address, for journeys in a real browser."""

from collections.abc import Callable, Iterator

import pytest

from tests.support.databases import on_sqlite
from tests.support.house import Home, opened, prepare
from tests.support.sample import NOBODY, OFFERED_MORE, person_of, person_offered_more, sample_home
from tests.support.world import NOW, settle


@pytest.fixture
def home(tmp_path) -> Iterator[Home]:
    data = tmp_path / "instance"
    data.mkdir()
    database = on_sqlite(data)
    with opened(prepare(database), database, NOW) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        with home.session() as session:
            settle(session)
        yield home


@pytest.fixture
def address(home: Home) -> Iterator[str]:
    with home.served() as address:
        yield address


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Iterator[Home]:
    """A sample organisation of eighty people and half a year, read only."""
    data = tmp_path_factory.mktemp("sample") / "instance"
    with sample_home(data, people=80, weeks=30) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        yield home


@pytest.fixture(scope="session")
def sample_address(sample: Home) -> Iterator[str]:
    with sample.served() as address:
        yield address


@pytest.fixture(scope="session")
def as_somebody(sample: Home) -> Callable[[str], str | None]:
    """Find a sample person by the words of their line on the demo's page, or by their step."""
    found: dict[str, str | None] = {NOBODY: None, OFFERED_MORE: person_offered_more(sample)}

    def find(words: str) -> str | None:
        return found[words] if words in found else person_of(sample, words)

    return find
