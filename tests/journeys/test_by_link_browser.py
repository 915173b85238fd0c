"""From the weekly mail to a choice at sign-in, in a real browser, with and without a script."""

import re
from datetime import timedelta
from email import message_from_bytes
from email import policy as rules

import pytest
from playwright.sync_api import expect

from tests.integration.checkins.visitor import Visitor
from tests.support.accessibility import looked_over, violations
from tests.support.browsing import PHONE, WIDE, tab
from tests.support.by_link import holder_of, link_of
from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.content.loader import content
from wellbeing.rhythm.letters import Letter, Template
from wellbeing.week import Week

pytestmark = pytest.mark.browser
WEEK = Week(2026, 10)
ANN = CHARACTERS[0].id
USUAL = content().questions.usual


@pytest.fixture
def ann(tmp_path):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    database = on_sqlite(data)
    with opened(prepare(database), database, NOW) as home:
        with home.session() as session:
            settle(session)
        visitor = Visitor(home, ANN)
        visitor.agree()
        yield visitor


def link_in_mail(home, address):
    """Return the link that stands first in the mail, as a person would press it."""
    words = content().mails.weekly
    template = Template.of(words, "no-reply@example.org", NOW, f"{address}/this-week")
    link = address + link_of(home, ANN, WEEK)
    mail = template.letter(Letter("ann@example.org", "0" * 32, link, f"{address}/messages/x"))
    plain = message_from_bytes(mail, policy=rules.default).get_body(("plain",))
    assert plain is not None
    text = plain.get_content()
    assert "needs no sign-in" in text
    return re.findall(r"http\S+", text)[0]


@pytest.mark.parametrize(("javascript", "width"), [(False, PHONE), (True, WIDE)])
def test_from_the_mail_to_the_receipt_and_to_a_choice_at_sign_in(ann, browser, javascript, width):
    with ann.home.served() as address:
        link = link_in_mail(ann.home, address)
        with tab(browser, address, javascript=javascript, width=width) as page:
            for number in (1, 3):
                page.goto(link)
                group = page.locator("fieldset").first
                group.locator("label").nth(number).click()
                page.get_by_role("button", name="Send my answers").click()
                expect(page.get_by_role("heading", level=1)).to_have_text(
                    "Your answers have arrived"
                )
            receipt = page.locator(".lead").inner_text()
            page.reload()
            assert page.locator(".lead").inner_text() == receipt
        with tab(
            browser, address, ann.home.cookie_of(ANN), javascript=javascript, width=width
        ) as page:
            page.goto("/this-week")
            expect(page.get_by_text("was sent by the link in a message to you")).to_be_visible()
            page.get_by_role("link", name="Look at both and choose").click()
            page.get_by_role("button", name="Replace it").click()
            expect(page.get_by_role("status")).to_contain_text("now has the answers")

    assert ann.sent(WEEK).check_in.signs[0] == 3


def test_a_mistake_leads_to_its_question_and_what_was_chosen_is_still_there(ann, browser):
    with ann.home.served() as address, tab(browser, address, javascript=False) as page:
        page.goto(link_of(ann.home, ANN, WEEK))
        for sign in ("sleep", "alert", "worry"):
            page.locator(f"input[name=usual_{sign}]").check()
        page.get_by_role("button", name="Send my answers").click()

        summary = page.get_by_role("alert")
        expect(summary).to_contain_text(USUAL.too_many)
        expect(page.locator("input[name=usual_sleep]")).to_be_checked()
        summary.get_by_role("link").click()
        expect(page).to_have_url(re.compile("#usual_worry$"))


def test_the_pages_of_a_link_are_accessible_and_fit_every_screen(ann, browser):
    home, path = ann.home, link_of(ann.home, ANN, WEEK)
    with home.served() as address, tab(browser, address) as page:
        for opened_page in (path, "/answer/x"):
            page.goto(opened_page)
        page.goto(path)
        for sign in ("sleep", "alert", "worry"):
            page.locator(f"input[name=usual_{sign}]").check()
        page.get_by_role("button", name="Send my answers").click()
        assert violations(page) == []
        page.locator("input[name=usual_sleep]").uncheck()
        page.locator("fieldset").first.locator("label").nth(1).click()
        page.get_by_role("button", name="Send my answers").click()
        assert looked_over(page) == []
    holder_of(home, ANN, WEEK).send(sleep="1")
    with home.served() as address, tab(browser, address, home.cookie_of(ANN)) as page:
        page.goto(f"/this-week/two-versions/{WEEK}")
        expect(page.get_by_role("button", name="Keep my check-in")).to_be_visible()
        assert looked_over(page) == []


def test_a_page_left_open_over_the_end_of_its_week_sends_nothing(ann, browser):
    with ann.home.served() as address, tab(browser, address) as page:
        page.goto(link_of(ann.home, ANN, WEEK))
        ann.home.clock.standing_at = NOW + timedelta(days=6)
        page.get_by_role("button", name="Send my answers").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("This link does not work")
    assert ann.sent(WEEK) is None
