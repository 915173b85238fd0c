"""What the step page offers after an event that was reported, and what it leaves out."""

import pytest

from tests.support.histories import default_policy
from wellbeing.checkins.steps import OPEN, step_page
from wellbeing.content.loader import content
from wellbeing.history.kept import Answers
from wellbeing.history.service import Current
from wellbeing.stepped_care import START, CheckIn, Event, Talk, WeekInput, advance
from wellbeing.week import Week

WEEK = Week(2026, 10)


def offered_after(event: Event | None) -> set[str]:
    check_in = CheckIn(signs=(0,) * 6, op=0, event=event)
    _, placement = advance(START, WeekInput(WEEK, check_in), default_policy())
    current = Current(placement, Answers(check_in), WEEK, "receipt", talk_open=False, opened=None)
    return {
        one.id
        for group in step_page(current, content(), default_policy()).groups
        for one in group.offers
    }


@pytest.mark.parametrize(
    ("event", "offer"),
    [
        (Event.DIRECT, "after-an-event"),
        (Event.SECOND_HAND, "hard-case-prevention"),
        (Event.BOTH, "after-an-event"),
    ],
)
def test_a_reported_event_brings_its_own_offer_even_without_pressure(event, offer):
    assert offer in offered_after(event)


@pytest.mark.parametrize("event", [None, Event.NONE, Event.RATHER_NOT_SAY])
def test_nothing_is_said_about_events_to_whoever_reported_none(event):
    assert not {"hard-case-prevention", "after-an-event"} & offered_after(event)


def page_after(**answers):
    check_in = CheckIn(signs=(0,) * 6, **answers)
    _, placement = advance(START, WeekInput(WEEK, check_in), default_policy())
    current = Current(placement, Answers(check_in), WEEK, "receipt", talk_open=False, opened=None)
    return step_page(current, content(), default_policy())


@pytest.mark.parametrize(
    "answers", [{}, {"op": 3, "org": 3, "life": 3}, {"event": Event.DIRECT}, {"talk": Talk.SOON}]
)
def test_three_offers_stand_open_and_every_other_one_is_folded_once(answers):
    page = page_after(**answers)

    everything = [*page.offered_now, *(one for group in page.groups for one in group.offers)]
    folded = [one for group in page.folded for one in group.offers]
    shown = [*page.first, *page.later, *folded]
    assert len(page.first) == OPEN
    assert sorted(one.id for one in shown) == sorted(one.id for one in everything)
    assert all(group.offers for group in page.folded)


def test_what_the_week_brings_and_what_weighs_stand_before_the_usual_offers():
    usual, weighs = page_after(), page_after(org=3)

    assert [one.id for one in usual.first] == ["buddy", "supervision", "one-of-each"]
    assert weighs.first[0].id == "workload-prevention"
    assert page_after(event=Event.DIRECT).first[0].id == "first_contact"


def test_an_offer_that_only_leads_where_a_card_above_leads_is_not_open_beside_it():
    page = page_after(talk=Talk.SOON)
    below = page.below("support.ask_to_talk")

    assert [one.id for one in page.first] == ["choose-someone", "adjust", "own-kit"]
    assert "choose-someone" not in {one.id for one in below.first}
    assert "choose-someone" in {one.id for group in below.folded for one in group.offers}
