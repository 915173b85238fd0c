"""After a hard event: contact is offered on named days, and asking for it is the person's own act."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.integration.checkins.visitor import Visitor
from tests.support.asking import Help
from tests.support.databases import on_sqlite
from tests.support.world import CHARACTERS, NOW
from wellbeing.accounts.rows import RoleRow, SupervisionRow
from wellbeing.content.loader import content
from wellbeing.database import writing

PAGE = "/what-helps"
SAID = content().after_event.contact
TELLING = re.compile(r"event|trauma|direct", re.IGNORECASE)


@pytest.fixture
def database(tmp_path):
    """Pages behave alike on both databases; one is enough here."""
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    return on_sqlite(data)


def test_anybody_can_say_yes_or_no_to_contact_on_a_named_day(home, ann):
    page = ann.get(PAGE)

    assert "about 3 days after it" in page.text
    assert "somebody is in touch by Friday 6 March" in page.text
    assert "about 28 days after it" in page.text
    assert "Counted from today, that is Wednesday 1 April" in page.text
    assert SAID.now not in page.text
    assert {"/ask/someone", "/my-step", "/learning/supporting-someone"} <= set(page.links)
    assert {form.action for form in page.forms} == {"/sign-out"}


def test_no_address_on_the_way_there_tells_that_something_happened(ann):
    ann.check_in({"event": "direct"})

    led, here = ann.get("/my-step"), ann.get(PAGE)

    links = [one for one in (*led.links, *here.links) if one.startswith("/")]
    assert PAGE in led.links
    assert [link for link in links if TELLING.search(link)] == []
    assert "/leave" in here.links


def test_what_the_rules_offer_now_is_marked_in_its_week(ann):
    ann.check_in({"event": "direct"})
    first = ann.get(PAGE).text
    ann.at(NOW + timedelta(weeks=4)).check_in({"sleep": "1"})
    last = ann.get(PAGE).text
    later = ann.at(NOW + timedelta(weeks=6)).get(PAGE).text

    assert first.index("about 3 days") < first.index(SAID.now) < first.index("about 28 days")
    assert last.index("about 28 days") < last.index(SAID.now)
    assert SAID.now not in later


def test_who_has_asked_already_is_led_to_their_request(home, ann):
    assert Help(home).ask(who=ann.person_id)

    page = ann.get(PAGE)

    assert SAID.asked in page.text
    assert "/my-requests" in page.links
    assert SAID.yes not in page.text


def test_no_day_is_promised_where_nobody_could_keep_it(home):
    with home.session() as session, writing(session):
        session.execute(delete(RoleRow))
        session.execute(delete(SupervisionRow))

    page = Visitor(home, CHARACTERS[0].id).get(PAGE)

    assert SAID.nobody in page.text
    assert SAID.yes not in page.text
    assert "in touch by" not in page.text
    assert "/help-now" in page.links
