"""Sharing in a real browser: every state on a phone and wide, by keyboard, and without a script."""

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import looked_over
from tests.support.asking import ASKER, PRACTITIONER
from tests.support.browsing import PHONE, by_key, tab
from tests.support.passwords import let_have
from tests.support.settled_home import settled_in
from tests.support.sharing import Sharers
from tests.support.world import NOW, TODAY
from wellbeing.first_aid_kit import service as kits
from wellbeing.sharing import service

pytestmark = pytest.mark.browser
PASSWORD = "a long enough password"
SAID = "Ask me what I need, and then leave me some time before you ask again"
HERE = "/sharing/new/helping-me"


@pytest.fixture(scope="module")
def sharers(tmp_path_factory):
    """Somebody with a kit and a password, who shares nothing yet."""
    with settled_in(tmp_path_factory.mktemp("sharing-browser")) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        with home.session() as session:
            let_have(session, ASKER, PASSWORD, TODAY)
            notebook = kits.Notebook(session, home.vault, ASKER, NOW)
            kits.add(notebook, "helping-me", [kits.NewLine("helps", (SAID,))])
            who = [kits.NewLine("people", ("Sam", "07700 900123", "Any time"))]
            kits.add(notebook, "people", who)
        yield Sharers(home)


@pytest.fixture(scope="module")
def address(sharers):
    with sharers.home.served() as address:
        yield address


def test_a_section_is_shared_read_and_ended_by_keyboard_without_a_script(browser, sharers, address):
    cookie = sharers.home.cookie_of(ASKER)
    with tab(browser, address, cookie, javascript=False, width=PHONE) as page:
        page.goto("/my-kit/helping-me")
        by_key(page, "link", "Share this section")
        page.get_by_role("radio").first.focus()
        for _ in range(5):
            if page.get_by_label("Practitioner, practitioner").is_checked():
                break
            page.keyboard.press("ArrowDown")
        by_key(page, "button", "See what they will read")
        expect(page.get_by_text(SAID)).to_be_visible()
        page.get_by_label("Your password").fill(PASSWORD)
        by_key(page, "button", "Share this")
        expect(page.get_by_role("heading", name="What I share")).to_be_visible()
        with tab(browser, address, sharers.home.cookie_of(PRACTITIONER), javascript=False) as other:
            other.goto("/shared-with-me")
            by_key(other, "link", "A page for you to read")
            expect(other.get_by_text(SAID)).to_be_visible()
            page.reload()
            expect(page.get_by_role("cell", name="practitioner", exact=True)).to_be_visible()
            by_key(page, "button", "End this now")
            other.reload()
            expect(other.get_by_text(SAID)).to_have_count(0)


def press(page, name, leads_to):
    page.get_by_role("button", name=name).click()
    role, *name = leads_to
    expect(page.get_by_role(role, name="".join(name)).first).to_be_visible()


def states_of_sharing(page):
    """Go through sharing with every mistake, and give each state by its name."""
    page.goto("/sharing/new/limits")
    yield "nothing to share"
    page.goto("/sharing/new/people")
    press(page, "See what they will read", ("alert",))
    yield "to put right"
    page.get_by_label("Somebody else who works here").check()
    page.get_by_label("Their work email address").fill(f"{'moved.' * 12}@example.org")
    press(page, "See what they will read", ("heading", "Before you share"))
    yield "before it is shared"
    page.get_by_label("Your password").fill("another one")
    press(page, "Share this", ("alert",))
    yield "the wrong password"
    page.get_by_label("Your password").fill(PASSWORD)
    press(page, "Share this", ("heading", "What I share"))
    yield "what I share"


def test_every_state_is_accessible_and_fits_every_screen(browser, sharers, address):
    wrong = []
    with tab(browser, address, sharers.home.cookie_of(ASKER)) as page:
        for state in states_of_sharing(page):
            wrong += [f"{state}: {one}" for one in looked_over(page)]
        sharers.look(sharers.share())
        sharers.end(sharers.share(wanted=service.Wanted("people", 7)))
        page.goto("/sharing")
        page.locator("summary").first.click()
        wrong += [f"looked at and ended: {one}" for one in looked_over(page)]
    with tab(browser, address, sharers.home.cookie_of(PRACTITIONER)) as page:
        page.goto("/shared-with-me")
        wrong += [f"list: {one}" for one in looked_over(page)]
        page.get_by_role("link", name="What helps others help me").click()
        wrong += [f"opened: {one}" for one in looked_over(page)]
        press(page, "Put it away", ("status",))
        expect(page.get_by_role("link", name="What helps others help me")).to_have_count(0)
    assert wrong == []
