"""A fresh start, ticks about pressures and one more question in a real browser: every state, on every screen."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.integration.checkins.visitor import Visitor
from tests.support.accessibility import looked_over
from tests.support.browsing import PHONE, arriving, tab
from tests.support.databases import on_sqlite
from tests.support.histories import history as written
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, NOW
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.week import Week

pytestmark = pytest.mark.browser
ABOUT, SWITCH = "/my-step/about", "/preferences/one-more-question"


@pytest.fixture(scope="module")
def ann(tmp_path_factory):
    """Somebody with a usual level, whose week was hard and is asked about now."""
    data = tmp_path_factory.mktemp("own-say-browser") / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        visitor = Visitor(home, CHARACTERS[0].id)
        visitor.agree()
        for place, one in enumerate(written("3 3 3 3 5+op=2+org=3+life=2", Week(2026, 10))):
            home.clock.standing_at = NOW + timedelta(weeks=place)
            assert one.check_in is not None
            answers = history.Answers(one.check_in, armour=history.Armour("worthwhile", 2))
            with visitor.desk() as desk, writing(desk.session, visitor.person_id):
                history.record(desk, visitor.person_id, one.week, answers, str(one.week))
        visitor.sign_in_again()
        yield visitor


@pytest.fixture(scope="module")
def address(ann):
    with ann.home.served() as address:
        yield address


def press(page, name):
    """Press a button by keyboard, and wait for the page it leads to."""
    page.get_by_role("button", name=name, exact=True).focus()
    with arriving(page):
        page.keyboard.press("Enter")


def states(page):
    """Go through all of it without a script, and give each state by its name."""
    page.goto("/my-step")
    yield "asked what it was about"
    for name in ("Staffing", "Threats or abuse"):
        page.get_by_label(name, exact=True).focus()
        page.keyboard.press("Space")
    press(page, "Keep this")
    expect(page.get_by_text("You ticked: Threats or abuse, Staffing.")).to_be_visible()
    yield "ticked"
    page.goto(ABOUT)
    expect(page.get_by_label("Staffing", exact=True)).to_be_checked()
    yield "to be changed"
    page.goto("/new-start")
    yield "a fresh start is offered"
    press(page, "Begin my usual level anew")
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    yield "a fresh start is chosen"
    page.goto(SWITCH)
    press(page, "Switch it on")
    yield "one more question is on"


def test_every_state_is_accessible_and_fits_every_screen(browser, ann, address):
    wrong = []
    with tab(browser, address, ann.home.cookie_of(ann.person_id)) as page:
        for state in states(page):
            wrong += [f"{state}: {one}" for one in looked_over(page)]
        press(page, "Switch it off")
        page.goto("/new-start")
        press(page, "Take it back")
    assert wrong == []


def test_every_state_is_reached_by_keyboard_on_a_phone_without_a_script(browser, ann, address):
    with ann.desk() as desk, writing(desk.session, ann.person_id):
        eased = written("5+op=3+org=3+life=2")[0].check_in
        assert eased is not None
        history.record(
            desk, ann.person_id, desk.this_week, history.Answers(eased), "again", replace=True
        )
    cookie = ann.home.cookie_of(ann.person_id)
    with tab(browser, address, cookie, javascript=False, width=PHONE) as page:
        assert len(list(states(page))) == 6
