"""The first visit of a member of staff, in every way they may make it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import NEUTRAL, PHONE, tab
from tests.support.world import CHARACTERS, TODAY
from wellbeing.accounts import sign_in
from wellbeing.accounts.sign_in import Door

pytestmark = pytest.mark.browser

STAFF = CHARACTERS[0]
PASSWORD = "seven green bicycles at dawn"
OWN_WORDS = "Ring my sister and walk to the river"


def link_for(home, who):
    with home.session() as session:
        door = Door(session, home.vault, home.clock.now(), TODAY)
        return f"/set-password/{sign_in.make_link(door, who.id)}"


def heading(page: Page) -> str:
    return page.locator("h1").first.inner_text()


def set_password_and_sign_in(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("New password").first.fill(PASSWORD)
    page.locator("main form button").first.click()
    page.get_by_label("Work email").fill(STAFF.work_email)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def agree(page: Page) -> None:
    expect(page).to_have_url(re.compile("/welcome$"))
    page.get_by_role("link", name="Read what you would agree to").click()
    expect(page.get_by_role("heading", name="Who can see this")).to_be_visible()
    page.get_by_role("button", name="I have read this and I want to take part").click()


def answer(page: Page, choice: int) -> None:
    """Give every question of the page the same place in its list of answers."""
    # Those of a page that has only begun to arrive are not all there.
    page.wait_for_load_state()
    for question in page.locator("main fieldset").all():
        question.get_by_role("radio").nth(choice).check()


def check_in(page: Page, choice: int = 1) -> int:
    """Answer part after part and send; return how many pages of questions there were."""
    pages = 0
    while "/send" not in page.url:
        answer(page, choice)
        page.get_by_role("button", name="Next").click()
        pages += 1
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"Saved\. Receipt \w{4}-\w{2}"))
    return pages


def write_in_the_kit(page: Page) -> None:
    page.goto("/my-kit/hard-day")
    page.get_by_label("A new line").first.fill(OWN_WORDS)
    page.get_by_role("button", name="Add to Straight after").click()
    expect(page.get_by_role("status").first).to_contain_text("Added")
    expect(page.get_by_text(OWN_WORDS)).to_be_visible()
    page.get_by_role("link", name="My kit", exact=True).first.click()


def print_view(page: Page) -> None:
    page.get_by_role("link", name="Print").first.click()
    page.emulate_media(media="print")
    expect(page.get_by_text(OWN_WORDS)).to_be_visible()
    expect(page.get_by_text("999").first).to_be_visible()
    expect(page.get_by_role("link", name="Leave this page now")).to_be_hidden()


def whole_visit(page: Page, link: str) -> None:
    set_password_and_sign_in(page, link)
    agree(page)
    pages = check_in(page)
    assert 4 <= pages <= 5
    expect(page).to_have_url(re.compile("/my-step$"))
    expect(page.get_by_role("heading", name="Why you see this")).to_be_visible()
    write_in_the_kit(page)
    print_view(page)


def test_a_first_visit_goes_from_consent_to_the_printed_kit(browser, home, address):
    with tab(browser, address) as page:
        whole_visit(page, link_for(home, STAFF))


def test_the_whole_visit_works_on_a_phone(browser, home, address):
    with tab(browser, address, width=PHONE) as page:
        whole_visit(page, link_for(home, STAFF))


def test_the_whole_visit_works_without_javascript(browser, home, address):
    with tab(browser, address, javascript=False) as page:
        whole_visit(page, link_for(home, STAFF))


def focused(page: Page) -> dict[str, object]:
    """Return what the keyboard is on: its kind, its words, and whether that can be seen."""
    found: dict[str, object] = page.evaluate(
        """() => {
          const one = document.activeElement;
          const seen = [one, one.closest("label"), one.nextElementSibling].filter(Boolean)
            .some((each) => ["outlineStyle", "boxShadow"]
              .some((name) => getComputedStyle(each)[name] !== "none"));
          return {kind: one.type || one.tagName, words: one.innerText || "", seen,
                  checked: Boolean(one.checked), name: one.name || ""};
        }"""
    )
    return found


def test_the_check_in_can_be_sent_with_the_keyboard_alone(browser, home, address):
    with tab(browser, address, home.cookie_of(STAFF.id)) as page:
        page.goto("/consent")
        unseen = []
        for _ in range(400):
            page.keyboard.press("Tab")
            on = focused(page)
            if not on["seen"]:
                unseen.append(on)
            words = str(on["words"])
            if on["kind"] == "radio" and not on["checked"]:
                page.keyboard.press("Space")
            elif words in {"Next", "Send my answers"} or words.startswith("I have read this"):
                with page.expect_navigation():
                    page.keyboard.press("Enter")
            if page.url.endswith("/my-step"):
                break

        expect(page.get_by_role("status")).to_contain_text("Saved. Receipt")
        assert unseen == []


def test_leaving_ends_the_session_at_once(browser, home, address):
    with tab(browser, address, home.cookie_of(STAFF.id)) as page:
        page.goto("/my-kit/hard-day")
        page.get_by_role("link", name="Leave this page now").click()
        page.wait_for_url(f"{NEUTRAL}**")

        page.go_back()
        expect(page.locator("body")).not_to_contain_text("first-aid kit")
        page.goto("/my-kit")
        expect(page).to_have_url(re.compile("/sign-in$"))


def test_what_is_typed_survives_a_closed_tab(browser, home, address):
    cookie = home.cookie_of(STAFF.id)
    with tab(browser, address, cookie) as page:
        page.goto("/my-kit/hard-day")
        page.get_by_label("A new line").first.press_sequentially(OWN_WORDS)
        expect(page.locator("[data-keep-line]")).to_have_attribute("data-state", "kept")

    with tab(browser, address, cookie) as page:
        page.goto("/my-kit/hard-day")
        expect(page.get_by_label("A new line").first).to_have_value(OWN_WORDS)
