"""The sheets for paper: each fits on one side of A4, and nothing of the screen is printed on it."""

import re

import pytest

from tests.support.browsing import tab
from tests.support.world import CHARACTERS

pytestmark = pytest.mark.browser
A_PAGE = re.compile(rb"/Type\s*/Page\b")
SHEETS = (
    "/guides/conversation/print",
    "/guides/team-meeting/print",
    "/guides/reflective-supervision/print",
)


@pytest.mark.parametrize("path", SHEETS)
def test_a_sheet_fits_on_one_page_of_a4(browser, home, address, path):
    who = CHARACTERS[0]
    with tab(browser, address, home.cookie_of(who.id)) as page:
        page.goto(path)
        sheet = page.pdf(format="A4")
        page.emulate_media(media="print")
        shown = page.locator("body").inner_text()

    assert len(A_PAGE.findall(sheet)) == 1
    assert "print command" not in shown
    assert "Signed in as" not in shown
