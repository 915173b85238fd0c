"""Times and letters in a real browser: two people on phones without a script, and every state looked over."""

from datetime import timedelta
from itertools import chain

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import looked_over
from tests.support.browsing import PHONE, arriving, tab
from tests.support.databases import on_sqlite
from tests.support.settled_home import settled_home
from tests.support.two import TOMORROW, taken
from tests.support.world import NOW
from wellbeing.support import service as support

pytestmark = pytest.mark.browser
LETTER = "I would rather walk than sit in a room."
# Written as one word, it must not push a phone's page wide.
LONG = "x" * 200


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    data = tmp_path_factory.mktemp("contact-browser") / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        yield taken(home)


@pytest.fixture(scope="module")
def address(two):
    with two.home.served() as address:
        yield address


def press(page, role, name):
    """Press a button or follow a link, and wait for the page it leads to."""
    with arriving(page):
        page.get_by_role(role, name=name).first.click()


def offer_a_time(page, start):
    """Offer one time from the page of a request, after sending the form empty once."""
    page.goto(start)
    press(page, "link", "Times and letters")
    press(page, "link", "Offer times")
    press(page, "button", "Offer these times")
    expect(page.get_by_role("alert")).to_contain_text("Give one time at least")
    page.get_by_label("Day", exact=True).first.fill("2026-03-10")
    page.get_by_label("Time of day").first.fill("10:00")
    press(page, "button", "Offer these times")
    expect(page.get_by_text("Offered. Staff can pick one of the times.")).to_be_visible()


def test_two_on_phones_agree_on_a_time_and_write_without_a_script(browser, two, address):
    cookies = (two.home.cookie_of(one) for one in (two.asker, two.contact))
    with (
        tab(browser, address, next(cookies), javascript=False, width=PHONE) as ann,
        tab(browser, address, next(cookies), javascript=False, width=PHONE) as pat,
    ):
        offer_a_time(pat, f"/requests/{two.id}")

        ann.goto("/my-requests")
        press(ann, "link", "Times and letters")
        press(ann, "link", "Choose a time")
        ann.get_by_label("Tuesday 10 March, 10:00, for 45 minutes").check()
        press(ann, "button", "Send my answer")
        expect(ann.get_by_text("Agreed", exact=True)).to_be_visible()
        ann.get_by_label("Your letter").fill(LETTER)
        press(ann, "button", "Send the letter")
        expect(ann.get_by_text("Not read yet")).to_be_visible()

        pat.reload()
        expect(pat.get_by_text(LETTER)).to_be_visible()
        press(pat, "button", "Give up this time")
        ann.reload()
        expect(ann.get_by_text("No time is agreed.")).to_be_visible()
        expect(ann.get_by_text("Read on Wednesday 4 March")).to_be_visible()


def states_while_offered(two, asker, contact):
    """Go from an empty form to an agreed time, and give each page by the name of its state."""
    here = f"/cases/{two.id}"
    contact.goto(f"{here}/times")
    contact.get_by_label("Day", exact=True).first.fill("2026-03-01")
    press(contact, "button", "Offer these times")
    yield "to put right", contact
    two.offer(TOMORROW, TOMORROW + timedelta(days=1))
    asker.goto(f"{here}/times")
    yield "offered, to choose", asker
    contact.goto(here)
    yield "offered", contact
    two.pick()
    asker.goto(f"{here}/times")
    yield "another time", asker


def states_afterwards(two, asker, contact):
    """Go on with letters, a time that has passed, and the end of the case."""
    here = f"/cases/{two.id}"
    two.write(two.asker, LONG)
    two.write(two.contact, LETTER)
    asker.goto(here)
    yield "agreed", asker
    two.agree(NOW + timedelta(minutes=12))
    two.home.clock.standing_at = NOW + timedelta(minutes=13)
    contact.goto(here)
    yield "passed", contact
    with two.help.office() as office:
        support.withdraw(office, two.asker, support.Kind.TALK)
    asker.goto(here)
    yield "closed", asker


def test_every_state_is_accessible_and_fits_every_screen(browser, two, address):
    wrong = []
    cookies = [two.home.cookie_of(one) for one in (two.asker, two.contact)]
    with tab(browser, address, cookies[0]) as asker, tab(browser, address, cookies[1]) as contact:
        states = (states_while_offered, states_afterwards)
        for state, page in chain(*(one(two, asker, contact) for one in states)):
            wrong += [f"{state}: {one}" for one in looked_over(page)]
    assert wrong == []
