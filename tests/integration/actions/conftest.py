"""The small world behind the pages of action logs, and its people's browsers."""

import pytest

from tests.support.acting import BY_NAME, KEY, Hand
from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.world import NOW, settle
from wellbeing.actions import passing_up


@pytest.fixture
def home(tmp_path):
    data = tmp_path / "instance"
    data.mkdir()
    database = on_sqlite(data)
    with opened(prepare(database), database, NOW) as home:
        with home.session() as session:
            settle(session)
        home.app.config["WTF_CSRF_ENABLED"] = False
        yield home


@pytest.fixture
def browser(home):
    def of(name):
        return home.browser_of(BY_NAME[name].id)

    return of


@pytest.fixture
def begun(home):
    """One action in the log of the red team, passed up to its service."""
    with home.session() as session:
        hand = Hand(session)
        hand.adds()
        passing_up.pass_up(hand.log, KEY)
