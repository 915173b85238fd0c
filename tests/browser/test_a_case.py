"""A case on a phone: two people agree to an action, a colleague is proposed, and the person ends it."""

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import looked_over
from tests.support.asking import ASKER, PRACTITIONER, SECOND, Help, join_second
from tests.support.browsing import HEIGHT, PHONE, arriving, tab
from tests.support.cases import taken
from wellbeing.cover import own
from wellbeing.cover.service import Card

pytestmark = pytest.mark.browser
ACTION = "Ask the office for a desk away from the door"


def press(page, role, name):
    page.get_by_role(role, name=name).first.click()
    page.wait_for_load_state()


def looks_well(page):
    """Say whether nothing is wrong with a page, and go on at the width of a phone."""
    found = looked_over(page)
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    assert found == []
    return True


@pytest.fixture
def case(home):
    """A case of somebody and Pat, with a colleague who has written a card."""
    helping = Help(home)
    join_second(home)
    with helping.office() as office:
        card = Card(training="Psychologist", languages="English, Welsh", how_long="45 minutes")
        own.keep_card(own.Supporter(office.session, PRACTITIONER, office.today), card)
    return f"/requests/{taken(helping)}"


def test_two_people_of_a_case_and_its_end(browser, home, address, case):
    with (
        tab(browser, address, home.cookie_of(SECOND), width=PHONE) as pat,
        tab(browser, address, home.cookie_of(ASKER), width=PHONE) as ann,
    ):
        they_talk_and_one_writes(pat, case)
        the_other_agrees(ann)
        a_colleague_is_proposed(pat, case)
        the_person_says_no_and_ends_it(ann)

        pat.goto(case)
        expect(pat.get_by_text(ACTION)).to_have_count(0)
        ann.reload()
        expect(ann.get_by_text("Tried again when it was not open")).to_be_visible()


def they_talk_and_one_writes(pat, case):
    pat.goto(case)
    pat.get_by_text("If somebody may be in danger").click()
    expect(pat.get_by_text("Stay with the person")).to_be_visible()
    assert looks_well(pat)
    press(pat, "button", "We have talked")
    press(pat, "link", "What you two agreed to do")
    pat.get_by_label("What will be done?").fill(ACTION)
    pat.get_by_label("Both of you").check()
    press(pat, "button", "Show it to Staff")
    expect(pat.get_by_text("Waits for Staff")).to_be_visible()


def the_other_agrees(ann):
    ann.goto("/my-requests")
    assert looks_well(ann)
    press(ann, "link", "What you two agree to do")
    assert looks_well(ann)
    press(ann, "button", "I agree to this")
    expect(ann.get_by_text("Agreed, and kept.")).to_be_visible()


def a_colleague_is_proposed(pat, case):
    pat.goto(f"{case}/hand-over")
    pat.get_by_label("Practitioner", exact=True).check()
    pat.get_by_label("For good").check()
    assert looks_well(pat)
    press(pat, "button", "Ask the person")
    pat.goto("/requests")
    assert looks_well(pat)


def the_person_says_no_and_ends_it(ann):
    ann.goto("/my-requests")
    press(ann, "link", "Read more, and say yes or no")
    expect(ann.get_by_text("English, Welsh")).to_be_visible()
    assert looks_well(ann)
    press(ann, "button", "No")
    press(ann, "link", "End this")
    with arriving(ann):
        ann.get_by_role("button", name="End it").click()
    press(ann, "link", "Was this useful?")
    ann.get_by_label("Partly").check()
    assert looks_well(ann)
    press(ann, "button", "Keep this")
    expect(ann.get_by_text("You said: Partly.")).to_be_visible()
    expect(ann.get_by_text(ACTION)).to_be_visible()
