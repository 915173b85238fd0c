"""The circle to breathe with: off until somebody wants it, still by itself, not there for less motion."""

import pytest

from tests.support.browsing import tab

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
