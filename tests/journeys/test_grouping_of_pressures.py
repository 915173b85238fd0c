"""A policy can group pressures as the source article does: questions, reasons and offers follow."""

from datetime import timedelta

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.support.agreeing import agree_on
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, NOW
from wellbeing.content.loader import content
from wellbeing.stepped_care import Offer
from wellbeing.week import Week

PRESSURES = "/this-week/pressure-and-support"
ONE_WEEK = timedelta(days=7)
# A Monday, before noon: the week before can still be chosen.
MONDAY = NOW.replace(day=9, hour=9)


@pytest.fixture
def home(database):
    with settled_home(database) as home:
        yield home


@pytest.fixture
def ann(home):
    visitor = Visitor(home, CHARACTERS[0].id)
    visitor.agree()
    return visitor


def asked(page, grouping):
    """Whether the page asks all three questions in the words of this grouping, and of no other."""
    questions = content().questions_in(grouping)
    said = [questions.question(name) for name in ("op", "org", "life")]
    return all(f"{one.title} {one.help}" in page.text for one in said)


def test_the_check_in_asks_in_the_words_of_the_policy_of_its_week(home, ann):
    before = ann.get(PRESSURES)

    begins = agree_on(home, grouping='"article"')
    still = ann.get(PRESSURES)
    after = ann.at(NOW + ONE_WEEK).get(PRESSURES)

    assert begins == Week(2026, 11)
    assert asked(before, "default")
    assert asked(still, "default")
    assert not asked(before, "article")
    assert asked(after, "article")
    assert not asked(after, "default")


def test_a_late_check_in_asks_as_its_own_week_did(home, ann):
    agree_on(home, grouping='"article"')
    ann.at(MONDAY)

    late = ann.get(f"{PRESSURES}?week=2026-W10")
    now = ann.get(PRESSURES)

    assert asked(late, "default")
    assert asked(now, "article")


def test_the_answers_are_read_over_in_the_words_they_were_asked_in(home, ann):
    agree_on(home, grouping='"article"')
    page = ann.at(NOW + ONE_WEEK).answer({"op": "2"})

    assert page.h1 == "Send your answers"
    assert (
        "the amount of work or the place where you work? A lot, it was hard to manage" in page.text
    )


def test_high_pressure_from_events_also_offers_a_look_at_the_work(home, ann):
    agree_on(home, grouping='"article"')
    page = ann.at(NOW + ONE_WEEK).check_in({"op": "2", "org": "0"})

    placement = ann.current(Week(2026, 11)).placement
    assert {Offer.WORK_EVENTS, Offer.WORK_CONDITIONS} <= set(placement.offers)
    assert "Ask for a look at your workload" in page.text
    assert (
        "You see this because you said that events in your work, the amount of work or the place "
        "where you work put a lot of pressure on you."
    ) in page.text
    assert "how work is organised put a lot" not in page.text


def test_with_our_grouping_pressure_from_events_says_nothing_about_the_workload(ann):
    page = ann.check_in({"op": "2", "org": "0"})

    assert "Ask for a look at your workload" not in page.text
    assert "events in your work put a lot of pressure on you." in page.text


def test_what_was_said_under_the_old_grouping_keeps_its_reasons(home, ann):
    ann.check_in({"op": "2", "org": "0"})
    agree_on(home, grouping='"article"')

    page = ann.at(NOW + ONE_WEEK).get("/my-step")

    assert "Ask for a look at your workload" not in page.text
    assert "You said" not in page.text
    assert "events in your work put a lot of pressure on you." in page.text


def test_after_an_event_a_page_says_what_helps_and_asks_for_nothing(ann):
    page = ann.check_in({"event": "rather_not_say"})
    assert "What you could do now" in page.text
    assert "/what-helps" in page.links

    page = ann.get("/what-helps")

    assert page.h1 == "After a hard event"
    assert [one for one in page.forms if one.action != "/sign-out"] == []
    assert "EMDR" in page.text
