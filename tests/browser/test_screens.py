"""The optional screens in a real browser: accessible, narrow, by keyboard, and without a script."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.integration.checkins.visitor import Visitor
from tests.integration.screens import screening
from tests.support.accessibility import looked_over
from tests.support.browsing import tab
from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.world import CHARACTERS, NOW, settle

pytestmark = pytest.mark.browser

SEND = "Add up my answers"
RESULT = "What your answers add up to"


@pytest.fixture
def home(tmp_path):
    data = tmp_path / "instance"
    data.mkdir()
    database = on_sqlite(data)
    settings = screening.switched_on(prepare(database), tmp_path / "policies")
    with opened(settings, database, NOW) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        with home.session() as session:
            settle(session)
        Visitor(home, CHARACTERS[0].id).agree()
        yield home


@pytest.fixture
def ann(home):
    return home.cookie_of(CHARACTERS[0].id)


def say_yes(page: Page, title: str) -> None:
    page.goto("/more-questions")
    card = page.locator("section.card").filter(has_text=title)
    card.get_by_role("button", name="Yes").click()


def every_page(page: Page):
    """Yield once on every page there is, and in every state it can be in."""
    page.goto("/more-questions")
    yield "choosing"
    say_yes(page, "Four questions")
    yield "four questions"
    page.locator("#item-1-2").check()
    page.get_by_role("button", name=SEND).click()
    yield "an answer is missing"
    for number in (2, 3, 4):
        page.locator(f"#item-{number}-3").check()
    page.get_by_role("button", name=SEND).click()
    yield "a result over a line"
    say_yes(page, "distressing event")
    yield "first question"
    page.locator("#event-0").check()
    page.get_by_role("button", name="Next").click()
    yield "five questions"
    for number in range(1, 6):
        page.locator(f"#item-{number}-1").check()
    page.get_by_role("button", name=SEND).click()
    yield "a result under the lines"
    page.goto("/more-questions")
    yield "chosen, with results"
    page.goto("/my-step")
    yield "my step"


def test_no_page_breaks_an_accessibility_rule_or_is_wider_than_the_screen(
    browser, home, address, ann
):
    with tab(browser, address, ann) as page:
        broken = {state: looked_over(page) for state in every_page(page)}

    assert len(broken) == 9
    assert {state: found for state, found in broken.items() if found} == {}


def test_every_page_works_without_a_script(browser, home, address, ann):
    with tab(browser, address, ann, javascript=False) as page:
        seen = [page.locator("h1").inner_text() for _ in every_page(page)]

    assert seen[3] == RESULT
    assert seen[6] == RESULT


def test_four_questions_are_answered_by_keyboard_alone(browser, home, address, ann):
    with tab(browser, address, ann) as page:
        say_yes(page, "Four questions")
        for number in range(1, 5):
            first = page.locator(f"#item-{number}-0")
            while not first.evaluate("one => one === document.activeElement"):
                page.keyboard.press("Tab")
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")

        expect(page.get_by_role("heading", level=1)).to_have_text(RESULT)
        expect(page.locator("main")).to_contain_text("4 of 12")


def test_the_error_is_said_first_and_leads_to_its_question(browser, home, address, ann):
    with tab(browser, address, ann) as page:
        say_yes(page, "Four questions")
        page.get_by_role("button", name=SEND).click()

        summary = page.get_by_role("alert")
        expect(summary).to_be_focused()
        summary.get_by_role("link", name="Not being able to stop").click()
        expect(page.locator("#item-2-0")).to_be_focused()
        where = urlsplit(page.url)
        assert (where.path, where.fragment) == ("/more-questions/a", "item-2-0")
