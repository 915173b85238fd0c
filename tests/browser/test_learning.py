"""After a hard event on a phone, by keyboard; and a circle to breathe with that moves only when it is wanted."""

import pytest

from tests.support.browsing import PHONE, tab
from tests.support.world import CHARACTERS

pytestmark = pytest.mark.browser
MOVES = "getComputedStyle(document.querySelector('.circle i')).animationName"


def test_nothing_moves_until_it_is_switched_on_and_it_needs_no_script(browser, address):
    with tab(browser, address, javascript=False) as page:
        page.goto("/learning/exercises/longer-out")
        box = page.get_by_label("Show a circle to breathe with")
        assert not box.is_visible()

        page.emulate_media(reduced_motion="no-preference")
        moves = [page.evaluate(MOVES)]
        box.focus()
        for _ in range(2):
            page.keyboard.press("Space")
            moves.append(page.evaluate(MOVES))

    assert moves == ["none", "breath", "none"]


def test_on_a_phone_without_a_script_everything_after_an_event_is_a_press_away(
    browser, home, address
):
    cookie = home.cookie_of(CHARACTERS[0].id)
    with tab(browser, address, cookie, dark=True, javascript=False, width=PHONE) as page:
        page.goto("/what-helps")
        press(page, "Would you like someone to be in touch?")
        assert page.url.endswith("#contact")
        press(page, "Yes, choose who and how")
        assert page.url.endswith("/ask/someone")
        page.go_back()
        press(page, "For someone who supports me")
        assert page.locator("h1").inner_text().startswith("Being there for someone")
        press(page, "A list of practical help to tick")
        assert page.locator("h1").inner_text().startswith("What somebody could do")
        page.go_back()
        press(page, "A sheet for family and friends")
        assert page.locator("h1").inner_text().startswith("For people close to")


def test_what_is_ticked_is_kept_nowhere_and_sent_nowhere(browser, address):
    with tab(browser, address, javascript=False, width=PHONE) as page:
        page.goto("/learning/practical-help")
        sent = []
        page.on("request", lambda request: sent.append(request.url.removeprefix(address)))
        page.get_by_label("Drive me home, or come with me").check()
        ticked = page.locator("input:checked").count()
        after_ticking = [*sent]
        page.reload()
        after_reload = page.locator("input:checked").count()
        page.get_by_label("Drive me home, or come with me").check()
        page.goto("/help-now")
        page.go_back()
        after_back = page.locator("input:checked").count()

    assert (ticked, after_reload, after_back) == (1, 0, 0)
    assert [path for path in after_ticking if not path.startswith("/static/")] == []


def press(page, words):
    page.get_by_role("link", name=words, exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
