"""The guides: everyone on the staff can read them, and none has a place to write about a person."""

import re
from datetime import timedelta

import pytest

from tests.support.databases import on_sqlite
from tests.support.pages import Page
from tests.support.settled_home import settled_home
from tests.support.source import TEMPLATES
from tests.support.world import CHARACTERS, NOW, TODAY, unit_id
from wellbeing.content.loader import content
from wellbeing.guides.service import MOST_UNITS, led_by
from wellbeing.week import Week

STAFF, SUPERVISOR = CHARACTERS[0], CHARACTERS[1]
FIELDS = {"input", "textarea", "select"}
NAMES = ("conversation", "team-meeting", "reflective-supervision")
GUIDES = [
    "/guides",
    "/guides/what-supervisors-see",
    *(f"/guides/{name}{paper}" for name in NAMES for paper in ("", "/print")),
]


@pytest.fixture
def home(tmp_path):
    database = on_sqlite(tmp_path)
    with settled_home(database) as home:
        yield home


def named(name):
    return next(who for who in CHARACTERS if who.name == name)


def read(home, who, path):
    answer = home.browser_of(who.id if who else None).get(path)
    return Page(answer.text, path, answer.status_code)


def part_of_the_guide(page):
    return page.text.partition(page.h1)[2].partition("Signed in as")[0]


@pytest.mark.parametrize("path", GUIDES)
def test_a_guide_says_the_same_to_those_who_lead_and_those_who_are_led(home, path):
    pages = [read(home, named(name), path) for name in ("staff", "past supervisor", "auditor")]

    assert {page.status for page in pages} == {200}
    assert len({part_of_the_guide(page) for page in pages}) == 1
    assert read(home, None, path).status == 302


@pytest.mark.parametrize("path", GUIDES)
def test_no_guide_has_anything_to_fill_in(home, path):
    page = read(home, SUPERVISOR, path)

    assert [form.action for form in page.forms] == ["/sign-out"]
    kinds = {found.get("type", tag) for tag, found in page.tags if tag in FIELDS}
    assert kinds == {"hidden"}


def test_no_template_of_a_guide_could_have_a_field():
    field = re.compile(r"<(?:form|input|textarea|select)\b|components/forms")
    found = [
        path.name for path in TEMPLATES.glob("guides/*.html") if field.search(path.read_text())
    ]

    assert list(TEMPLATES.glob("guides/*.html"))
    assert found == []


def test_when_someone_is_not_safe_the_guide_leads_to_the_help_page(home):
    page = read(home, STAFF, "/guides/conversation")

    assert "/help-now" in page.links
    assert "#not-safe" in page.links
    assert ("section", "not-safe") in [(tag, found.get("id")) for tag, found in page.tags]


def test_the_question_of_the_week_stands_on_page_and_paper_and_changes_with_the_week(home):
    this_week = content().team_meeting.question_of_the_week(Week.of(TODAY)).question
    assert all(
        this_week in read(home, STAFF, path).text
        for path in ("/guides", "/guides/team-meeting", "/guides/team-meeting/print")
    )

    home.clock.standing_at = NOW + timedelta(weeks=1)

    assert this_week not in read(home, STAFF, "/guides").text


def test_who_leads_a_team_can_make_protected_time_an_action_and_others_are_told_whom_to_ask(home):
    path = "/guides/reflective-supervision"
    way = f"/actions/new?unit={unit_id('red')}&idea=protected_reflective_time"

    assert way in read(home, SUPERVISOR, path).links
    asked = read(home, STAFF, path)
    assert not any(link.startswith("/actions/new") for link in asked.links)
    assert "Ask your supervisor to make protected time an action" in asked.text


def test_a_page_never_lists_more_units_than_it_can_bear(home):
    with home.session() as session:
        led = led_by(session, named("manager of everything").id, TODAY)

    assert 0 < len(led.units) <= MOST_UNITS
    assert led.are_all


def test_the_way_to_all_guides_stands_at_the_foot_of_every_page(home):
    assert "/guides" in read(home, STAFF, "/account").links
