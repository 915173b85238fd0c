"""A supervisor looks at their team: released figures, their words and their limits, no person."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browsing import tab
from tests.support.sample import person_of

pytestmark = pytest.mark.browser

WORDS = re.compile(r"strained|heavy|mixed|well|rough|between", re.IGNORECASE)


def people_of(home):
    """Return the names of everybody in the sample."""
    from sqlalchemy import select

    from wellbeing.accounts.rows import PersonRow

    with home.session() as session:
        return set(session.scalars(select(PersonRow.name)))


def test_a_supervisor_reads_the_heatmap_and_nothing_about_anyone(browser, sample, sample_address):
    supervisor = person_of(sample, "Supervises")
    with tab(browser, sample_address, sample.cookie_of(supervisor)) as page:
        page.goto("/this-week")
        page.get_by_role("link", name="Teams").click()
        page.wait_for_load_state()
        table = page.get_by_role("grid").first
        expect(table.get_by_role("columnheader", name="Unit")).to_be_visible()
        own = table.get_by_role("row").filter(has_text="Your own")
        expect(own).to_have_count(1)
        texts = [page.locator("main").inner_text()]
        own.get_by_role("link").first.click()
        page.wait_for_load_state()
        expect(page.get_by_role("heading", level=1)).to_contain_text("conditions at work")
        picture = page.get_by_role("img").first
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("one => one.naturalWidth") > 0
        texts.append(page.locator("main").inner_text())

    for text in texts:
        assert WORDS.search(text)
        assert [name for name in people_of(sample) if name in text] == []


def test_the_heatmap_can_be_read_with_the_keyboard_alone(browser, sample, sample_address):
    manager = person_of(sample, "Manages")
    with tab(browser, sample_address, sample.cookie_of(manager)) as page:
        page.goto("/teams")
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('table.heat th a') !== null"):
                break
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/teams/\w+$"))

        expect(page.get_by_role("heading", level=1)).to_contain_text("conditions at work")


def test_a_small_organisation_has_no_figures_and_says_why(browser, home, address):
    from tests.support.world import CHARACTERS

    with tab(browser, address, home.cookie_of(CHARACTERS[1].id)) as page:
        page.goto("/teams")

        expect(page.locator("main")).to_contain_text(re.compile("figures", re.IGNORECASE))
        assert page.locator("td b").count() == 0
