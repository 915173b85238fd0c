"""With the article's grouping of pressures in force: every page that says something about pressures."""

from datetime import timedelta

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.support.accessibility import violations
from tests.support.agreeing import agree_on
from tests.support.browsing import PHONE, WIDE, overflow, tab
from tests.support.wording import forbidden_in
from tests.support.world import CHARACTERS, NOW
from wellbeing.content.loader import content

pytestmark = pytest.mark.browser

PAGES = ("/this-week/pressure-and-support", "/this-week/send", "/my-step", "/my-step/why", "/rules")
SAID = "events in your work, the amount of work or the place where you work"
# A long page is read part by part; everything folded is opened first.
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.fixture
def ann(home):
    """Somebody with a high pressure from events, in a week that the article's grouping decides."""
    agree_on(home, grouping='"article"')
    visitor = Visitor(home, CHARACTERS[0].id)
    visitor.agree()
    visitor.at(NOW + timedelta(weeks=1)).check_in({"sleep": "3", "op": "3", "event": "direct"})
    return visitor


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_nothing_forbidden_and_leaves_no_gap(ann, path):
    page = ann.get(path)

    assert page.status == 200
    assert forbidden_in(page.text) == []
    assert not set(page.text) & {"{", "}"}
    assert SAID in page.text


def test_the_rules_page_shows_both_groupings_and_marks_the_one_in_use(ann):
    text = ann.get("/rules").text
    ours, _, article = text.partition("Grouping of the source article")

    assert article.startswith(" Used here.")
    assert "Grouping of this service" in ours
    assert "Used here." not in ours
    for tag in content().pressures.tags:
        assert text.count(tag.name) > 1


@pytest.mark.parametrize("width", [320, PHONE, WIDE])
def test_no_page_is_too_wide_or_breaks_an_accessibility_rule(browser, home, address, ann, width):
    found = []
    with tab(browser, address, home.cookie_of(ann.person_id), width=width) as page:
        for path in PAGES:
            page.goto(path)
            page.evaluate(UNFOLD)
            found += [f"{path}: {one}" for one in (*overflow(page), *violations(page))]

    assert found == []
