"""The check-in on paper: one sheet for everybody, and one page that enters it later."""

from datetime import UTC, datetime

import pytest

from tests.integration.checkins.visitor import SEND, Visitor, form_of
from tests.support.agreeing import agree_on
from tests.support.databases import on_sqlite
from tests.support.hostile import TEXTS
from tests.support.world import CHARACTERS
from wellbeing.checkins.drafts import Draft, draft_of
from wellbeing.checkins.paper import paper_parts
from wellbeing.content.loader import content
from wellbeing.week import Week

SHEET, ENTRY = "/this-week/on-paper", "/this-week/from-paper"
WEEK = Week(2026, 10)
MONDAY_MORNING = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
MONDAY_NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
QUESTIONS = content().questions
FULL = {
    **dict.fromkeys(("sleep", "alert", "worry", "irritable", "low", "avoid"), "2"),
    **dict.fromkeys(("op", "org", "life", "impact"), "1"),
    "support": "not_needed", "event": "both", "talk": "few_days",
    "talk_with": "practitioner", "talk_how": "phone",
}  # fmt: skip


@pytest.fixture
def database(tmp_path):
    """Pages behave alike on both databases; one is enough here."""
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    return on_sqlite(data)


def main_of(page):
    """Return what a page says itself: its foot names who is signed in."""
    return page.html.partition("<main")[2].partition("</main>")[0]


def test_the_sheet_asks_every_question_with_every_answer_and_a_number_for_each(ann):
    page = ann.get(SHEET)

    for number, one in enumerate(QUESTIONS.every_question):
        assert one.title in page.text
        assert one.help in page.text
        for place, choice in enumerate(one.choices):
            assert f"{place}: {choice.label}" in page.text, number
    assert "This sheet stays with you." in page.text
    assert "Samaritans" in page.text
    assert page.text.count("This is usual for me") == 6 + 1


def test_the_sheet_is_the_same_for_everybody_and_names_nobody(home, ann):
    ann.check_in({"sleep": "3"})
    others = [Visitor(home, each.id) for each in CHARACTERS if each.works_here]

    sheets = {main_of(each.get(SHEET)) for each in (ann, *others)}

    assert len(others) > 5
    assert len(sheets) == 1
    (sheet,) = sheets
    assert not [each.name for each in CHARACTERS if f">{each.name}<" in sheet]


def test_the_sheet_and_the_page_follow_the_grouping_of_the_week():
    grouped = {
        grouping: [
            one.question.title
            for part in paper_parts(content().questions_in(grouping))
            for one in part.asked
        ]
        for grouping in ("default", "article")
    }

    assert len(grouped["default"]) == len(grouped["article"]) == 15
    assert grouped["default"] != grouped["article"]


def test_each_week_is_asked_about_in_the_words_of_its_own_grouping(home, ann):
    agree_on(home, grouping='"article"')
    ours, article = (
        next(one.title for one in content().questions_in(each).every_question if one.id == "op")
        for each in ("default", "article")
    )
    assert article not in ann.get(SHEET).text

    ann.at(MONDAY_MORNING)

    now = [ann.get(SHEET).text, ann.get(ENTRY).text]
    before = ann.get(f"{ENTRY}?week={WEEK}").text
    assert [(article in page, ours in page) for page in (*now, before)] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_the_page_has_the_sheet_s_order_and_numbers(ann):
    page = ann.get(ENTRY)
    fields = form_of(page, ENTRY).fields

    asked = [one for part in paper_parts(QUESTIONS) for one in part.asked]
    assert [one.number for one in asked] == list(range(1, 16))
    assert [name for name, one in fields.items() if one.kind == "select"] == [
        one.question.id for one in asked
    ]
    for one in asked:
        assert f"{one.number}. {one.question.title}" in page.text
        assert fields[one.question.id].choices == ["", *(value for _, value, _ in one.choices)]


def test_what_stands_on_a_sheet_is_sent_by_two_pages_and_counts_as_any_check_in(ann):
    read_over = ann.press(ann.get(ENTRY), {**FULL, "usual_low": "y"}, ENTRY)
    assert (read_over.url, read_over.status) == (SEND, 200)
    assert "5. " not in read_over.text
    assert ann.sent(WEEK) is None

    kept = ann.press(read_over, {}, SEND)

    assert "Saved. Receipt" in kept.text
    assert draft_of(ann.sent(WEEK)) == Draft(FULL, frozenset({"low"}))


def test_answers_that_others_do_not_call_for_are_left_out(ann):
    page = ann.press(
        ann.get(ENTRY), {"sleep": "1", "impact": "3", "talk_with": "supervisor"}, ENTRY
    )

    ann.press(page, {}, SEND)

    assert draft_of(ann.sent(WEEK)).chosen == {"sleep": "1"}


def test_what_was_begun_on_the_screen_stands_on_the_page_and_is_kept_while_it_is_filled_in(ann):
    ann.press(ann.get("/this-week"), {"sleep": "3", "usual_sleep": "y"}, "/this-week")

    fields = form_of(ann.get(ENTRY), ENTRY)
    assert (fields.filled["sleep"], fields.filled["usual_sleep"]) == ("3", "y")
    kept = ann.client.post(f"{ENTRY}/draft", data={**fields.filled, "op": "2"})

    assert kept.status_code == 204
    assert ann.draft(WEEK) == Draft(
        {"sleep": "3", "op": "2", **_skipped("sleep", "op")}, frozenset({"sleep"})
    )


def _skipped(*given):
    return {one.id: "" for one in QUESTIONS.every_question if one.id not in given}


def test_until_monday_noon_a_sheet_can_be_for_the_week_that_has_ended(ann):
    ann.at(MONDAY_MORNING)
    page = ann.get(ENTRY)
    assert "Enter it for that week" in page.text

    before = ann.get(f"{ENTRY}?week={WEEK}")
    ann.press(ann.press(before, {"sleep": "2"}, ENTRY), {}, SEND)

    assert ann.sent(WEEK).check_in.signs[0] == 2
    assert ann.sent(WEEK.plus(1)) is None


def test_after_monday_noon_an_older_sheet_is_refused_kindly_and_nothing_is_lost(ann):
    ann.at(MONDAY_MORNING)
    filled = form_of(ann.get(f"{ENTRY}?week={WEEK}"), ENTRY).filled
    ann.at(MONDAY_NOON)

    late = ann.post(ENTRY, {**filled, "sleep": "2"})

    assert late.status == 422
    assert "The week shown before is over" in late.text
    assert form_of(late, ENTRY).filled["sleep"] == "2"
    assert "Enter it for that week" not in late.text
    assert "cannot be entered any more" in late.text
    assert ann.sent(WEEK) is None


def test_a_week_that_was_sent_already_shows_both_versions(ann):
    ann.check_in({"sleep": "1"})

    page = ann.press(ann.press(ann.get(ENTRY), {"sleep": "3"}, ENTRY), {}, SEND)

    assert page.status == 409
    assert ann.sent(WEEK).check_in.signs[0] == 1


def test_no_text_breaks_the_page_and_too_many_marks_are_told(ann):
    filled = form_of(ann.get(ENTRY), ENTRY).filled
    for text in list(TEXTS.values())[::5]:
        for name in ("sleep", "support", "talk_how", "usual_low", "week"):
            answer = ann.client.post(ENTRY, data={**filled, name: text})
            assert answer.status_code in {303, 422}, (name, text[:40])

    three = {f"usual_{sign}": "y" for sign in ("sleep", "alert", "low")}
    page = ann.post(ENTRY, {**filled, **three})

    assert page.status == 422
    assert QUESTIONS.usual.too_many in page.text
    (mark,) = [tag for _name, tag in page.tags if tag.get("id") == "usual_low"]
    assert mark["aria-describedby"] == "usual_low-error"
    assert 'id="usual_low-error"' in page.html


def test_paper_is_there_for_who_has_not_agreed_yet_and_entering_asks_first(home):
    visitor = Visitor(home, CHARACTERS[1].id)

    assert visitor.get(SHEET).status == 200
    assert visitor.get(ENTRY).url == "/welcome"
