"""I am not safe, in a real browser: on a phone without a script, by keyboard, and what the responder does."""

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import looked_over
from tests.support.browsing import PHONE, WIDE, by_key, tab
from tests.support.calling import FIRST, IDS, LEAD, REACH, Callers
from tests.support.put_back import put_back_home

ROLL = "/going-live/responders"
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


def looked(page, where, *, has_script=True):
    """Return what is wrong with a page; without a script it cannot be looked over."""
    return [f"{where}: {one}" for one in looked_over(page)] if has_script else []


def ask(page, *, has_script):
    """Come from the help page, forget something, put it right; return what is wrong with the pages."""
    page.goto("/help-now")
    wrong = looked(page, "help", has_script=has_script)
    by_key(page, "link", "I am not safe")
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    wrong += looked(page, "asking", has_script=has_script)
    page.get_by_label("Yes, tell Practitioner").focus()
    page.keyboard.press("Space")
    by_key(page, "button", "Send my answer")
    expect(page.get_by_role("alert")).to_contain_text("Write a phone number")
    wrong += looked(page, "to put right", has_script=has_script)
    page.get_by_label("How do they reach you now?").fill(REACH)
    page.get_by_label("No, leave no message").focus()
    page.keyboard.press("Space")
    by_key(page, "button", "Send my answer")
    expect(page.get_by_text("Practitioner was told and has not taken it yet")).to_be_visible()
    return wrong + looked(page, "asked", has_script=has_script)


def answer(page):
    page.goto("/asked-of-me")
    wrong = looked(page, "list")
    by_key(page, "link", "Somebody asks for contact")
    expect(page.get_by_text(REACH)).to_be_visible()
    wrong += looked(page, "opened")
    by_key(page, "button", "I am contacting them now")
    expect(page.get_by_role("status")).to_contain_text("They see that you are contacting them")
    by_key(page, "button", "I have spoken with them")
    return wrong


@pytest.mark.parametrize(
    ("who", "has_script", "width"), [("staff", False, PHONE), ("moved", True, WIDE)]
)
def test_somebody_is_told_by_keyboard_and_reaches_them(
    browser, home, address, who, has_script, width
):
    cookie = home.cookie_of(IDS[who])
    with tab(browser, address, cookie, javascript=has_script, width=width) as page:
        wrong = ask(page, has_script=has_script)
        with tab(browser, address, home.cookie_of(FIRST), width=width) as other:
            wrong += answer(other)
        page.reload()
        expect(page.get_by_text("said they spoke with you").first).to_be_visible()

    assert wrong == []


def test_the_pages_around_it_are_looked_over_on_a_phone(browser, home, address):
    wrong = []
    for who, places in {
        LEAD: (ROLL, f"{ROLL}/name", f"{ROLL}/minutes"),
        FIRST: ("/being-a-responder", "/help-now/more"),
    }.items():
        with tab(browser, address, home.cookie_of(who), width=PHONE) as page:
            for place in places:
                page.goto(place)
                wrong += looked(page, place)

    assert wrong == []
