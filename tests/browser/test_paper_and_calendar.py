"""Answers from paper typed as numbers, and a calendar turned on, as people do it in a browser."""

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.support.browsing import PHONE, tab
from tests.support.world import CHARACTERS
from wellbeing.week import Week

pytestmark = pytest.mark.browser
WHO = CHARACTERS[0].id


@pytest.fixture
def ann(home):
    visitor = Visitor(home, WHO)
    visitor.agree()
    return visitor


def test_a_sheet_is_entered_with_numbers_and_tab_alone_without_a_script(
    browser, home, address, ann
):
    with tab(browser, address, home.cookie_of(WHO), javascript=False) as page:
        page.goto("/this-week")
        page.get_by_role("link", name="enter answers from paper").click()
        # Keys are pressed on what is there: nothing of the sheet may still be on its way.
        page.wait_for_load_state()
        page.locator("#sleep").focus()
        for key in ("3", "Tab", "Space", "Tab", "1", "Tab", "Tab", "2"):
            page.keyboard.press(key)
        page.locator("#support").focus()
        for key in ("4", "Tab", "0"):
            page.keyboard.press(key)
        page.get_by_role("button", name="Look at my answers").click()
        page.get_by_role("button", name="Send my answers").click()
        page.get_by_text("Saved. Receipt").wait_for()

    sent = ann.sent(Week(2026, 10)).check_in
    assert sent.signs == (3, 1, 2, None, None, None)
    assert sent.usual == {"sleep"}
    assert sent.support_not_needed
    assert sent.event == "none"


def test_a_calendar_is_turned_on_and_its_address_is_copied_whole_on_a_phone(browser, home, address):
    with tab(browser, address, home.cookie_of(WHO), width=PHONE) as page:
        page.goto("/when-you-are-asked")
        page.get_by_role("link", name="Your private calendar").click()
        page.get_by_role("button", name="Turn my calendar on").click()
        shown = page.get_by_label("Your private address").input_value()

    path = shown.removeprefix(home.settings.address)
    assert path.startswith("/calendar/")
    assert home.app.test_client().get(path).data.startswith(b"BEGIN:VCALENDAR\r\n")
