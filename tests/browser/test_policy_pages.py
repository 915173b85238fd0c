"""The pages of policy changes in every state: accessible, narrow enough, and usable by keyboard."""

from itertools import islice

import pytest
from playwright.sync_api import expect

from tests.support import proofs
from tests.support.accessibility import looked_over
from tests.support.browsing import PHONE, WIDE, press_after, tab
from tests.support.policies import LEAD, REP, STAFF, Office, with_line

pytestmark = pytest.mark.browser

STRICTER = with_line("high", 10, with_line("spike", 14))


@pytest.fixture
def office(home):
    office = Office(home)
    office.adopt()
    return office


def states(office):
    """Bring about each state in turn, and name who looks at which page then."""
    change_id = office.propose(STRICTER, why="Nine was too low.\nWe looked at it together.")
    here = f"/policy-changes/{change_id}"
    yield LEAD, here
    yield LEAD, "/policy-changes/new"
    yield REP, "/policy-changes"
    yield REP, here
    yield REP, f"{here}/decide"
    begins = office.approve(change_id, note="Agreed.")
    yield STAFF, "/rules"
    yield STAFF, f"/rules/past/{change_id}"
    yield LEAD, here
    office.spoil(begins, "nothing")
    yield LEAD, "/policy-changes"
    yield REP, "/teams"
    yield STAFF, "/rules/past"


def test_every_state_of_every_page_is_accessible_and_fits_a_phone(browser, home, address, office):
    wrong = []
    # Everyday runs bring all states about, and look at every second one.
    for who, path in islice(states(office), 0, None, proofs.size(2, 1)):
        with tab(browser, address, home.cookie_of(who)) as page:
            page.goto(path)
            wrong += [f"{path}: {one}" for one in looked_over(page)]

    assert wrong == []


def test_a_change_is_proposed_and_agreed_with_the_keyboard_alone(browser, home, address, office):
    with tab(browser, address, home.cookie_of(LEAD), javascript=False) as page:
        page.goto("/policy-changes/new")
        page.locator("#text").fill(with_line("high", 99))
        page.locator("#why").fill("Nine was too low.")
        press_after(page, "#why", 1)
        assert "reactive.high" in page.locator("#problems + ul").inner_text()
        page.locator("#text").fill(STRICTER)
        press_after(page, "#why", 1)
        assert page.locator("h1").inner_text() == "A proposed policy"
        proposal = page.url.removeprefix(address)
    with tab(browser, address, home.cookie_of(REP), javascript=False) as page:
        page.goto(f"{proposal}/decide")
        page.locator("#verdict-0").press("Space")
        press_after(page, "#note", 1)
        assert "begins on Monday" in page.locator("[role=status]").inner_text()

    assert office.high_of(office.this_week.plus(1)) == 10


def test_a_link_to_a_rule_leads_to_it(browser, home, address, office):
    with tab(browser, address, home.cookie_of(STAFF), width=PHONE) as page:
        page.goto("/rules#F2")

        expect(page.locator("#F2")).to_be_in_viewport()
        box = page.locator("#F2").bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 400


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_the_table_of_all_rules_is_folded_opens_from_its_link_and_on_paper(
    browser, home, address, office, width
):
    with tab(browser, address, home.cookie_of(STAFF), width=width) as page:
        page.goto("/rules")
        table = page.get_by_role("table", name="Each rule once more")
        expect(table).to_be_hidden()

        page.emulate_media(media="print")
        expect(table).to_be_visible()
        page.emulate_media(media="screen")
        expect(table).to_be_hidden()

        page.get_by_role("link", name="All rules in one table").click()
        expect(table).to_be_visible()
