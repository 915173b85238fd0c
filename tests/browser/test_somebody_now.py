"""I am not safe, in a real browser: on a phone without a script, by keyboard, and what the responder does."""

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import looked_over
from tests.support.asking import ASKER
from tests.support.browsing import PHONE, arriving, tab
from tests.support.calling import FIRST, LEAD, REACH, Callers
from tests.support.put_back import put_back_home

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    with put_back_home(tmp_path_factory.mktemp("somebody-now")) as kept:
        Callers(kept.home).set_up()
        yield kept.home


@pytest.fixture(scope="module")
def address(home):
    with home.served() as address:
        yield address


def by_key(page, role, name):
    """Press a button or follow a link by keyboard, and wait for the page it leads to."""
    page.get_by_role(role, name=name).first.focus()
    with arriving(page):
        page.keyboard.press("Enter")


def ask(page):
    """Come from the help page, forget something, put it right; return what is wrong with the pages."""
    page.goto("/help-now")
    wrong = [f"help: {one}" for one in looked_over(page)]
    by_key(page, "link", "I am not safe")
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    wrong += [f"asking: {one}" for one in looked_over(page)]
    page.get_by_label("Yes, tell Practitioner").focus()
    page.keyboard.press("Space")
    by_key(page, "button", "Send my answer")
    expect(page.get_by_role("alert")).to_contain_text("Write a phone number")
    wrong += [f"to put right: {one}" for one in looked_over(page)]
    page.get_by_label("How do they reach you now?").fill(REACH)
    page.get_by_label("No, leave no message").focus()
    page.keyboard.press("Space")
    by_key(page, "button", "Send my answer")
    expect(page.get_by_text("Practitioner was told and has not taken it yet")).to_be_visible()
    return wrong + [f"asked: {one}" for one in looked_over(page)]


def answer(page):
    page.goto("/waiting")
    wrong = [f"list: {one}" for one in looked_over(page)]
    by_key(page, "link", "Somebody asks for contact")
    expect(page.get_by_text(REACH)).to_be_visible()
    wrong += [f"opened: {one}" for one in looked_over(page)]
    by_key(page, "button", "I am contacting them now")
    expect(page.get_by_role("status")).to_contain_text("They see that you are contacting them")
    by_key(page, "button", "I have reached them")
    return wrong


def test_somebody_is_told_by_keyboard_on_a_phone_and_reaches_them(browser, home, address):
    with tab(browser, address, home.cookie_of(ASKER), javascript=False, width=PHONE) as page:
        wrong = ask(page)
        with tab(browser, address, home.cookie_of(FIRST)) as other:
            wrong += answer(other)
        page.reload()
        expect(page.get_by_text("says that they reached you").first).to_be_visible()
    for who, places in {
        LEAD: ("", "/name", "/minutes"),
        FIRST: ("/../../being-a-responder", "/../../asked-of-me", "/../../help-now/more"),
    }.items():
        with tab(browser, address, home.cookie_of(who), width=PHONE) as page:
            for place in places:
                page.goto(f"/going-live/responders{place}")
                wrong += [f"{place}: {one}" for one in looked_over(page)]

    assert wrong == []
