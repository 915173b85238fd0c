"""Formal support in a real browser: from the suggestion to the sign-off, on a phone and wide, by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import looked_over
from tests.support.asking import ASKER, PRACTITIONER
from tests.support.browsing import PHONE, by_key, tab
from tests.support.databases import on_sqlite
from tests.support.formal import WORDS, Parties
from tests.support.settled_home import settled_home

pytestmark = pytest.mark.browser
MINE, THEIRS = "/my-step/more", "/decisions"
REASON = "We talked, and this fits."


@pytest.fixture(scope="module")
def parties(tmp_path_factory):
    data = tmp_path_factory.mktemp("formal-browser") / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        parties = Parties(home)
        parties.be_suggested()
        yield parties


def agrees(page):
    """Choose what can be read, look at every word of it, and agree."""
    page.goto(MINE)
    by_key(page, "link", "Choose what they read, and agree")
    page.get_by_label("My warning-sign scores of the last 12 weeks").focus()
    page.keyboard.press("Space")
    page.get_by_label("In your own words").fill(WORDS)
    by_key(page, "button", "See what they will read")
    expect(page.get_by_text(WORDS)).to_be_visible()
    yield "before it is agreed"
    by_key(page, "button", "I agree, send this")


def decides(page):
    """Read what is shared, forget the reason, and sign it off."""
    page.goto(THEIRS)
    by_key(page, "link", "Formal support for Staff")
    by_key(page, "link", "Open it")
    expect(page.get_by_text(WORDS)).to_be_visible()
    by_key(page, "link", "Back to your decision")
    page.get_by_label("I sign it off").check()
    by_key(page, "button", "Keep this decision")
    yield "to put right"
    page.get_by_label("Your reason, for the person").fill(REASON)
    page.get_by_label("Adjustments at work").check()
    page.get_by_label("When do you both look at it again?").fill("2026-04-15")
    by_key(page, "button", "Keep this decision")


def test_from_the_suggestion_to_the_sign_off_by_keyboard_and_accessible(browser, parties):
    wrong = []
    with (
        parties.home.served() as address,
        tab(browser, address, parties.home.cookie_of(ASKER), width=PHONE) as ann,
        tab(browser, address, parties.home.cookie_of(PRACTITIONER)) as pat,
    ):
        for state in agrees(ann):
            wrong += [f"{state}: {one}" for one in looked_over(ann)]
        (request_id,) = parties.helping.inbox(PRACTITIONER)
        parties.helping.take(PRACTITIONER, request_id)
        for state in decides(pat):
            wrong += [f"{state}: {one}" for one in looked_over(pat)]
        ann.reload()
        expect(ann.get_by_text(REASON)).to_be_visible()
        wrong += [f"begun: {one}" for one in looked_over(ann)]
    assert wrong == []
