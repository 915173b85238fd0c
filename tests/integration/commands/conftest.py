"""An installation that commands look at, and a session on its database, in which people stand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.support.databases import on_sqlite
from tests.support.house import prepare
from tests.support.world import settle
from wellbeing.database import make_engine
from wellbeing.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    return prepare(on_sqlite(data))


@pytest.fixture
def session(settings: Settings) -> Iterator[Session]:
    engine = make_engine(settings.database_url)
    with Session(engine) as session:
        settle(session)
        yield session
    engine.dispose()
