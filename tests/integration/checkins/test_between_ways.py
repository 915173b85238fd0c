"""Between the pages of a check-in: back, another way, another window, later; no answer is lost."""

from datetime import timedelta

import pytest

from tests.integration.checkins.visitor import PARTS, SEND, Visitor, form_of
from tests.integration.checkins.ways import (
    ALL,
    CALM,
    HARD,
    MORE,
    NO_MORE,
    PAGE,
    WEEK,
    alone,
    changing,
    fields,
    filled_in,
    one_home,
    preferred,
    prefers,
    press,
)
from tests.support.world import CHARACTERS
from wellbeing.checkins import service
from wellbeing.checkins.drafts import Draft
from wellbeing.preferences.asked import Pages


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    with one_home(tmp_path_factory) as home:
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


@pytest.mark.parametrize("pages", Pages)
def test_where_answers_call_for_nothing_the_end_comes_next(ann, pages):
    filled_in(ann, {**NO_MORE, "talk": "soon"}, pages)
    last = {Pages.PARTS: f"/this-week/{PARTS[-1]}", Pages.ONE: alone("talk"), Pages.ALL: ALL}

    end = press(ann, ann.get(last[pages]), talk="no")

    assert end.url.startswith(SEND)
    assert not set(form_of(end, SEND).filled).intersection(MORE)
    assert ann.draft(WEEK) == Draft(NO_MORE)


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


def test_who_has_answered_everything_comes_back_to_sending(ann):
    filled_in(ann, {**{one: "" for one in PAGE if one not in MORE}, **NO_MORE})

    assert ann.get("/this-week").url == f"{SEND}?way=one"


def test_one_answer_is_changed_from_the_last_page_and_leads_back_there(ann):
    filled_in(ann, CALM)
    change = changing(ann.get(f"{SEND}?way=one"), "low")

    done = press(ann, ann.get(change), low="0")
    undone = press(ann, ann.get(change), low="1", go="back")

    assert done.url == undone.url == f"{SEND}?way=one"
    assert ann.draft(WEEK).chosen["low"] == "1"


def test_a_changed_answer_that_calls_for_more_leads_there_first(ann):
    filled_in(ann, NO_MORE)
    change = changing(ann.get(f"{SEND}?way=one"), "talk")

    again = press(ann, ann.get(change), talk="soon")
    end = press(ann, again, talk_with="peer_supporter", talk_how="video")

    assert again.url == change
    assert end.url == f"{SEND}?way=one"
    assert form_of(end, SEND).filled["talk_how"] == "video"


@pytest.mark.parametrize("way", ["", "one", "all", "sideways"])
def test_the_last_page_leads_back_the_way_it_was_reached(ann, way):
    filled_in(ann, CALM)

    page = ann.get(f"{SEND}?way={way}")

    back = {"one": alone("talk"), "all": ALL}.get(way, f"/this-week/{PARTS[-1]}")
    assert back in page.links
    assert form_of(page, SEND).filled["sleep"] == "1"


def test_another_changed_answer_that_calls_for_more_leads_there_first(ann):
    filled_in(ann, {**NO_MORE, "sleep": "3", "alert": "3", "worry": "3"})
    change = changing(ann.get(f"{SEND}?way=one"), "irritable")

    more = press(ann, ann.get(change), irritable="3")
    end = press(ann, more, impact="1")

    assert more.url == f"{alone('talk')}?then=send"
    assert "impact" in fields(more)
    assert end.url == f"{SEND}?way=one"
    assert ann.draft(WEEK).chosen["impact"] == "1"


@pytest.mark.parametrize("question", MORE)
def test_what_some_are_asked_has_no_page_of_its_own(ann, question):
    filled_in(ann, HARD)

    assert ann.get(alone(question)).status == 404
    assert question in fields(ann.get(changing(ann.get(f"{SEND}?way=one"), "talk")))


def test_all_on_one_asks_what_was_called_for_although_it_was_kept_while_it_was_filled_in(ann):
    prefers(ann, Pages.ALL)
    page = ann.get("/this-week")
    filled = {**form_of(page, "/this-week").filled, "talk": "soon"}
    ann.client.post(f"{ALL}/draft", data=filled)

    again = ann.post(ALL, filled)

    assert {"talk_with", "talk_how"} <= fields(again).keys()
    assert "A little more" in again.text
    assert SEND in press(ann, again).url


def test_all_on_one_keeps_what_it_asked_although_another_window_calls_for_less(ann):
    filled_in(ann, HARD, Pages.ALL)
    page = ann.get("/this-week")
    press(ann, ann.get(alone("talk")), talk="no")
    wrong = {"usual_sleep": "y", "usual_alert": "y", "usual_worry": "y"}

    again = press(ann, page, talk_how="video", **wrong)
    end = press(ann, page, talk_how="video")

    assert (again.status, fields(again)["talk_how"].value) == (422, "video")
    assert end.url.startswith(SEND)
    assert ann.draft(WEEK).chosen == {**HARD, "talk_how": "video"}


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


@pytest.mark.parametrize(
    ("pages", "there"),
    [(Pages.ONE, alone("talk")), (Pages.PARTS, f"/this-week/{PARTS[-1]}"), (Pages.ALL, ALL)],
)
def test_what_is_sent_after_the_session_ended_stands_there_again_in_each_way(ann, pages, there):
    filled_in(ann, HARD, pages)
    page = ann.get(there)
    sent = {**form_of(page, "/this-week").filled, "talk_how": "video"}
    ann.home.clock.standing_at += timedelta(minutes=16)
    try:
        signed_out = ann.post(there, sent)
        ann.sign_in_again()
        # Meanwhile another window calls for less: where it stood it is asked still.
        filled_in(ann, {**HARD, "talk": "no"}, pages)
        back = ann.get(there)
    finally:
        ann.home.clock.standing_at -= timedelta(minutes=16)
        ann.sign_in_again()

    assert signed_out.url == "/sign-in"
    assert fields(back)["talk_how"].value == "video"
    assert press(ann, back).url.startswith(SEND)
    assert ann.draft(WEEK).chosen["talk_how"] == "video"


def test_one_answer_that_is_changed_still_leads_to_the_end_after_signing_in_again(ann):
    filled_in(ann, NO_MORE)
    change = changing(ann.get(f"{SEND}?way=one"), "low")
    sent = {**form_of(ann.get(change), "/this-week").filled, "low": "0"}
    ann.home.clock.standing_at += timedelta(minutes=16)
    ann.post(change, sent)
    ann.home.clock.standing_at -= timedelta(minutes=16)
    ann.sign_in_again()

    back = ann.get(alone("low"))

    assert fields(back)["low"].value == "0"
    assert "Keep this answer" in back.text
    assert press(ann, back).url == f"{SEND}?way=one"


def test_what_is_not_asked_any_more_is_no_difference_between_two_versions(home):
    ben = Visitor(home, CHARACTERS[1].id)
    ben.agree()
    filled_in(ben, NO_MORE)
    ben.press(ben.get(SEND), {}, SEND)
    filled_in(ben, {**NO_MORE, "low": "2", "talk_how": "phone"})

    both = ben.press(ben.get(SEND), {}, SEND)

    assert both.status == 409
    assert "3–4 days" in both.text
    assert "By phone" not in both.text


def test_the_last_page_stays_in_its_way_after_signing_in_again(ann):
    filled_in(ann, NO_MORE)
    last = form_of(ann.get(f"{SEND}?way=one"), SEND)
    ann.home.clock.standing_at += timedelta(minutes=16)
    ann.post(last.action, last.filled)
    ann.home.clock.standing_at -= timedelta(minutes=16)
    ann.sign_in_again()

    back = ann.get(SEND)

    assert "Last page" in back.text
    assert form_of(back, SEND).action == f"{SEND}?way=one"
