"""What happens in the sample's organisation: the wellbeing lead enters a reorganisation and a campaign."""

from collections.abc import Mapping
from datetime import timedelta

from wellbeing.organisation_events import service as events
from wellbeing.organisation_events.service import Draft
from wellbeing.simulation.organisation import LEAD
from wellbeing.simulation.stage import Stage

ENTERED_ON = 0
# How many weeks before the sample's end each began, and how long it lasted, if more than a day.
HAPPENED = (
    ("Two services moved into one building", 22, 0),
    ("Campaign: breaks are part of the shift", 12, 5),
)


class Happening:
    """Enters each event once, in its own week; without a wellbeing lead there are none."""

    def __init__(self, stage: Stage, weeks: int) -> None:
        """Know when the sample ends."""
        self._stage = stage
        self._weeks = weeks

    def on(self, week: int, weekday: int, held: Mapping[str, str]) -> None:
        """Do what is to be done on this day; `held` gives the person who holds each role."""
        for name, before, lasted in HAPPENED:
            if (week, weekday) == (self._weeks - before, ENTERED_ON) and LEAD in held:
                self._enter(held[LEAD], name, lasted)

    def _enter(self, lead: str, name: str, lasted: int) -> None:
        session, today = self._stage.session, self._stage.today
        if any(event.name == name for event in events.every(session)):
            return  # The week is played again.
        ends_on = today + timedelta(weeks=lasted, days=-1) if lasted else None
        events.enter(session, lead, today, Draft(name, today, ends_on))
