"""A wellbeing lead goes live by the pages: what is missing, the list, a pilot, and what staff read meanwhile."""

import pytest

from tests.support.accessibility import looked_over
from tests.support.browsing import PHONE, tab
from tests.support.policies import LEAD, REP, STAFF
from tests.support.ready import Place
from tests.support.world import unit_id

pytestmark = pytest.mark.browser


def look_at(page, name, wrong):
    wrong += [f"{name}: {one}" for one in looked_over(page)]


def fills_a_line_in(page, wrong):
    page.get_by_role("link", name="Fill in A telephone number").click()
    page.locator("button.button").click()
    assert "Write what is there." in page.locator(".error-summary").inner_text()
    look_at(page, "line", wrong)
    page.locator("#said").fill("01632 960000, on working days until 5pm.")
    page.locator("#is_there").check()
    page.locator("button.button").click()
    assert "01632 960000" in page.locator("main").inner_text()


def proposes_a_pilot(page, wrong):
    page.goto("/going-live/open")
    page.locator("input[value=some]").check()
    page.locator(f"input[value='{unit_id('help')}']").check()
    page.locator("#why").fill("The help service asked for it.")
    look_at(page, "open", wrong)
    page.locator("button.button").click()
    assert "A staff representative decides" in page.locator("main").inner_text()
    return page.url


def agrees(page, proposal, wrong):
    page.goto(proposal)
    page.get_by_role("link", name="Decide about it").click()
    look_at(page, "decide", wrong)
    page.locator("input[value=approve]").check()
    page.locator("button.button").click()
    assert "Check-ins open on Monday" in page.locator("main").inner_text()


def test_a_lead_opens_a_pilot_once_nothing_is_missing(browser, home, address):
    place = Place(home)
    wrong: list[str] = []
    place.close()
    with tab(browser, address, home.cookie_of(STAFF), width=PHONE) as page:
        page.goto("/this-week")
        assert "has not started in your team yet" in page.locator("h1").inner_text()
        look_at(page, "not started", wrong)
    with tab(browser, address, home.cookie_of(LEAD)) as page:
        page.goto("/going-live")
        assert "things are missing before they can open" in page.locator("main").inner_text()
        look_at(page, "missing", wrong)
        fills_a_line_in(page, wrong)
        page.goto("/going-live/help-contacts")
        look_at(page, "contacts", wrong)
        place.make_ready()
        proposal = proposes_a_pilot(page, wrong)
    with tab(browser, address, home.cookie_of(REP)) as page:
        agrees(page, proposal, wrong)
        page.goto("/going-live")
        look_at(page, "overview", wrong)

    assert wrong == []
