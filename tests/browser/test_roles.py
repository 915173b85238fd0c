"""A role is asked for, and a second person agrees on a phone without a script; everybody reads it."""

import pytest

from tests.support.accessibility import looked_over
from tests.support.browsing import PHONE, tab
from tests.support.granting import Granting
from tests.support.policies import IDS, LEAD, REP, STAFF

pytestmark = pytest.mark.browser


def wrong_on(page, path):
    page.goto(path)
    return [f"{path}: {one}" for one in looked_over(page)]


def test_a_role_is_agreed_to_and_read_by_everybody(browser, home, address):
    granting = Granting(home)
    grant = granting.ask(by=LEAD)
    here, wrong = f"/roles/{grant}/decide", []
    with tab(browser, address, home.cookie_of(REP), width=PHONE) as page:
        wrong += wrong_on(page, "/roles")
        wrong += wrong_on(page, here)
        page.locator("button.button").click()
        assert "Choose one of the two." in page.locator(".error-summary").inner_text()
        wrong += [f"refused: {one}" for one in looked_over(page)]
    with tab(browser, address, home.cookie_of(REP), width=PHONE, javascript=False) as page:
        page.goto("/roles")
        page.get_by_role("link", name="Decide about it").click()
        page.locator("input[value=approve]").check()
        page.locator("button.button").click()
        assert "You agreed. Staff holds this role" in page.locator("main").inner_text()
    with tab(browser, address, home.cookie_of(STAFF)) as page:
        wrong += wrong_on(page, "/account")
        assert "Auditor, since 4 March 2026" in page.locator("main").inner_text()
    with tab(browser, address, home.cookie_of(IDS["moved"]), width=PHONE) as page:
        wrong += wrong_on(page, "/what-changed")
        assert "Staff now holds the role “Auditor”." in page.locator("main").inner_text()

    assert wrong == []
