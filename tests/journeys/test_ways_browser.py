"""Three ways to be asked, on a small phone without a script, by keyboard, and by the accessibility rules."""

import time

import pytest
from playwright.sync_api import expect

from tests.integration.checkins.visitor import PARTS, Visitor
from tests.support import proofs
from tests.support.accessibility import looked_over
from tests.support.browsing import PHONE, WIDE, overflow, tab
from tests.support.databases import on_sqlite
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS
from wellbeing.checkins import service
from wellbeing.content.loader import content
from wellbeing.preferences.asked import Pages, keep_pages
from wellbeing.week import Week

pytestmark = pytest.mark.browser
WEEK = Week(2026, 10)
QUESTIONS = content().questions


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("ways") / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
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


def prefers(person, pages):
    with person.desk() as desk:
        keep_pages(desk.session, desk.vault, person.person_id, pages)


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
    for number, pages in enumerate(Pages):
        person = asked(home, number, pages)
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
    assert {way: one["presses"] for way, one in figures.items()} == {
        "parts": 14 + 5 + 1,
        "one": 14 + 14 + 1,
        # The page comes once more, with the two.
        "all": 14 + 2 + 1,
    }
    proofs.report(record_property, "ways-to-ask", figures)


def test_one_question_a_page_by_keyboard_alone(home, address, browser):
    person = asked(home, 3, Pages.ONE)
    with tab(browser, address, home.cookie_of(person.person_id), width=PHONE) as page:
        page.goto("/this-week")
        for question in QUESTIONS.parts[0].questions:
            page.locator(f"input[name={question.id}]").first.focus()
            page.keyboard.press("Space")
            with page.expect_navigation():
                page.keyboard.press("Enter")
        page.get_by_role("button", name="Back", exact=True).focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_text("Question 3 of 12")).to_be_visible()
        expect(page.locator("input[name=worry]").first).to_be_checked()


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
            page.set_viewport_size({"width": WIDE, "height": 900})
            wrong += [f"{path} wide: {one}" for one in overflow(page)]
            page.set_viewport_size({"width": PHONE, "height": 900})

    assert wrong == []
