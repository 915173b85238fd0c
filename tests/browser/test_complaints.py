"""Saying that something is wrong in a real browser: by keyboard, on a phone, without a script; read and answered."""

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import looked_over
from tests.support.asking import ASKER, PRACTITIONER
from tests.support.browsing import PHONE, by_key, tab
from tests.support.promise_trials import with_second
from tests.support.put_back import put_back_home
from tests.support.saying import AUDITOR

pytestmark = pytest.mark.browser
SAID = "The promised day was not kept, and nobody said why"
ANSWER = "You are right. From Monday on somebody stands in."


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    with put_back_home(tmp_path_factory.mktemp("complaints-browser")) as kept:
        yield kept.home


@pytest.fixture(scope="module")
def address(home):
    with home.served() as address:
        yield address


def say_by_keyboard(page):
    page.goto("/say")
    by_key(page, "link", "Say what is wrong")
    page.get_by_label("How I was treated or supported, or the service").focus()
    page.keyboard.press("Space")
    by_key(page, "button", "Go on")
    page.get_by_label("What is wrong? In your own words").fill(SAID)
    by_key(page, "button", "Send this")
    expect(page.get_by_role("alert")).to_contain_text("Choose who should read it")
    page.get_by_label("Auditor, auditor").focus()
    page.keyboard.press("Space")
    by_key(page, "button", "Send this")
    expect(page.get_by_text("Received, not read yet.")).to_be_visible()


def read_and_answer(page):
    """Follow the notice, read and answer; return what is wrong with the pages."""
    page.goto("/waiting")
    wrong = [f"list: {one}" for one in looked_over(page)]
    by_key(page, "link", "How I was treated")
    expect(page.get_by_text(SAID)).to_be_visible()
    wrong += [f"opened: {one}" for one in looked_over(page)]
    page.get_by_label("Your answer").fill(ANSWER)
    by_key(page, "button", "Send the answer")
    return wrong


def test_it_is_said_by_keyboard_on_a_phone_read_and_answered(browser, home, address):
    with tab(browser, address, home.cookie_of(ASKER), javascript=False, width=PHONE) as page:
        say_by_keyboard(page)
        with tab(browser, address, home.cookie_of(AUDITOR)) as other:
            wrong = read_and_answer(other)
        page.reload()
        expect(page.get_by_text(ANSWER)).to_be_visible()
    with_second(home).send()
    for who, places in {
        ASKER: ("/say", "/say/new", "/our-promises"),
        PRACTITIONER: ("/test-requests",),
    }.items():
        with tab(browser, address, home.cookie_of(who)) as page:
            for place in places:
                page.goto(place)
                wrong += [f"{place}: {one}" for one in looked_over(page)]

    assert wrong == []
