"""A shared device and a proxy keep addresses and titles: neither tells what a person is about."""

import re

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.integration.screens.screening import PC_PTSD_5, PHQ_4, answer, choose, switched_on
from tests.support.asking import ASKER, SECOND, join
from tests.support.house import opened, prepare
from tests.support.world import NOW, settle
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.screens.published import OFFERED, screen
from wellbeing.stepped_care import ActKind
from wellbeing.week import Week

TELLING = re.compile(
    r"formal|phq|gad|ptsd|review|screen|result|talk|depress|anxi|trauma", re.IGNORECASE
)

# An act of a contact, not of the person who asked.
ANSWERED = {"/requests/<request_id>/talked"}


@pytest.fixture
def home(database, tmp_path):
    settings = switched_on(prepare(database), tmp_path / "policies")
    with opened(settings, database, NOW) as home:
        with home.session() as session:
            settle(session)
            join(session, SECOND, "Pat Second", "help", "practitioner")
        yield home


@pytest.fixture
def ann(home):
    visitor = Visitor(home, ASKER)
    visitor.agree()
    return visitor


def test_no_address_of_a_page_tells_what_it_is_about(home):
    theirs = [rule.rule for rule in home.app.url_map.iter_rules()]
    told = [path for path in theirs if TELLING.search(path) and path not in ANSWERED]

    assert len(theirs) > 50
    assert told == []


def test_no_screen_is_known_by_its_address():
    addresses = [screen(each).address for each in OFFERED]

    assert len(set(addresses)) == len(OFFERED)
    assert all(len(one) == 1 for one in addresses)


def test_no_title_tells_what_a_person_is_about(ann):
    with ann.desk() as desk, writing(desk.session, ann.person_id):
        history.act(desk, ann.person_id, Week(2026, 10), ActKind.ASK_FORMAL)
    titles = {}
    asks = ("/ask/more", "/ask/someone", "/my-step/does-not-fit", "/my-step/answer")
    for path in (*asks, "/my-step/more", "/my-step/more/agree"):
        page = ann.get(path)
        assert page.url == path
        titles[path] = page.title
    for path, points in ((PHQ_4, (1, 1, 1, 1)), (PC_PTSD_5, (1, 1, 1, 1, 1))):
        titles[f"{path} asks"] = choose(ann, path).title
        titles[f"{path} adds up"] = answer(ann, path, *points).title
    titles["choose"] = ann.get("/more-questions").title

    assert {where: title for where, title in titles.items() if TELLING.search(title)} == {}
    assert {"does not fit" in title for title in titles.values()} == {False}


def test_each_wish_is_taken_back_by_the_form_it_stands_in(ann):
    for path in ("/ask/more", "/my-step/does-not-fit"):
        chosen = {"how": "phone", "when": "few_days", "stage": "look"}
        ann.press(ann.press(ann.get(path), chosen, ""), {"stage": "send"}, "")
    page = ann.get("/my-requests")
    forms = [one for one in page.forms if one.action == "/my-requests/withdraw"]
    assert sorted(one.filled["kind"] for one in forms) == ["formal", "review"]

    review = next(one for one in forms if one.filled["kind"] == "review")
    ann.post(review.action, review.filled)

    left = [one for one in ann.get("/my-requests").forms if one.action == review.action]
    assert [one.filled["kind"] for one in left] == ["formal"]


@pytest.mark.parametrize("kind", ["", "everything", "talk\x00"])
def test_a_wish_that_is_none_is_said_kindly_and_takes_nothing_back(ann, kind):
    chosen = {"how": "phone", "when": "few_days", "stage": "look"}
    sent = ann.press(ann.press(ann.get("/ask/more"), chosen, ""), {"stage": "send"}, "")
    form = sent.form("/my-requests/withdraw")

    page = ann.post(form.action, {**form.filled, "kind": kind})

    assert (page.status, page.h1) == (200, "My requests")
    assert "Nothing is taken back." in page.text
    assert page.form("/my-requests/withdraw")
