"""What the step page offers after an event that was reported, and what it leaves out."""

import pytest

from tests.support.histories import default_policy
from wellbeing.checkins.steps import step_page
from wellbeing.content.loader import content
from wellbeing.history.kept import Answers
from wellbeing.history.service import Current
from wellbeing.stepped_care import START, CheckIn, Event, WeekInput, advance
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
