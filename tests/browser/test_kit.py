"""The first-aid kit in a real browser: by keyboard, kept while it is typed, in two windows, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import violations
from tests.support.browsing import PHONE, WIDE, arriving, overflow, tab
from tests.support.databases import on_sqlite
from tests.support.kits import empty_all
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, NOW
from wellbeing.content.kit_models import suggestions
from wellbeing.content.loader import content
from wellbeing.first_aid_kit import service as kits

pytestmark = pytest.mark.browser
STAFF = CHARACTERS[0]
A_PAGE = re.compile(rb"/Type\s*/Page\b")
# Two lines fill a pocket card's panel when they are this long; each of them is kept whole.
LONG = "I say to myself that it was hard, and that I did what could be done. " * 3


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("kit-browser") / "instance"
    data.mkdir()
    with settled_home(on_sqlite(data)) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        yield home


@pytest.fixture(scope="module")
def address(home):
    with home.served() as address:
        yield address


@pytest.fixture(autouse=True)
def _empty(home):
    empty_all(home)


def write(home, section, *lines):
    """Write lines and return their ids."""
    with home.session() as session:
        notebook = kits.Notebook(session, home.vault, STAFF.id, NOW)
        new = [kits.NewLine(of, (text,), five_minutes=True) for of, text in lines]
        return [line.id for line in kits.add(notebook, section, new).lines]


def said(home, section):
    with home.session() as session:
        notebook = kits.Notebook(session, home.vault, STAFF.id, NOW)
        return [line.text for line in kits.kit_of(notebook).page(section).lines]


def write_everything(home):
    """Take two suggestions of every list."""
    words = content()
    with home.session() as session:
        notebook = kits.Notebook(session, home.vault, STAFF.id, NOW)
        for section in words.kit.sections:
            new = [
                kits.NewLine(each.id, idea.texts, idea.five_minutes)
                for each in section.lists
                for idea in suggestions(each, words.networks)[:2]
            ]
            kits.add(notebook, section.id, new)


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (WIDE, True)], ids=["phone", "dark"])
def test_every_page_of_the_kit_is_accessible_and_fits(browser, home, address, width, dark):
    write_everything(home)
    line = write(home, "tank", ("relax", LONG))[-1]
    paths = ["", "/people", f"/tank/line/{line}", "/do-one-now", "/print", "/card"]

    with tab(browser, address, home.cookie_of(STAFF.id), width=width, dark=dark) as page:
        for path in paths:
            page.goto(f"/my-kit{path}")
            assert violations(page) == [], path
            assert overflow(page) == [], path


def press(page, role, name):
    """Press a button or a link by keyboard, and wait for the page it leads to."""
    page.get_by_role(role, name=name, exact=role == "button").focus()
    with arriving(page):
        page.keyboard.press("Enter")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_lines_are_added_moved_and_brought_back_by_keyboard(browser, home, address, javascript):
    own, tapped = "Home at six", "I take my lunch break"
    cookie = home.cookie_of(STAFF.id)
    with tab(browser, address, cookie, javascript=javascript) as page:
        page.goto("/my-kit/limits")
        page.get_by_label("A new line").first.fill(own)
        press(page, "button", "Add to Where my limits are")
        page.locator("summary").first.focus()
        page.keyboard.press("Enter")
        press(page, "button", tapped)
        expect(page.get_by_role("button", name="I stop work at a fixed time")).to_be_visible()
        assert said(home, "limits") == [own, tapped]

        press(page, "link", tapped)
        expect(page.get_by_label("Change this line")).to_be_focused()
        press(page, "button", "Move up")
        assert said(home, "limits") == [tapped, own]
        # The button that was pressed has the keyboard again, to be pressed once more.
        expect(page.get_by_role("button", name="Move up")).to_be_focused()
        press(page, "button", "Take out")
        undo = page.get_by_role("button", name="Undo")
        expect(undo).to_be_focused()
        expect(undo).to_have_accessible_description(f"Taken out: {tapped}")
        press(page, "button", "Undo")
        assert said(home, "limits") == [tapped, own]


def test_a_line_is_kept_while_it_is_typed_and_undone_with_one_button(browser, home, address):
    (line,) = write(home, "signs", ("body", "My jaw"))
    with tab(browser, address, home.cookie_of(STAFF.id)) as page:
        page.goto(f"/my-kit/signs/line/{line}")
        undo = page.get_by_role("button", name="Undo what I typed")
        expect(undo).to_be_hidden()
        kept = page.locator("[data-keep-line]")

        page.get_by_label("Change this line").fill("My jaw and my neck")
        expect(kept).to_have_attribute("data-state", "kept")
        assert said(home, "signs") == ["My jaw and my neck"]
        with page.expect_response(lambda answer: answer.url.endswith("/keep")):
            undo.click()
        expect(kept).to_have_attribute("data-state", "kept")
        assert said(home, "signs") == ["My jaw"]

        # Typed and saved at once: the keeping under way is no other window.
        page.get_by_label("Change this line").fill("My neck")
        page.wait_for_timeout(720)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status").first).to_contain_text("Saved")
    assert said(home, "signs") == ["My neck"]


def test_a_line_that_cannot_be_kept_is_not_sent_again_by_itself(browser, home, address):
    """Sent every few seconds it would keep somebody signed in who has long left the device."""
    (line,) = write(home, "signs", ("body", "My jaw"))
    sent = []
    with tab(browser, address, home.cookie_of(STAFF.id)) as page:
        page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
        page.clock.install()
        page.goto(f"/my-kit/signs/line/{line}")
        page.get_by_label("Change this line").fill("")
        with page.expect_response(lambda answer: answer.url.endswith("/keep")):
            page.clock.run_for(1_000)
        expect(page.locator("[data-keep-line]")).to_contain_text("to see why")
        page.clock.run_for(60_000)
        assert len(sent) == 1

        page.get_by_label("Change this line").fill("My neck")
        with page.expect_response(lambda answer: answer.url.endswith("/keep")):
            page.clock.run_for(1_000)
    assert said(home, "signs") == ["My neck"]


def test_two_windows_that_keep_one_line_never_overwrite_in_silence(browser, home, address):
    (line,) = write(home, "signs", ("body", "My jaw"))
    cookie = home.cookie_of(STAFF.id)
    here = f"/my-kit/signs/line/{line}"
    with tab(browser, address, cookie) as one, tab(browser, address, cookie) as other:
        one.goto(here)
        other.goto(here)
        one.get_by_label("Change this line").fill("From one")
        expect(one.locator("[data-keep-line]")).to_have_attribute("data-state", "kept")
        other.get_by_label("Change this line").fill("From the other")
        expect(other.locator("[data-keep-line]")).to_contain_text("another window")
        assert said(home, "signs") == ["From one"]

        other.get_by_role("button", name="Save").click()
        alert = other.get_by_role("alert")
        expect(alert).to_be_focused()
        expect(alert).to_contain_text("From one")
        expect(other.get_by_label("Your text")).to_have_value("From the other")
        assert violations(other) == []
        other.get_by_role("button", name="Keep both, as two lines").click()
        expect(other.get_by_role("status").first).to_contain_text("a line of its own")
    assert said(home, "signs") == ["From one", "From the other"]


@pytest.mark.parametrize("path", ["/my-kit/print", "/my-kit/card?chosen=1&part=signs&part=tank"])
def test_the_kit_fits_on_one_side_of_a4_and_nothing_of_the_screen_is_printed(
    browser, home, address, path
):
    write_everything(home)
    with tab(browser, address, home.cookie_of(STAFF.id)) as page:
        page.goto(path)
        sheet = page.pdf(format="A4", prefer_css_page_size=True)
        page.emulate_media(media="print")
        printed = page.locator("body").inner_text()

    assert len(A_PAGE.findall(sheet)) == 1
    assert "I sleep badly" in printed
    assert "Samaritans" in printed
    for screen_only in ("What should be on it", "print command", "Print it, cut", "Signed in as"):
        assert screen_only not in printed


def test_a_panel_of_the_card_is_as_large_as_a_bank_card_and_cuts_nothing(browser, home, address):
    write(home, "signs", ("body", LONG), ("body", f"Second: {LONG}"), ("body", "Short"))
    with tab(browser, address, home.cookie_of(STAFF.id)) as page:
        page.goto("/my-kit/card?chosen=1&part=signs")
        page.emulate_media(media="print")
        sizes = page.locator(".panel").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect())"
            ".map(one => `${Math.round(one.width)} by ${Math.round(one.height)}`)"
        )
        cut = page.locator(".panel").evaluate_all(
            "all => all.filter(one => one.scrollHeight > one.clientHeight + 1).length"
        )
        text = " ".join(page.locator(".pocket-card").all_inner_texts())

    # 85.6 by 54 mm at 96 dots to the inch.
    assert set(sizes) == {"324 by 204"}
    assert cut == 0
    assert text.count("I did what could be done") == 6


def test_nothing_of_the_kit_is_kept_on_the_device(browser, home, address):
    (line,) = write(home, "signs", ("body", "My jaw"))
    with tab(browser, address, home.cookie_of(STAFF.id)) as page:
        page.goto(f"/my-kit/signs/line/{line}")
        page.get_by_label("Change this line").fill("My neck")
        expect(page.locator("[data-keep-line]")).to_have_attribute("data-state", "kept")
        stored = page.evaluate(
            "async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length,"
            " (await indexedDB.databases()).length]"
        )
        page.get_by_role("link", name="Leave this page now").click()
        page.wait_for_url("https://www.bbc.co.uk/**")
        page.go_back()

        expect(page.locator("body")).not_to_contain_text("My neck")
        assert stored == [0, 0, 0, 0]
