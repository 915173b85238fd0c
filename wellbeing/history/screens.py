"""Tells a person the results of the optional screens that lie in their own kept weeks."""

from dataclasses import dataclass

from wellbeing.history.desk import Desk
from wellbeing.history.kept import Drawer, Placed
from wellbeing.stepped_care import ActKind, Instrument, Reason
from wellbeing.week import Week


@dataclass(frozen=True)
class PastScreen:
    """One sum of one week, and what the rules said because of it."""

    week: Week
    instrument: Instrument
    score: int
    reasons: tuple[Reason, ...] = ()


def past_screens(desk: Desk, person_id: str) -> tuple[PastScreen, ...]:
    """Return every screen of the weeks that are still kept, the latest first."""
    weeks = [desk.this_week.plus(-back) for back in range(desk.kept_weeks + 1)]
    kept = Drawer(desk.session, desk.vault, person_id).placed(weeks)
    return tuple(each for one in kept for each in reversed(_screens_of(one)))


def _screens_of(one: Placed) -> tuple[PastScreen, ...]:
    return tuple(
        PastScreen(one.given.week, act.instrument, act.score, _reasons(one, act.instrument))
        for act in one.given.acts
        if act.kind is ActKind.SCREEN and act.instrument is not None and act.score is not None
    )


def _reasons(one: Placed, instrument: Instrument) -> tuple[Reason, ...]:
    return tuple(
        reason
        for reason in one.placement.reasons
        if reason.values.get("instrument") == instrument.value
    )
