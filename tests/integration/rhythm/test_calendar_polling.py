"""Programs ask for a calendar again and again: cheaply, not without end, and a wrong address tells nothing."""

import pytest

from tests.integration.policies.reader import Reader
from tests.integration.rhythm.test_calendar import NIGHTS, choose, fetch, press
from tests.integration.rhythm.test_pages import IDS, STAFF
from tests.support.databases import on_sqlite
from tests.support.settled_home import settled_home
from wellbeing.extensions import limiter
from wellbeing.rhythm.feed_views import MOST_FETCHES
from wellbeing.rhythm.service import Wish

MOST = int(MOST_FETCHES.partition("/")[0])


@pytest.fixture
def home(tmp_path):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        limiter.reset()
        yield home
        limiter.reset()


def test_who_has_the_calendar_already_is_not_sent_it_again_until_its_hours_change(home):
    address = press(Reader(home, STAFF), "on")
    program = home.app.test_client()
    first = program.get(address)

    again = program.get(address, headers={"If-None-Match": first.headers["ETag"]})
    choose(home, Wish(NIGHTS))
    changed = program.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)
    assert again.data == b""
    assert changed.data != first.data
    # Not for a cache on the way, and asked about each time.
    for answer in (first, again, changed):
        assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_calendar_that_is_asked_for_without_end_waits_and_no_other_does(home):
    address, other = (press(Reader(home, who), "on") for who in (STAFF, IDS["supervisor"]))

    for _ in range(MOST):
        assert fetch(home, address).status_code == 200
    refused = fetch(home, address)

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "3600")
    assert fetch(home, other).status_code == 200


def test_a_wrong_address_has_one_answer_however_often_it_is_asked_for(home):
    reader = Reader(home, STAFF)
    ended = press(reader, "on")
    press(reader, "off")
    made_up = f"/calendar/{'x' * 64}.ics"

    answers = [fetch(home, path) for path in [ended, made_up] * (MOST // 2 + 1)]

    assert len({(each.status_code, each.data, str(each.headers)) for each in answers}) == 1
    assert answers[0].status_code == 404
