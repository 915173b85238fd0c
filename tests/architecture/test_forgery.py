"""No form can be sent by another site, or without the token its page was given."""

import pytest

from tests.support.calling import call_around, call_ids_of
from tests.support.complaints_of_world import complain_around, complaint_ids_of
from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.requests_of_world import FORMAL_TAKEN, ask_around, ids_of
from tests.support.shares_of_world import share_around, share_ids_of
from tests.support.sweep import put_probes, questions
from tests.support.work import CHANGES, TAKEN_BACK, ask_at_work, change_ids_of
from tests.support.world import CHARACTERS, NOW, settle

REACHED = 299
# One of each role; whoever has left reaches nothing anyway.
PEOPLE = [who for who in CHARACTERS if who.works_here and (who.roles_now or who.name == "staff")]
ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.elsewhere.example"},
]
# The mark in its address decides, and no cookie is read.
FROM_A_MAIL = ["checkins.by_link at /answer/x", "rhythm.end_messages at /messages/x"]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("forgery") / "instance"
    data.mkdir()
    database = on_sqlite(data)
    with opened(prepare(database), database, NOW) as home:
        with home.session() as session:
            settle(session)
        ask_around(home)
        share_around(home)
        complain_around(home)
        ask_at_work(home)
        call_around(home)
        put_probes(home.app)
        yield home


def posts(home):
    # About what somebody may open; who may open which is swept elsewhere.
    one = {FORMAL_TAKEN: ids_of(home)[FORMAL_TAKEN]}
    other = {"with a practitioner": share_ids_of(home)["with a practitioner"]}
    said = {"to an auditor": complaint_ids_of(home)["to an auditor"]}
    wanted = next(name for name in CHANGES if name != TAKEN_BACK)
    change = {wanted: change_ids_of(home)[wanted]}
    call = {"called first": call_ids_of(home)["called first"]}
    asked = questions(home.app, known=one | other | said | change | call)
    # Nobody leads a unit that is closed or is not there.
    led = [each for each in asked if each.unit not in {"closed", "no unit"}]
    return [each for each in led if each.method == "POST" and each.endpoint]


def reached(home, posted, headers):
    """Return the views that somebody reached: some roles may send what others may not."""
    found = set()
    for place, who in enumerate(PEOPLE):
        client = home.browser_of(who.id)
        for number, asked in enumerate(posted):
            address = f"127.9.{place}.{number % 250}"
            answer = client.post(asked.path, headers=headers, environ_base={"REMOTE_ADDR": address})
            if answer.status_code == REACHED:
                found.add(f"{asked.endpoint} at {asked.path}")
    return sorted(found)


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_a_post_from_elsewhere_reaches_no_view(home, headers):
    # Forgery tokens are off here: the origin check alone must hold.
    home.app.config["WTF_CSRF_ENABLED"] = False

    assert reached(home, posts(home), headers) == FROM_A_MAIL


def test_a_post_from_our_own_page_reaches_every_view(home):
    home.app.config["WTF_CSRF_ENABLED"] = False

    every = {f"{one.endpoint} at {one.path}" for one in posts(home)}

    assert every
    assert sorted(every - {*reached(home, posts(home), {"Sec-Fetch-Site": "same-origin"})}) == []


def test_a_post_without_a_token_reaches_no_view(home):
    # The origin check lets a request without headers pass: here the token alone must hold.
    home.app.config["WTF_CSRF_ENABLED"] = True

    assert reached(home, posts(home), {}) == []
