"""The check-in in a real browser: by keyboard alone, without a script, and with a browser that dies."""

import pytest
from playwright.sync_api import expect

from tests.integration.checkins.visitor import PARTS, Visitor
from tests.support import proofs
from tests.support.accessibility import violations
from tests.support.browsing import EVERYDAY_SCREENS, MORE_SCREENS
from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.content.loader import content
from wellbeing.week import Week

pytestmark = pytest.mark.browser
WEEK = Week(2026, 10)
QUESTIONS = content().questions
# A practised person presses at most one choice for each question and one button for each page.
MOST_PRESSES = 12 + 4 + 1


@pytest.fixture
def ann(tmp_path):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    database = on_sqlite(data)
    with opened(prepare(database), database, NOW) as home:
        with home.session() as session:
            settle(session)
        visitor = Visitor(home, CHARACTERS[0].id)
        visitor.agree()
        yield visitor


@pytest.fixture
def window(ann, browser):
    """Open windows on the service in which Ann has signed in."""
    opened_windows = []
    with ann.home.served() as address:

        def open_window(**how):
            context = browser.new_context(base_url=address, **how)
            opened_windows.append(context)
            name, value = ann.home.cookie_of(ann.person_id)
            context.add_cookies([{"name": name, "value": value, "url": address}])
            return context.new_page()

        yield open_window
        for context in opened_windows:
            context.close()


def test_a_check_in_by_keyboard_alone(ann, window):
    page = window()
    page.goto("/this-week")

    presses = 0
    while not page.url.endswith("/send"):
        for group in page.locator("fieldset").all():
            group.locator("input[type=radio]").first.focus()
            page.keyboard.press("Space")
            presses += 1
        here = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, here=here: url != here)
        presses += 1
    page.get_by_role("button", name="Send my answers").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Saved. Receipt")
    assert presses + 1 <= MOST_PRESSES
    assert ann.sent(WEEK).check_in.signs == (0,) * 6


def test_a_check_in_on_a_small_phone_without_a_script(ann, window):
    page = window(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto("/this-week")

    for _ in PARTS:
        page.locator("fieldset").first.locator("label").nth(1).click()
        page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send my answers").click()

    expect(page.get_by_role("status")).to_contain_text("Saved. Receipt")
    assert ann.sent(WEEK).check_in.signs[0] == 1


def test_a_browser_that_dies_loses_nothing_that_was_kept(ann, window):
    page = window()
    page.goto("/this-week")
    page.locator("input[name=sleep][value='2']").check(force=True)
    expect(page.get_by_text("Kept.", exact=True)).to_be_visible()
    page.context.close()

    again = window()
    again.goto("/this-week")

    expect(again.locator("input[name=sleep][value='2']")).to_be_checked()


@proofs.cases("screen", EVERYDAY_SCREENS, MORE_SCREENS)
def test_every_page_of_checking_in_keeps_the_accessibility_rules(ann, window, screen):
    width, dark = screen
    ann.check_in({"sleep": "3", "alert": "3", "worry": "3", "low": "3", "talk": "soon"})
    page = window(
        color_scheme="dark" if dark else "light",
        viewport={"width": width, "height": 800},
        reduced_motion="reduce",
    )
    pages = (
        *("/welcome", "/consent", "/this-week", "/my-step", "/my-step/close", "/my-weeks"),
        *(f"/this-week/{part}" for part in (*PARTS, "send")),
        "/my-step/does-not-fit",
    )

    for path in pages:
        page.goto(path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_an_error_takes_the_person_to_its_question(ann, window):
    page = window()
    page.goto("/this-week")
    for sign in ("sleep", "alert", "worry"):
        page.locator(f"input[name=usual_{sign}]").check()
    page.get_by_role("button", name="Next").click()

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text(QUESTIONS.usual.too_many)
    assert violations(page) == []
    summary.get_by_role("link").click()
    expect(page.locator("input[name=usual_worry]")).to_be_focused()
