"""In a real browser, on a phone, by keyboard and without a script: a change at work is asked for."""

import pytest
from playwright.sync_api import expect

from tests.support.asking import ASKER, SUPERVISOR
from tests.support.browsing import PHONE, by_key, tab
from tests.support.settled_home import settled_in
from tests.support.work import SAID, Work

pytestmark = pytest.mark.browser
MORE = "From Monday, for two weeks."


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    with settled_in(tmp_path_factory.mktemp("at-work-browser")) as home:
        yield Work(home)


@pytest.fixture(scope="module")
def address(work):
    with work.home.served() as address:
        yield address


def test_a_change_at_work_is_asked_answered_and_taken_back_on_a_phone(browser, work, address):
    cookie, other = work.home.cookie_of(ASKER), work.home.cookie_of(SUPERVISOR)
    with (
        tab(browser, address, cookie, javascript=False, width=PHONE) as page,
        tab(browser, address, other, javascript=False, width=PHONE) as lead,
    ):
        page.goto("/work-requests/new")
        page.get_by_label("Cover for my tasks").check()
        page.get_by_label("Supervisor, your supervisor").check()
        page.get_by_text("Sentences to begin with").press("Enter")
        by_key(page, "button", SAID, -1)
        page.get_by_label("In your own words").fill(f"{SAID} {MORE}")
        by_key(page, "button", "See what they will read", -1)
        expect(page.get_by_text(MORE)).to_be_visible()
        by_key(page, "button", "Send this", -1)
        lead.goto("/work-requests")
        by_key(lead, "link", "Somebody asks for a change at work", -1)
        expect(lead.get_by_text(MORE)).to_be_visible()
        lead.get_by_label("Something will be done").check()
        lead.get_by_label("What will be done").fill("Jo takes your visits.")
        by_key(lead, "button", "Send the answer", -1)
        expect(lead.get_by_text("Enter the day by which it will be done.").first).to_be_visible()
        lead.get_by_label("By when").fill("2026-03-09")
        by_key(lead, "button", "Send the answer", -1)
        page.reload()
        expect(page.get_by_text("Jo takes your visits.")).to_be_visible()
        by_key(page, "button", "Take it back", -1)
        lead.reload()
        expect(lead.get_by_text("Asked of you")).to_have_count(0)
