"""Everything the rules offer has its words on the step page, and every reason given for it is true."""

import pytest

from tests.support.histories import default_policy, history
from wellbeing.checkins.offered import offered_now, why_by_pressure
from wellbeing.checkins.steps import step_page
from wellbeing.content.loader import content
from wellbeing.content.offer_models import SAID_ELSEWHERE
from wellbeing.history.service import Answers, Current
from wellbeing.stepped_care import Offer, Placement, Policy, place

# A history whose last week brings the offer, for each one a person can see.
BRINGS = {
    Offer.FIRST_CONTACT: "3 8+direct",
    Offer.LAST_CONTACT: "3 8+direct 5 5 5 5",
    Offer.REFLECTIVE_SUPERVISION: "3+second-hand 3+second-hand 3+second-hand",
    Offer.PC_PTSD_5: "3 8+direct 5 5 5 5",
    Offer.AFTER_EVENT_PAGE: "3+rather-not-say",
    Offer.PHQ_4: "9 9",
    Offer.TALK: "3+talk",
    Offer.REVIEW: "9 9 9 9 9 9 9 9 9 9",
    Offer.WORK_EVENTS: "3+op=2",
    Offer.WORK_CONDITIONS: "3+org=2",
    Offer.OUTSIDE_WORK: "3+life=3",
    Offer.HELLO_IF_AGREED: "9 9 – –",
    Offer.PAUSE_OR_OTHER_DAY: "3 – – –",
}
ACTIONS = {
    Offer.WORK_EVENTS: "hard-case-prevention",
    Offer.WORK_CONDITIONS: "workload-prevention",
    Offer.OUTSIDE_WORK: "life-prevention",
}


def policy_with(grouping: str = "default") -> Policy:
    """The policy we ship with both screens switched on, and one of the groupings."""
    numbers = default_policy().model_dump()
    numbers["screens"] = {"phq_4": True, "pc_ptsd_5": True}
    numbers["pressures"] = {"grouping": grouping}
    return Policy.model_validate(numbers)


def current_after(written: str, policy: Policy) -> Current:
    """Where a person stands at the end of a history, as the step page is told it."""
    weeks = history(written)
    placement: Placement = place(weeks, policy)[-1]
    answered = [one for one in weeks if one.check_in is not None]
    latest = answered[-1] if answered else None
    return Current(
        placement=placement,
        answers=Answers(latest.check_in) if latest and latest.check_in else None,
        answered_week=latest.week if latest else None,
        receipt=None,
        talk_open=Offer.TALK in placement.offers,
        opened=None,
    )


def actions(written: str, policy: Policy) -> dict[str, str]:
    """Each action the step page shows, with the reason it gives."""
    page = step_page(current_after(written, policy), content(), policy)
    return {one.id: one.why for group in page.groups for one in group.offers}


@pytest.mark.parametrize("offer", Offer)
def test_every_offer_has_its_place_on_the_step_page(offer):
    policy = policy_with()
    current = current_after(BRINGS[offer], policy)

    assert offer in current.placement.offers
    if offer in ACTIONS:
        assert ACTIONS[offer] in actions(BRINGS[offer], policy)
    elif offer not in SAID_ELSEWHERE:
        assert offer in [each.id for each in offered_now(current, content())]
    elif offer is Offer.TALK:
        assert current.talk_open
    else:
        # The note of quiet weeks has tests of its own.
        assert offer is Offer.PAUSE_OR_OTHER_DAY


def test_nobody_without_a_placement_is_offered_anything_beside_the_step():
    assert offered_now(None, content()) == ()
    assert why_by_pressure(None, content(), policy_with()) == {}


def test_a_usual_week_brings_nothing_beside_the_step():
    current = current_after("3 3 2", policy_with())

    assert offered_now(current, content()) == ()
    assert why_by_pressure(current, content(), policy_with()) == {}


def test_with_the_article_s_grouping_pressure_from_events_also_offers_a_look_at_the_workload():
    ours, article = policy_with(), policy_with("article")

    assert "workload-prevention" not in actions("3+op=2+org=0", ours)
    shown = actions("3+op=2+org=0", article)
    assert shown["workload-prevention"] == (
        "You see this because you said that events in your work, the amount of work or the place "
        "where you work put a lot of pressure on you."
    )
    assert shown["hard-case-prevention"] == shown["workload-prevention"]
    assert "life-prevention" not in shown


def test_a_pressure_s_own_reason_comes_before_one_that_a_grouping_adds():
    why = why_by_pressure(
        current_after("3+op=3+org=2", policy_with("article")), content(), policy_with("article")
    )

    assert why["org"] == (
        "You see this because you said that how work is organised put a lot of pressure on you."
    )
    assert "events in your work, the amount of work" in why["op"]


@pytest.mark.parametrize("pressure", ["op", "org", "life"])
def test_a_pressure_that_could_be_managed_brings_no_action(pressure):
    assert (
        why_by_pressure(current_after(f"3+{pressure}=1", policy_with()), content(), policy_with())
        == {}
    )


def test_how_high_a_pressure_has_to_be_is_the_policy_s_number():
    numbers = policy_with().model_dump()
    numbers["action"]["high_pressure"] = 3
    strict = Policy.model_validate(numbers)

    assert "life-prevention" not in actions("3+life=2", strict)
    assert "life-prevention" in actions("3+life=3", strict)


def test_overload_without_support_asks_for_a_look_at_the_work_whatever_the_pressure():
    written = "3+life=3+support=0 3+life=3+support=0 3+life=3+support=0"
    shown = actions(written, policy_with())

    assert shown["workload-reactive"] == content().pressures.because.no_support


def test_a_review_that_is_due_asks_for_a_look_at_the_work():
    shown = actions(BRINGS[Offer.REVIEW], policy_with())

    assert shown["workload-reactive"] == content().pressures.because.review


def test_after_a_long_silence_no_pressure_is_said_to_weigh():
    written = "3+org=3+direct" + " –" * 8
    current = current_after(written, policy_with())

    assert current.placement.no_current_information
    assert why_by_pressure(current, content(), policy_with()) == {}
