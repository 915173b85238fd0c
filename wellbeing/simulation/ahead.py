"""Somebody of the sample asks for a change at work, and has chosen contact for a later day."""

from collections.abc import Sequence
from datetime import timedelta

from wellbeing.accounts import cast
from wellbeing.accounts.cast import Part
from wellbeing.checkins import booked
from wellbeing.checkins.service import Booked
from wellbeing.simulation.stage import Stage
from wellbeing.work_requests import service as work_requests

WORDS = "Please give me no new cases for the next two weeks. Then let us look at the list together."
WITH_WHOM = "practitioner"
SOME_WEEKS = timedelta(days=28)


def think_ahead(stage: Stage, parts: Sequence[Part]) -> None:
    """Let the first of the sample people who is led by another of them ask, unless one has asked."""
    desk = work_requests.Desk(stage.session, stage.vault, stage.now, stage.today)
    ids = [found for part in parts if (found := cast.person_id_of(stage.session, part))]
    if any(work_requests.mine(desk, each) for each in ids):
        return
    for each in ids:
        known = [one for one in work_requests.leaders(desk, each) if one.id in ids and one.is_own]
        if known:
            wanted = work_requests.Wanted(known[0].id, "caseload", WORDS)
            work_requests.send(desk, each, wanted)
            later = Booked(stage.today + SOME_WEEKS, asks=False, with_whom=WITH_WHOM)
            booked.book(stage.office, each, [later])
            return
