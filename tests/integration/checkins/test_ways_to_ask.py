"""One question on a page, in parts, or all on one: the same check-in, and no answer is lost on the way."""

import re

import pytest

from tests.integration.checkins.visitor import PARTS, SEND, Visitor, form_of
from tests.support.databases import on_sqlite
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS
from wellbeing.checkins import service
from wellbeing.checkins.drafts import Draft
from wellbeing.content.loader import content
from wellbeing.preferences.asked import Pages, keep_pages, pages_of
from wellbeing.week import Week

WEEK = Week(2026, 10)
QUESTIONS = content().questions
PAGE = {one.id: one.page for one in QUESTIONS.every_question}
ALL = "/this-week/all"
CALM = dict.fromkeys(("sleep", "alert", "worry", "irritable", "low", "avoid"), "1")
HARD = {**dict.fromkeys(CALM, "3"), "impact": "2", "talk": "few_days", "talk_how": "phone"}
PRESSES = {Pages.PARTS: 4, Pages.ONE: 12, Pages.ALL: 1}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("ways") / "instance"
    data.mkdir()
    with settled_home(on_sqlite(data)) as home:
        yield home


@pytest.fixture(scope="module")
def agreed(home):
    made = Visitor(home, CHARACTERS[0].id)
    made.agree()
    return made


@pytest.fixture
def ann(agreed):
    """Ann, with nothing filled in, asked in parts as everybody is."""
    prefers(agreed, Pages.PARTS)
    with agreed.desk() as desk:
        service.forget_draft(desk, agreed.person_id, WEEK)
    return agreed


def prefers(person, pages):
    with person.desk() as desk:
        keep_pages(desk.session, desk.vault, person.person_id, pages)


def preferred(person):
    with person.desk() as desk:
        return pages_of(desk.session, desk.vault, person.person_id)


def alone(question):
    return f"/this-week/{PAGE[question]}"


def changing(last, question):
    """Return the link of the last page that changes one answer."""
    only = f"{alone(question)}?then=send"
    assert only in last.links
    return only


def press(person, page, **chosen):
    return person.press(page, chosen, "/this-week")


def fields(page):
    return form_of(page, "/this-week").fields


def asked_on(pages):
    return [name for page in pages for name, one in fields(page).items() if one.kind == "radio"]


def walk(person, chosen):
    """Answer what is named page by page; return every page up to the one that sends."""
    pages = [person.get("/this-week")]
    while SEND not in pages[-1].url:
        here = pages[-1]
        fitting = {name: said for name, said in chosen.items() if name in fields(here)}
        pages.append(press(person, here, **fitting))
    return pages


@pytest.mark.parametrize("pages", Pages)
def test_each_way_asks_the_same_and_gives_the_same_draft(ann, pages):
    prefers(ann, pages)

    walked = walk(ann, {**CALM, "event": "none", "talk": "no"})

    asked = asked_on(walked[:-1])
    assert asked == [one.id for part in QUESTIONS.parts for one in part.questions]
    assert len(walked) - 1 == PRESSES[pages]
    assert ann.draft(WEEK) == Draft({**CALM, "event": "none", "talk": "no"})


@pytest.mark.parametrize("pages", Pages)
def test_what_answers_call_for_is_asked_in_its_place(ann, pages):
    prefers(ann, pages)

    walked = walk(ann, HARD)

    asked = asked_on(walked[:-1])
    assert asked[-3:] == ["impact", "talk_with", "talk_how"]
    assert ann.draft(WEEK).chosen == HARD
    # All on one page comes once more, with what it did not ask before.
    assert len(walked) - 1 == {Pages.PARTS: 5, Pages.ONE: 15, Pages.ALL: 2}[pages]


@pytest.mark.parametrize("pages", Pages)
def test_what_is_sent_is_the_same_and_sending_it_twice_is_sending_it_once(home, pages):
    person = Visitor(home, CHARACTERS[list(Pages).index(pages) + 1].id)
    person.agree()
    prefers(person, pages)

    last = walk(person, HARD)[-1]
    sent = form_of(last, SEND)
    first, again = (person.post(sent.action, sent.filled) for _ in range(2))

    assert len(receipt(first)) == 1
    assert receipt(first) == receipt(again)
    sent_in = person.sent(WEEK)
    assert sent_in is not None
    assert (sent_in.check_in.signs, sent_in.check_in.impact) == ((3,) * 6, 2)
    assert person.draft(WEEK) is None
    assert person.current(WEEK) is not None


def receipt(page):
    return re.findall(r"Saved\. Receipt (\S+)", page.text)


def test_a_page_says_which_question_of_how_many_it_is(ann):
    prefers(ann, Pages.ONE)

    walked = walk(ann, {"talk": "soon"})

    said = [re.findall(r"Question (\d+) of (\d+)", page.text) for page in walked[:-1]]
    of = [12] * 12 + [14] * 2
    assert said == [[(str(n), str(of[n - 1]))] for n in range(1, 15)]
    assert "Last page" in walked[-1].text
    assert "14 questions on one page" in ann.get(ALL).text


def test_an_address_and_a_title_do_not_say_what_is_asked(ann):
    prefers(ann, Pages.ONE)

    walked = walk(ann, HARD)

    kept = " ".join(f"{page.url} {page.title}" for page in walked).lower()
    assert not any(one.id in kept for one in QUESTIONS.every_question if len(one.id) > 3)


@pytest.mark.parametrize("pages", [Pages.PARTS, Pages.ONE])
def test_back_keeps_what_stands_on_the_page(ann, pages):
    prefers(ann, pages)
    second = press(ann, ann.get("/this-week"), sleep="2")
    name = next(name for name, one in fields(second).items() if one.kind == "radio")

    before = press(ann, second, **{name: "3", "go": "back"})

    assert fields(before)["sleep"].value == "2"
    assert ann.draft(WEEK).chosen == {"sleep": "2", name: "3"}
    assert fields(press(ann, before))[name].value == "3"


def test_back_keeps_also_what_has_to_be_put_right_later(ann):
    marks = {"usual_sleep": "y", "usual_alert": "y"}
    second = press(ann, ann.get("/this-week"), **marks)

    before = press(ann, second, low="2", usual_low="y", go="back")

    assert before.url.endswith(PARTS[0])
    assert ann.draft(WEEK).usual == {"sleep", "alert", "low"}
    assert ann.draft(WEEK).chosen["low"] == "2"


@pytest.mark.parametrize("pages", [Pages.ONE, Pages.ALL, Pages.PARTS])
def test_another_way_is_switched_to_in_the_middle_and_nothing_is_lost(ann, pages):
    prefers(ann, Pages.PARTS if pages is not Pages.PARTS else Pages.ONE)
    first = ann.get("/this-week")

    there = press(ann, first, sleep="3", go=pages.value)

    assert ("alert" if pages is Pages.ONE else "sleep") in fields(there)
    assert ann.draft(WEEK).chosen == {"sleep": "3"}
    assert preferred(ann) is pages
    assert walk(ann, {})[-1].url.startswith(SEND)


def test_a_page_in_one_way_goes_on_in_it_although_another_window_switched(ann):
    prefers(ann, Pages.ONE)
    third = press(ann, press(ann, ann.get("/this-week"), sleep="1"), alert="1")
    in_parts = ann.get(f"/this-week/{PARTS[1]}")

    everything = press(ann, in_parts, irritable="2", go="all")
    press(ann, everything, low="2", worry="0")
    fourth = press(ann, third, worry="3")

    assert fourth.url == alone("irritable")
    assert fields(fourth)["irritable"].value == "2"
    assert ann.draft(WEEK).chosen == {
        "sleep": "1",
        "alert": "1",
        "worry": "3",
        "irritable": "2",
        "low": "2",
    }


def test_who_comes_back_goes_on_at_the_first_question_without_an_answer(ann):
    prefers(ann, Pages.ONE)
    press(ann, press(ann, ann.get("/this-week"), sleep="1"), alert="")

    assert ann.get("/this-week").url == alone("worry")


def test_one_answer_is_changed_from_the_last_page_and_leads_back_there(ann):
    prefers(ann, Pages.ONE)
    last = walk(ann, CALM)[-1]
    change = changing(last, "low")

    done = press(ann, ann.get(change), low="0")
    undone = press(ann, ann.get(change), low="1", go="back")

    assert done.url == undone.url == f"{SEND}?way=one"
    assert ann.draft(WEEK).chosen["low"] == "1"


def test_a_changed_answer_that_calls_for_more_leads_there_first(ann):
    prefers(ann, Pages.ONE)
    last = walk(ann, {**CALM, "talk": "no"})[-1]
    change = changing(last, "talk")

    with_whom = press(ann, ann.get(change), talk="soon")
    how = press(ann, with_whom, talk_with="peer_supporter")
    end = press(ann, how, talk_how="video")

    assert with_whom.url.startswith(alone("talk_with"))
    assert how.url.startswith(alone("talk_how"))
    assert end.url == f"{SEND}?way=one"
    assert form_of(end, SEND).filled["talk_how"] == "video"


@pytest.mark.parametrize("way", ["", "one", "all", "sideways"])
def test_the_last_page_leads_back_the_way_it_was_reached(ann, way):
    walk(ann, CALM)

    page = ann.get(f"{SEND}?way={way}")

    back = {"one": alone("talk"), "all": ALL}.get(way, f"/this-week/{PARTS[-1]}")
    assert back in page.links
    assert form_of(page, SEND).filled["sleep"] == "1"


def test_a_question_that_is_not_called_for_leads_to_the_end(ann):
    page = ann.get(alone("talk_with"))

    assert page.url == f"{SEND}?way=one"
    assert ann.get("/this-week/q000000").status == 404


def test_all_on_one_asks_what_was_called_for_although_it_was_kept_while_it_was_filled_in(ann):
    prefers(ann, Pages.ALL)
    page = ann.get("/this-week")
    filled = {**form_of(page, "/this-week").filled, "talk": "soon"}
    ann.client.post(f"{ALL}/draft", data=filled)

    again = ann.post(ALL, filled)

    assert {"talk_with", "talk_how"} <= fields(again).keys()
    assert "A little more" in again.text
    assert SEND in press(ann, again).url


@pytest.mark.parametrize("pressed", ["sideways", "Back", "parts "])
def test_a_button_that_is_none_goes_on(ann, pressed):
    page = press(ann, ann.get("/this-week"), sleep="1", go=pressed)

    assert page.url == f"/this-week/{PARTS[1]}"
    assert (preferred(ann), ann.draft(WEEK).chosen) == (Pages.PARTS, {"sleep": "1"})


def test_a_button_that_is_none_does_not_pass_over_what_has_to_be_put_right(ann):
    marks = {"usual_sleep": "y", "usual_alert": "y", "usual_worry": "y"}

    page = press(ann, ann.get("/this-week"), **marks, go="sideways")

    assert page.status == 422
    assert ann.draft(WEEK) is None
