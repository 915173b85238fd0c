"""From the page of figures to something done: one action through every hand, on a phone, no script."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_first_visit import agree, check_in
from tests.support.acting import BY_NAME
from tests.support.browsing import PHONE, overflow, tab
from tests.support.world import TODAY

pytestmark = pytest.mark.browser
HEARD = "Nobody knows which of the two reports counts."
DUE, PROMISED = (TODAY + timedelta(weeks=weeks) for weeks in (3, 6))
WHY = "The new system begins then."


class Journey:
    """One action on its way, and everybody who meets it on a narrow screen without a script."""

    def __init__(self, browser, home, address) -> None:
        """Begin in an organisation whose logs are empty."""
        self._lend = lambda name: tab(
            browser, address, home.cookie_of(BY_NAME[name].id), javascript=False, width=PHONE
        )

    @contextmanager
    def as_(self, name: str) -> Iterator[Page]:
        with self._lend(name) as page:
            yield page

    def look(self, page: Page, _name: str) -> None:
        """Let each page fit the screen; the name tells which step it is."""
        assert overflow(page) == []

    def supervisor_chooses_an_idea_and_passes_it_up(self) -> None:
        with self.as_("supervisor") as page:
            page.goto("/teams")
            self.look(page, "1 teams")
            page.get_by_role("link", name="Ideas, work first").click()
            self.look(page, "2 ideas")
            page.locator("ul.doors a").first.click()
            self.look(page, "3 area")
            page.get_by_role("button", name="Begin with this").first.click()
            page.get_by_label("We heard").fill(HEARD)
            page.get_by_label("Supervisor", exact=True).check()
            page.get_by_label("It is due on").fill(DUE.isoformat())
            self.look(page, "4 write")
            page.get_by_role("button", name="Save for the team to read").click()
            expect(page.get_by_role("status")).to_contain_text("Kept.")
            self.look(page, "5 log")
            page.get_by_role("button", name="Pass up to Help").click()
            expect(page.get_by_role("status")).to_contain_text("Passed up.")
            self.look(page, "6 passed up")

    def manager_promises_a_day(self) -> None:
        with self.as_("service manager") as page:
            page.goto("/teams")
            self.look(page, "7 teams of the manager")
            page.locator("ul.due a").click()
            self.look(page, "8 asked")
            page.get_by_label("Yes, by a day").check()
            page.get_by_label("By when").fill(PROMISED.isoformat())
            page.get_by_label("Your reason").fill(WHY)
            page.get_by_role("button", name="Answer the team").click()
            expect(page.get_by_role("status")).to_contain_text("Answered.")
            self.look(page, "9 overview of the manager")

    def team_member_reads_it_and_looks_back(self) -> None:
        with self.as_("staff") as page:
            page.goto("/welcome")
            agree(page)
            page.goto("/this-week")
            check_in(page)
            receipt = page.locator(".card", has_text="From your team")
            for words in (HEARD, WHY, "Yes, by Wednesday 15 April 2026"):
                expect(receipt).to_contain_text(words)
            self.look(page, "10 receipt")
            receipt.get_by_role("link").click()
            page.get_by_role("link", name="The whole log").click()
            expect(page.get_by_role("article")).to_contain_text(WHY)
            self.look(page, "11 log")
            page.get_by_role("link", name="Say whether it helped").click()
            self.look(page, "12 did it help")
            page.get_by_label("In part").check()
            page.get_by_role("button", name="Save what we said").click()
            expect(page.get_by_role("article")).to_contain_text("In part. The team")
            self.look(page, "13 helped")


def test_what_a_team_says_becomes_an_action_an_answer_and_a_look_back(browser, home, address):
    journey = Journey(browser, home, address)

    journey.supervisor_chooses_an_idea_and_passes_it_up()
    journey.manager_promises_a_day()
    journey.team_member_reads_it_and_looks_back()
