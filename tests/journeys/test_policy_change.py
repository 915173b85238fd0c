"""A policy is changed on the pages, and each check-in is judged by the policy of its own week."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.support.house import opened, prepare
from tests.support.policies import IDS, LEAD, REP, TEXT, Office, with_line
from tests.support.world import NOW, settle
from wellbeing.stepped_care import Step, parse_policy
from wellbeing.week import Week

BEFORE, LAST, FIRST = Week(2026, 9), Week(2026, 10), Week(2026, 11)
# Nine of eighteen: the line of the first policy, and one below that of the second.
NINE = {"sleep": "2", "alert": "2", "worry": "2", "irritable": "1", "low": "1", "avoid": "1"}
STRICTER = with_line("high", 10)
MONDAY = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


@pytest.fixture
def home(database):
    with opened(prepare(database), database, NOW - timedelta(weeks=1)) as home:
        with home.session() as session:
            settle(session)
        yield home


@pytest.fixture
def office(home):
    office = Office(home)
    office.adopt()
    return office


def somebody(home, name):
    visitor = Visitor(home, IDS[name])
    visitor.agree()
    return visitor


def change_the_policy(home):
    """Propose and agree on the pages, in the week before the new policy begins."""
    lead, rep = Visitor(home, LEAD).at(NOW), Visitor(home, REP).at(NOW)
    proposal = lead.get("/policy-changes/new")
    kept = lead.press(
        proposal, {"text": STRICTER, "why": "Nine was too low."}, "/policy-changes/new"
    )
    assert kept.h1 == "A proposed policy", kept.text
    decide = next(link for link in rep.get(kept.url).links if link.endswith("/decide"))
    agreed = rep.press(rep.get(decide), {"verdict": "approve", "note": ""}, decide)
    assert "begins on Monday 9 March 2026" in agreed.text, agreed.text


def placed(visitor, week):
    """Return the step of a week, and which policy it names."""
    placement = visitor.current(week).placement
    assert placement.week == week
    return placement.step, placement.policy_hash


def test_the_same_answers_before_and_after_a_change_lead_to_other_steps(home, office):
    early, late = somebody(home, "staff"), somebody(home, "moved")
    early.check_in(NINE)
    change_the_policy(home)
    early.at(NOW).check_in(NINE)
    late.at(NOW).check_in(NINE)
    late.at(NOW + timedelta(weeks=1)).check_in(NINE)

    assert placed(early, LAST) == (Step.REACTIVE, parse_policy(TEXT).sha256)
    assert placed(late, FIRST) == (Step.PREVENTION, parse_policy(STRICTER).sha256)


def test_a_late_check_in_on_monday_is_judged_by_the_policy_of_its_own_week(home, office):
    ann = somebody(home, "staff")
    ann.check_in(NINE)
    change_the_policy(home)
    ann.at(MONDAY)
    past = next(link for link in ann.get("/this-week").links if str(LAST) in link)

    ann.check_in(NINE, past)

    assert placed(ann, LAST) == (Step.REACTIVE, parse_policy(TEXT).sha256)
    with ann.desk() as desk:
        assert desk.policy.sha256 == parse_policy(STRICTER).sha256
    assert "add up to 10 or more of 18" in ann.get("/rules").text
