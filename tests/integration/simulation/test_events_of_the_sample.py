"""In the sample's last months something happens to the organisation, once each, entered by the lead."""

from datetime import timedelta

import pytest

from tests.support.played import played
from wellbeing.organisation_events import service as events
from wellbeing.simulation.happening import ENTERED_ON, HAPPENED, Happening
from wellbeing.simulation.organisation import LEAD

WEEKS = 13


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    with played(tmp_path_factory.mktemp("happened"), people=3, weeks=WEEKS) as (opened, sample):
        yield opened, sample


def test_what_lies_within_the_sample_is_entered_and_what_lies_before_is_not(opened):
    at, sample = opened
    (event,) = events.every(at.session)
    within = [one for one in HAPPENED if one[1] <= WEEKS]

    assert [(event.name, event.starts_on)] == [
        (name, sample.week(WEEKS - before).monday) for name, before, _ in within
    ]
    assert event.ends_on == event.starts_on + timedelta(weeks=within[0][2], days=-1)


def test_a_week_that_is_played_again_enters_nothing_twice_and_without_a_lead_nothing(opened):
    at, _ = opened
    before = events.every(at.session)
    name, back, _ = HAPPENED[-1]
    assert name in {event.name for event in before}

    Happening(at, WEEKS).on(WEEKS - back, ENTERED_ON, {LEAD: "whoever"})
    Happening(at, HAPPENED[0][1]).on(0, ENTERED_ON, {})

    assert events.every(at.session) == before
