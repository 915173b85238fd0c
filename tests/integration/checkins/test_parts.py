"""The parts of a check-in: every answer arrives, and nothing that arrives breaks them."""

from datetime import timedelta

import pytest

from tests.integration.checkins.visitor import PARTS, SEND, form_of
from tests.support.hostile import BODIES, TEXTS
from wellbeing.checkins import service
from wellbeing.checkins.drafts import Draft
from wellbeing.content.loader import content
from wellbeing.week import Week

WEEK = Week(2026, 10)
KEEPING = f"/this-week/{PARTS[0]}/draft"
QUESTIONS = content().questions
IN_PARTS = {one.id: part.id for part in QUESTIONS.parts for one in part.questions}
EVERY_CHOICE = [
    (question.id, choice.value)
    for question in QUESTIONS.every_question
    for choice in question.choices
]
OPENING = {"sleep": "3", "alert": "3", "worry": "3", "irritable": "3", "talk": "soon"}
# The numbers would read these as the digit they look like; no choice has them.
NOT_CHOICES = ["4", "-1", "None", "none ", "1.0", "１", "true", "<b>", "x" * 5_000]


@pytest.fixture
def database(tmp_path):
    """Pages behave alike on both databases; one is enough here."""
    from tests.support.databases import on_sqlite

    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    return on_sqlite(data)


def fields_of(ann, part_id):
    page = ann.get(f"/this-week/{part_id}")
    return page, form_of(page, "/this-week").filled


@pytest.mark.parametrize("part_id", PARTS)
def test_each_part_asks_all_its_questions_and_lets_each_be_skipped(ann, part_id):
    page, _ = fields_of(ann, part_id)

    fields = form_of(page, "/this-week").fields
    part = next(one for one in QUESTIONS.parts if one.id == part_id)
    for question in part.questions:
        assert question.title in page.text
        assert question.help in page.text
        assert question.who_can_see in page.text
        assert fields[question.id].choices == [*(c.value for c in question.choices), ""]
        assert ("usual_" + question.id in fields) == question.may_be_usual


def test_every_choice_is_kept_as_it_was_chosen(ann):
    with ann.desk() as desk:
        service.keep_draft(desk, ann.person_id, WEEK, Draft(OPENING))

    for question, value in EVERY_CHOICE:
        before = ann.draft(WEEK)
        part_id = IN_PARTS.get(question, PARTS[-1])
        _, filled = fields_of(ann, part_id)
        ann.client.post(f"/this-week/{part_id}", data={**filled, question: value})

        assert ann.draft(WEEK).chosen[question] == value
        with ann.desk() as desk:
            service.keep_draft(desk, ann.person_id, WEEK, before)


def test_going_back_shows_what_was_chosen_and_marked(ann):
    ann.press(ann.get("/this-week"), {"sleep": "2", "alert": "", "usual_sleep": "y"}, "/this-week")

    page = ann.get(f"/this-week/{PARTS[0]}")

    fields = form_of(page, "/this-week").fields
    assert (fields["sleep"].value, fields["usual_sleep"].value) == ("2", "y")
    assert [name for name, one in fields.items() if one.kind == "radio" and one.value] == ["sleep"]


@pytest.mark.parametrize("question", IN_PARTS)
def test_an_unknown_answer_is_an_error_at_its_question(ann, question):
    part_id = IN_PARTS[question]
    part = next(one for one in QUESTIONS.parts if one.id == part_id)
    other = next(one for one in part.questions if one.id != question)
    good = other.choices[1].value
    _, filled = fields_of(ann, part_id)

    for value in NOT_CHOICES:
        page = ann.post(f"/this-week/{part_id}", {**filled, other.id: good, question: value})

        assert page.status == 422
        assert f"#{question}-0" in page.links
        assert "not one of the choices" in page.text
        assert form_of(page, "/this-week").fields[other.id].value == good
    assert ann.draft(WEEK) is None


@pytest.mark.parametrize("field", ["sleep", "usual_sleep", "week", "csrf_token", "extra"])
def test_hostile_text_is_never_a_fault_of_the_service(ann, field):
    _, filled = fields_of(ann, PARTS[0])

    for name, text in TEXTS.items():
        page = ann.post(f"/this-week/{PARTS[0]}", {**filled, field: text})

        assert page.status in {200, 400, 413, 422}, name


@pytest.mark.parametrize("path", [f"/this-week/{PARTS[3]}", KEEPING, SEND, "/consent"])
def test_hostile_bodies_are_never_a_fault_of_the_service(ann, path):
    for name, (kind, body) in BODIES.items():
        answer = ann.client.post(path, data=body, content_type=kind)

        assert answer.status_code < 500, name


def test_two_different_answers_to_one_question_are_asked_about(ann):
    _, filled = fields_of(ann, PARTS[0])

    page = ann.post(f"/this-week/{PARTS[0]}", {**filled, "sleep": ["1", "3"]})

    assert page.status == 422
    assert "Two different answers" in page.text


def test_more_than_two_usual_signs_over_two_pages_are_asked_about(ann):
    marks = {"usual_sleep": "y", "usual_alert": "y"}
    second = ann.press(ann.get("/this-week"), marks, "/this-week")

    page = ann.press(second, {"low": "2", "usual_low": "y"}, "/this-week")

    assert page.status == 422
    assert QUESTIONS.usual.too_many in page.text
    assert "#usual_low" in page.links
    assert form_of(page, "/this-week").fields["low"].value == "2"
    assert ann.press(page, {"usual_low": ""}, "/this-week").status == 200


def test_what_is_filled_in_is_kept_while_it_is_filled_in(ann):
    _, filled = fields_of(ann, PARTS[0])

    answer = ann.client.post(KEEPING, data={**filled, "sleep": "3", "alert": "nonsense"})

    assert answer.status_code == 204
    assert ann.draft(WEEK).chosen == {"sleep": "3"}


@pytest.mark.parametrize("part_id", ["elsewhere", "send", QUESTIONS.more.id])
def test_keeping_refuses_a_page_that_is_not_there(ann, part_id):
    _, filled = fields_of(ann, PARTS[0])

    answer = ann.client.post(f"/this-week/{part_id}/draft", data={**filled, "sleep": "3"})

    assert answer.status_code in {404, 409}
    assert ann.draft(WEEK) is None


def test_keeping_refuses_a_forged_week(ann):
    _, filled = fields_of(ann, PARTS[0])

    answer = ann.client.post(KEEPING, data={**filled, "week": "forged", "sleep": "3"})

    assert answer.status_code == 409
    assert ann.draft(WEEK) is None


def test_a_keeping_after_the_session_has_ended_is_not_given_back_as_a_page(ann):
    _, filled = fields_of(ann, PARTS[0])
    ann.home.clock.standing_at += timedelta(hours=13)

    answer = ann.client.post(KEEPING, data={**filled, "sleep": "3"})

    assert answer.location == "/sign-in"
    assert ann.client.get_cookie("limbo") is None


def test_an_unknown_part_is_not_there(ann):
    assert ann.get("/this-week/elsewhere").status == 404


def test_what_some_are_asked_has_no_part_of_its_own(ann):
    assert ann.get(f"/this-week/{QUESTIONS.more.id}").status == 404


@pytest.mark.parametrize("field", ["week", "form_key"])
def test_a_page_changed_on_its_way_is_shown_again_with_all_answers(ann, field):
    page = ann.answer({"sleep": "2", "event": "direct"})

    again = ann.press(page, {field: "forged"}, SEND)

    assert again.status == 422
    assert form_of(again, SEND).fields["event"].value == "direct"
    assert ann.sent(WEEK) is None
    assert "Saved. Receipt" in ann.press(again, {}, SEND).text


def test_an_unknown_answer_at_the_end_leads_to_its_question(ann):
    page = ann.answer({"sleep": "2"})

    again = ann.press(page, {"event": "explosion"}, SEND)

    assert again.status == 422
    assert f"/this-week/{IN_PARTS['event']}" in again.links
    assert form_of(again, SEND).fields["sleep"].value == "2"
    assert ann.sent(WEEK) is None
