"""Trends in a real browser: the picture that fits the screen is there, and nothing runs over its edge."""

import pytest

from tests.support.accessibility import violations
from tests.support.browsing import PHONE, WIDE, overflow, tab
from tests.support.sample import person_of

pytestmark = pytest.mark.browser

SHOWN = """() => [...document.querySelectorAll("figure.trend img")].map(
  one => [one.currentSrc.split("/").pop().split("?")[0], one.complete && one.naturalWidth > 0]
)"""


@pytest.fixture
def manager(sample):
    return sample.cookie_of(person_of(sample, "Manages"))


def address_of_trends(page):
    page.goto("/teams")
    return page.locator("table.heat tbody th a").first.get_attribute("href") + "/trends"


@pytest.mark.parametrize(
    ("width", "dark", "name"),
    [
        (WIDE, False, "trend.png"),
        (WIDE, True, "trend-dark.png"),
        (PHONE, False, "trend-narrow.png"),
        (PHONE, True, "trend-narrow-dark.png"),
    ],
)
def test_the_page_of_trends_shows_the_picture_that_fits(
    browser, sample_address, manager, width, dark, name
):
    with tab(browser, sample_address, manager, dark=dark, width=width) as page:
        page.goto(address_of_trends(page), wait_until="networkidle")

        assert page.evaluate(SHOWN)[0] == [name, True]
        assert overflow(page) == []
        assert violations(page) == []


def test_the_sheet_to_print_is_readable_and_has_its_picture(browser, sample_address, manager):
    with tab(browser, sample_address, manager) as page:
        page.emulate_media(media="print")
        page.goto(f"{address_of_trends(page)}/print", wait_until="networkidle")

        assert page.evaluate(SHOWN) == [["trend-to-keep.png", True]]
        assert not page.get_by_text("Use the print command").is_visible()
        assert violations(page) == []
