"""The sheets for paper: each fits on its sides of A4, and nothing of the screen is printed on it."""

import re
from dataclasses import replace

import pytest

from tests.support.browsing import tab
from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.world import CHARACTERS, NOW
from wellbeing.settings import NATIONS

pytestmark = pytest.mark.browser
A_PAGE = re.compile(rb"/Type\s*/Page\b")
# The check-in has large letters, and is printed on both sides of one sheet.
SIDES = {
    "/guides/conversation/print": 1,
    "/guides/team-meeting/print": 1,
    "/guides/reflective-supervision/print": 1,
    "/learning/for-family": 1,
    "/learning/practical-help": 1,
    "/this-week/on-paper": 2,
}


@pytest.mark.parametrize("path", SIDES)
def test_a_sheet_fits_on_its_sides_of_a4(browser, home, address, path):
    who = CHARACTERS[0]
    with tab(browser, address, home.cookie_of(who.id)) as page:
        page.goto(path)
        assert page.locator(".only-printed:visible").count() == 0
        sheet = page.pdf(format="A4")
        page.emulate_media(media="print")
        shown = page.locator("body").inner_text()

    assert len(A_PAGE.findall(sheet)) == SIDES[path]
    assert "print command" not in shown
    assert "Signed in as" not in shown
    # On paper no link leads to the numbers.
    assert "116 123" in shown or not path.startswith("/learning")


def test_the_sheet_for_the_family_has_room_for_the_numbers_of_each_nation(browser, tmp_path):
    database = on_sqlite(tmp_path)
    settings, sides = prepare(database), {}
    for nation in NATIONS:
        with (
            opened(replace(settings, nation=nation), database, NOW) as home,
            home.served() as address,
            tab(browser, address) as page,
        ):
            page.goto("/learning/for-family")
            sides[nation] = len(A_PAGE.findall(page.pdf(format="A4")))

    assert sides == dict.fromkeys(NATIONS, 1)
