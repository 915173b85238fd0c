"""The pages of figure settings in every state: accessible, narrow enough, and usable by keyboard."""

from itertools import islice

import pytest
from playwright.sync_api import expect

from tests.support import proofs
from tests.support.accessibility import looked_over
from tests.support.browsing import PHONE, WIDE, press_after, tab
from tests.support.figure_settings import OTHER, FiguresOffice, change_row
from tests.support.policies import LEAD, REP, STAFF, Office
from wellbeing.database import writing
from wellbeing.disclosure import ADOPTED

pytestmark = pytest.mark.browser

HERE = "/figure-settings"
NEW = f"{HERE}/new"
MADE = "/how-figures-are-made"
REPORT = "/privacy-report"


@pytest.fixture
def office(home):
    Office(home).adopt()
    return FiguresOffice(home)


def states(office):
    """Bring about each state in turn, and name who looks at which page then."""
    yield LEAD, HERE
    yield LEAD, NEW
    yield REP, HERE
    declined = office.propose(OTHER, why="Rougher is fine.\nWe looked at it together.")
    yield LEAD, HERE
    yield LEAD, NEW
    yield LEAD, f"{HERE}/{declined}"
    yield REP, HERE
    yield REP, f"{HERE}/{declined}/decide"
    office.decline(declined, "Small teams would lose their figure.")
    yield LEAD, f"{HERE}/{declined}"
    agreed = office.propose(OTHER)
    office.approve(agreed)
    yield LEAD, HERE
    yield REP, f"{HERE}/{agreed}"
    yield STAFF, MADE
    yield REP, REPORT
    with office.home.session() as session, writing(session):
        change_row(session, text=ADOPTED.as_json())
    yield LEAD, HERE
    yield LEAD, f"{HERE}/{agreed}"
    yield REP, REPORT


def test_every_state_of_every_page_is_accessible_and_fits_a_phone(browser, home, address, office):
    wrong = []
    # Everyday runs bring all states about, and look at every second one.
    for who, path in islice(states(office), 0, None, proofs.size(2, 1)):
        with tab(browser, address, home.cookie_of(who)) as page:
            page.goto(path)
            wrong += [f"{path}: {one}" for one in looked_over(page)]

    assert wrong == []


def test_what_is_out_of_bounds_is_put_right_from_the_summary_with_the_keyboard(
    browser, home, address, office
):
    with tab(browser, address, home.cookie_of(LEAD), javascript=False) as page:
        page.goto(NEW)
        page.locator("#rho_cycle").fill("0.7")
        page.locator("#why").fill("Rougher is fine.")
        press_after(page, "#why", 1)
        page.locator(".error-summary a").press("Enter")
        expect(page.locator("#rho_cycle")).to_be_focused()

        page.keyboard.type("9")
        assert "9" in page.locator("#rho_cycle").input_value()


def test_a_change_is_looked_at_proposed_and_agreed_with_the_keyboard_alone(
    browser, home, address, office
):
    with tab(browser, address, home.cookie_of(LEAD), javascript=False) as page:
        page.goto(NEW)
        page.locator("#rho_cycle").fill("0.3")
        page.locator("#why").fill("Rougher is fine.")
        press_after(page, "#why", 2)
        assert "Nothing is proposed yet." in page.locator("main").inner_text()
        press_after(page, "#why", 1)
        assert page.locator("h1").inner_text() == "Proposed figure settings"
        proposal = page.url.removeprefix(address)
    with tab(browser, address, home.cookie_of(REP), javascript=False) as page:
        page.goto(f"{proposal}/decide")
        page.locator("#verdict-0").press("Space")
        press_after(page, "#note", 1)
        assert "hold from Monday" in page.locator("[role=status]").inner_text()

    cycle = office.calendar.cycle_at(office.today)
    assert [office.in_force(one).rho_cycle for one in (cycle, cycle + 2)] == [0.4, 0.3]


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_on_paper_no_table_of_the_privacy_report_is_cut_off(browser, home, address, office, width):
    office.approve(office.propose(OTHER))
    with tab(browser, address, home.cookie_of(REP), width=width) as page:
        page.goto(REPORT)
        page.emulate_media(media="print")

        cut = page.locator(".scroll").evaluate_all(
            "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1)"
            ".map((one) => one.ariaLabel)"
        )
        # Paper is as wide as a small screen of 700 pixels or more.
        assert cut == [] or width == PHONE
