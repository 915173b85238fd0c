"""The weekly mail in HTML is as wide as the screen, long links and all."""

import pytest

from tests.support.browsing import PHONE, WIDE, overflow, tab
from tests.support.world import CHARACTERS

pytestmark = pytest.mark.browser
OPERATOR = next(each.id for each in CHARACTERS if each.name == "operator")


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_a_mail_is_not_wider_than_the_screen(browser, home, address, width):
    with tab(browser, address, home.cookie_of(OPERATOR), javascript=False, width=width) as page:
        page.goto("/running/notices/weekly/as-html")

        assert "x" * 64 in page.content()
        assert overflow(page) == []
