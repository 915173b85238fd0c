"""Three ways to be asked, on a small phone without a script, by keyboard, and by the accessibility rules."""

import time

import pytest
from playwright.sync_api import expect

from tests.integration.checkins.visitor import PARTS, Visitor
from tests.integration.checkins.ways import filled_in, one_home, prefers
from tests.support import proofs
from tests.support.accessibility import looked_over
from tests.support.browsing import PHONE, overflow, tab
from tests.support.world import CHARACTERS
from wellbeing.checkins import service
from wellbeing.content.loader import content
from wellbeing.preferences.asked import Pages
from wellbeing.week import Week

pytestmark = pytest.mark.browser
WEEK = Week(2026, 10)
QUESTIONS = content().questions
# Everyday runs leave parts to `test_check_in_browser.py`, and begin one question a page nearer to its end,
# since it shows the same page again and again. How many pages there are is tested without a browser, too.
WAYS = tuple(Pages) if proofs.is_whole() else (Pages.ONE, Pages.ALL)
BEFORE = 0 if proofs.is_whole() else 10
ANSWERED = {one.id: "1" for one in QUESTIONS.every_question[:BEFORE]}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    with one_home(tmp_path_factory) as home:
        yield home


@pytest.fixture(scope="module")
def address(home):
    with home.served() as address:
        yield address


def asked(home, number, pages):
    """Return somebody who takes part and is asked in this way."""
    person = Visitor(home, CHARACTERS[number].id)
    person.agree()
    prefers(person, pages)
    return person


def answer_here(page):
    """Choose the second answer where none is chosen yet; return how many presses that took."""
    groups = page.locator("main fieldset:not(:has(input[type=radio]:checked))").all()
    # From the last to the first: a group with an answer is no longer one of them.
    for group in reversed(groups):
        group.locator("label.choice").nth(1).click()
    return len(groups)


def test_a_scripted_person_needs_few_presses_on_a_small_phone_without_a_script(
    home, address, browser, record_property
):
    figures = {}
    for number, pages in enumerate(WAYS):
        person = asked(home, number, pages)
        if pages is Pages.ONE:
            filled_in(person, ANSWERED)
        cookie = home.cookie_of(person.person_id)
        with tab(browser, address, cookie, width=PHONE, javascript=False) as page:
            began, presses, wide = time.monotonic(), 0, []
            page.goto("/this-week")
            while "/send" not in page.url:
                wide += overflow(page)
                presses += answer_here(page) + 1
                page.get_by_role("button", name="Next").click()
            page.get_by_role("button", name="Send my answers").click()
            expect(page.get_by_role("status")).to_contain_text("Saved. Receipt")
            took = round(time.monotonic() - began, 1)
        figures[pages.value] = {"presses": presses + 1, "seconds": took}
        assert wide == []
        assert person.sent(WEEK) is not None

    # The second answer to "Would you like someone to talk with you?" calls for two questions more.
    expected = {
        "parts": 14 + 5 + 1,
        # The last page comes once more, with the two.
        "one": 14 + 13 + 1 - 2 * BEFORE,
        "all": 14 + 2 + 1,
    }
    assert {way: one["presses"] for way, one in figures.items()} == {
        way.value: expected[way] for way in WAYS
    }
    proofs.report(record_property, "ways-to-ask", figures)


def test_each_way_by_keyboard_alone(home, address, browser):
    person = asked(home, 3, Pages.ONE)
    with tab(browser, address, home.cookie_of(person.person_id), width=PHONE) as page:
        page.goto("/this-week")
        for question in QUESTIONS.parts[0].questions[:2]:
            answer_by_keyboard(page, question.id)
        press_key(page, page.get_by_role("button", name="Back", exact=True))
        expect(page.get_by_text("Question 2 of 12")).to_be_visible()
        expect(page.locator("input[name=alert]").first).to_be_checked()
        switch_by_keyboard(page, "In short parts")
        expect(page.get_by_text("Part 1 of 5")).to_be_visible()
        answer_by_keyboard(page, "worry")
        switch_by_keyboard(page, "All on one page")
        answer_by_keyboard(page, "talk")
        press_key(page, page.get_by_role("button", name="Send my answers"))
        expect(page.get_by_role("status")).to_contain_text("Saved. Receipt")

    sent = person.sent(WEEK).check_in
    assert (sent.signs[:4], sent.talk) == ((0, 0, 0, None), "no")


def answer_by_keyboard(page, question):
    """Choose the first answer and go on, without leaving the answers."""
    page.locator(f"input[name={question}]").first.focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def switch_by_keyboard(page, words):
    page.locator("summary", has_text="Ask me in another way").focus()
    page.keyboard.press("Enter")
    press_key(page, page.get_by_role("button", name=words))


def press_key(page, button):
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_back_is_a_button_and_keeps_what_was_just_chosen_without_a_script(home, address, browser):
    person = asked(home, 4, Pages.PARTS)
    cookie = home.cookie_of(person.person_id)
    with tab(browser, address, cookie, width=PHONE, javascript=False) as page:
        page.goto(f"/this-week/{PARTS[1]}")
        answer_here(page)
        page.get_by_role("button", name="Back", exact=True).click()
        page.get_by_text("Ask me in another way").click()
        page.get_by_role("button", name="All on one page").click()
        expect(page.get_by_text("12 questions on one page")).to_be_visible()
        page.locator("input[name=low]").nth(1).scroll_into_view_if_needed()
        expect(page.locator("input[name=low]").nth(1)).to_be_checked()

    assert set(person.draft(WEEK).chosen) == {one.id for one in QUESTIONS.parts[1].questions}


def test_each_way_to_ask_keeps_the_accessibility_rules(home, address, browser):
    person = asked(home, 5, Pages.ONE)
    first = QUESTIONS.parts[0].questions[0].page
    with person.desk() as desk:
        service.forget_draft(desk, person.person_id, WEEK)
    wrong = []
    with tab(browser, address, home.cookie_of(person.person_id), width=PHONE) as page:
        for path in (
            f"/this-week/{first}",
            f"/this-week/{first}?then=send",
            "/this-week/all",
            "/this-week/send?way=one",
        ):
            page.goto(path)
            wrong += [f"{path}: {one}" for one in looked_over(page)]

    assert wrong == []
