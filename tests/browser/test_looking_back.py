"""Looking back in a real browser: on a phone without a script, by keyboard, and on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.integration.checkins.visitor import Visitor
from tests.support.accessibility import looked_over
from tests.support.browsing import PHONE, tab
from tests.support.databases import on_sqlite
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS
from wellbeing.looking_back.forms import LONGEST_ON_SHEET

pytestmark = pytest.mark.browser
A_PAGE = re.compile(rb"/Type\s*/Page\b")
SIGNS = {"sleep": "3", "alert": "3", "worry": "3", "irritable": "2", "low": "2", "avoid": "1"}
GIVEN = {**SIGNS, "op": "2", "org": "3", "life": "1", "support": "1", "event": "direct"}
WEEK = "/my-weeks/2026-W10"
TEXT = "I would like to speak about the referrals that came to me, and about the evenings. "
# Those without a note are looked at with every other page.
PAGES = (WEEK, f"{WEEK}/note", "/my-weeks/notes")


@pytest.fixture(scope="module")
def ann(tmp_path_factory):
    """Somebody who has checked in once and switched notes on."""
    data = tmp_path_factory.mktemp("looking-back") / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        visitor = Visitor(home, CHARACTERS[0].id)
        visitor.agree()
        visitor.check_in(GIVEN)
        visitor.press(visitor.get("/my-weeks/notes"), {}, "/my-weeks/notes")
        yield visitor


@pytest.fixture(scope="module")
def address(ann):
    with ann.home.served() as address:
        yield address


@pytest.fixture(scope="module")
def cookie(ann):
    return ann.home.cookie_of(ann.person_id)


def test_a_note_is_written_deleted_and_brought_back_on_a_phone_without_a_script(
    browser, address, cookie
):
    with tab(browser, address, cookie, javascript=False, width=PHONE) as page:
        page.goto("/my-weeks")
        page.get_by_role("link", name="2 March 2026").click()
        page.get_by_role("link", name=re.compile("note")).first.click()
        page.get_by_label("My note").fill("The canal walk helped.\nAnd the swap.")
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#note")).to_contain_text("The canal walk helped.")

        page.get_by_role("button", name="Delete my note").click()
        page.wait_for_load_state()
        assert "The canal walk helped." not in page.locator("main").inner_text()

        page.get_by_role("button", name="Bring it back").click()
        expect(page.locator("#note")).to_contain_text("And the swap.")
        assert page.url.partition("#")[0] == f"{address}{WEEK}"


def test_a_table_and_the_folded_part_open_by_keyboard_alone(browser, address, cookie):
    with tab(browser, address, cookie) as page:
        page.goto("/my-weeks")
        page.locator("summary").first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("table").first).to_be_visible()

        page.goto(WEEK)
        told = page.get_by_text("Yes, directly")
        assert not told.is_visible()
        page.locator("summary").first.focus()
        page.keyboard.press("Enter")
        expect(told).to_be_visible()


def test_a_full_sheet_fits_on_one_side_of_a4(browser, address, cookie):
    with tab(browser, address, cookie) as page:
        page.goto("/my-weeks/conversation")
        for name in ("say", "change", "helps", "leave_out"):
            page.locator(f"#{name}").fill((TEXT * 10)[:LONGEST_ON_SHEET])
        for name in ("signs", "pressures", "step"):
            page.locator(f"#{name}").check()
        wrong = looked_over(page)
        page.get_by_role("button", name="Save and show for printing").click()
        wrong += looked_over(page)
        sheet = page.pdf(format="A4")
        page.emulate_media(media="print")
        shown = page.locator("body").inner_text()

    assert wrong == []
    assert len(A_PAGE.findall(sheet)) == 1
    assert "print command" not in shown
    assert "Signed in as" not in shown
    assert shown.count("referrals that came to me") > 4


def test_every_page_with_notes_on_is_accessible_and_fits_every_screen(browser, address, cookie):
    with tab(browser, address, cookie) as page:
        wrong = []
        for path in PAGES:
            page.goto(path)
            wrong += [f"{path}: {one}" for one in looked_over(page)]

    assert wrong == []
