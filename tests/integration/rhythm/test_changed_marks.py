"""A mark that somebody changed gets one and the same answer from each door, whatever was changed."""

from urllib.parse import quote

import pytest

from tests.support.databases import on_sqlite
from tests.support.mutants import mutants
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, NOW
from wellbeing.rhythm import feed_store, service
from wellbeing.rhythm.desk import address_of
from wellbeing.rhythm.feed_service import CALENDAR, Change, calendar_of, change_calendar
from wellbeing.rhythm.service import Desk
from wellbeing.rhythm.stop_links import STOP
from wellbeing.rhythm.tokens import make_mark
from wellbeing.week import Week

WEEK = Week.of(NOW.date())
# Of a hundred thousand, whose marks are all read by the same function, one in these many at each door.
EACH = 467
# With one of these in its path it is another address, or none: no page of marks is asked.
ANOTHER_ADDRESS = frozenset("/\n\0")
DOORS = {
    STOP: ("/messages/{}", ("GET", "POST")),
    f"answer {WEEK}": ("/answer/{}", ("GET", "POST")),
    CALENDAR: ("/calendar/{}.ics", ("GET",)),
}
PERSON = next(each.id for each in CHARACTERS if each.name == "staff")


@pytest.fixture
def home(tmp_path):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    database = on_sqlite(data)
    with settled_home(database) as home:
        yield home


def row_behind(home, purpose):
    """Return what a mark of this person is made for, after letting it be made."""
    with home.session() as session:
        desk = Desk(session, home.vault, NOW)
        service.enrol(desk, [PERSON])
        row = address_of(home.vault, PERSON)
        if purpose != CALENDAR:
            return row
        change_calendar(desk, PERSON, Change.ON)
        assert calendar_of(desk, PERSON) is not None
        return feed_store.secret_of(session, row)


@pytest.mark.parametrize("purpose", DOORS)
def test_every_changed_mark_gets_the_same_answer(home, purpose):
    path, methods = DOORS[purpose]
    row = row_behind(home, purpose)
    others = [each for each in (*DOORS, f"answer {WEEK.plus(-9)}", "answer") if each != purpose]
    tried = [
        each
        for each in mutants(home.vault, purpose, row, others)
        if each.strip(".") and not ANOTHER_ADDRESS & set(each)
    ][::EACH]
    anybody = home.app.test_client()

    for method in methods:
        said = [anybody.open(path.format(quote(each)), method=method) for each in tried]
        assert {answer.status_code for answer in said} == {404}
        assert len({answer.data for answer in said}) == 1
        assert len({str(sorted(answer.headers)) for answer in said}) == 1

    assert len(tried) > 200
    good = anybody.get(path.format(make_mark(home.vault, purpose, row)))
    assert good.status_code == 200
