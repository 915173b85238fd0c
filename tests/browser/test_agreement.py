"""A team's agreement in a real browser: tapped ideas, and two people who save at once."""

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import violations
from tests.support.browsing import PHONE, WIDE, overflow, tab
from tests.support.world import CHARACTERS, unit_id

pytestmark = pytest.mark.browser
STAFF, SUPERVISOR = CHARACTERS[0], CHARACTERS[1]
CHANGE = f"/our-agreement/{unit_id('red')}/change"


def box(page):
    return page.get_by_label("How we treat each other", exact=True)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_an_idea_is_tapped_by_keyboard_and_lands_in_its_box_unsaved(
    browser, home, address, javascript
):
    with tab(browser, address, home.cookie_of(STAFF.id), javascript=javascript) as page:
        page.goto(CHANGE)
        box(page).fill("We listen.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        # Asked until it holds: without a script, the next page is still on its way.
        expect(box(page)).to_have_value("We listen.\nWe greet each other, also on a busy day.")
        expect(page.get_by_text("It is not saved until you press Save.")).to_be_visible()
        assert page.url.endswith("#at-respect")
        page.goto("/our-agreement")
        assert page.get_by_text("We listen.").count() == 0


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_two_texts_of_one_part_stand_together_on_an_accessible_page(browser, home, address, width):
    with (
        tab(browser, address, home.cookie_of(STAFF.id), width=width) as one,
        tab(browser, address, home.cookie_of(SUPERVISOR.id), width=width) as other,
    ):
        one.goto(CHANGE)
        other.goto(CHANGE)
        box(one).fill("We greet.")
        press(one, "Save")
        box(other).fill("We wave.")
        press(other, "Save")

        alert = other.get_by_role("alert")
        assert "Nothing is lost" in alert.inner_text()
        assert other.evaluate("document.activeElement.getAttribute('role')") == "alert"
        assert other.get_by_text("We greet.", exact=True).is_visible()
        assert box(other).input_value() == "We wave."
        assert violations(other) == []
        assert overflow(other) == []

        press(other, "Put both together")
        assert box(other).input_value() == "We greet.\nWe wave."
        press(other, "Save")
        assert other.get_by_text("We wave.", exact=True).is_visible()
