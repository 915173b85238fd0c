"""How the service runs, on a phone: short at first, and each job's words as wide as the page."""

import pytest
from playwright.sync_api import expect

from tests.support.browsing import PHONE, overflow, tab
from tests.support.world import CHARACTERS

pytestmark = pytest.mark.browser
OPERATOR = next(each.id for each in CHARACTERS if each.name == "operator")


def test_jobs_are_folded_away_and_stand_one_below_the_other(browser, home, address):
    with tab(browser, address, home.cookie_of(OPERATOR), width=PHONE) as page:
        page.goto("/running")
        jobs = page.get_by_role("table", name="What the timetable does")
        assert not jobs.is_visible()

        page.get_by_text("Each job, and when it was last done").click()

        expect(jobs).to_be_visible()
        row = jobs.get_by_role("row").nth(1)
        what, stands = row.get_by_role("rowheader"), row.get_by_role("cell")
        above, below = what.bounding_box(), stands.bounding_box()
        assert above is not None
        assert below is not None
        assert below["y"] >= above["y"] + above["height"]
        assert above["width"] > PHONE * 0.75
        assert overflow(page) == []
