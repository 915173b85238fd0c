"""Tells a person their own weeks: where they stand, and the weeks before."""

from dataclasses import dataclass
from datetime import date

from wellbeing.history.desk import Desk
from wellbeing.history.kept import Answers, Care, Drawer
from wellbeing.history.timeline import Span, missed_since_looked_at, timeline
from wellbeing.stepped_care import Offer, Placement, Step
from wellbeing.week import Week

# E1 and E5 bring them in one week alone. Who was away in it, as many are after an event, finds them at
# their next visit.
_WAIT_FOR_A_VISIT = frozenset({Offer.LAST_CONTACT, Offer.PC_PTSD_5})


@dataclass(frozen=True)
class Current:
    """Where a person stands: their latest placement, and the answers they gave last."""

    placement: Placement
    answers: Answers | None
    answered_week: Week | None
    receipt: str | None
    talk_open: bool
    opened: Placement | None  # of the earlier week in which the present stay in Reactive began
    suggested: Placement | None = None  # of the latest week that gave a reason for Formal
    missed: frozenset[Offer] = frozenset()  # brought by weeks in which nobody was there to see it
    about: tuple[str, ...] | None = None  # ticked about the pressures of the answered week

    @property
    def offers(self) -> frozenset[Offer]:
        return frozenset(self.placement.offers) | self.missed


@dataclass(frozen=True)
class PastWeek:
    """One week of a person's own history; no step while there was no current information."""

    week: Week
    w: int | None
    step: Step | None
    answered: bool


def current(desk: Desk, person_id: str, week: Week) -> Current | None:
    """Return the latest placement up to a week; None for somebody about whom nothing is kept.

    A week counts as missed only when it is over.
    """
    drawer = Drawer(desk.session, desk.vault, person_id)
    care = drawer.care()
    if care.state.week is None:
        return None
    # The week before too: of a week that still goes on, a fresh start alone tells nothing yet.
    span = Span(min(care.state.week, week).plus(-1), desk.this_week)
    told = [one for one in timeline(drawer, care, desk.policies, span) if one.week <= week]
    if not told:
        return None
    sent = drawer.check_in(care.answered) if care.answered else None
    return Current(
        placement=told[-1].placement,
        answers=sent.answers if sent else None,
        answered_week=care.answered if sent else None,
        receipt=sent.receipt if sent else None,
        talk_open=care.state.talk_open,
        opened=_opening(drawer, care, told[-1].placement),
        suggested=_suggesting(drawer, desk, told[-1].placement),
        missed=_missed_offers(drawer, care, desk),
        about=sent.about if sent else None,
    )


def past_weeks(desk: Desk, person_id: str, limit: int) -> tuple[PastWeek, ...]:
    """Return a person's latest weeks in order of time, missed ones included."""
    drawer = Drawer(desk.session, desk.vault, person_id)
    span = Span(desk.this_week.plus(-limit), desk.this_week)
    told = timeline(drawer, drawer.care(), desk.policies, span)
    return tuple(
        PastWeek(one.week, one.placement.w, one.placement.step, one.answered)
        for one in told[-limit:]
    )


def last_answered(desk: Desk, person_id: str) -> Week | None:
    """Return the latest week a person checked in for; None for somebody who never did."""
    return Drawer(desk.session, desk.vault, person_id).care().answered


def answers_of(desk: Desk, person_id: str, week: Week) -> Answers | None:
    sent = Drawer(desk.session, desk.vault, person_id).check_in(week)
    return None if sent is None else sent.answers


def by_link_on(desk: Desk, person_id: str, week: Week) -> date | None:
    """Return the day on which the check-in of a week came by a link; None when it came otherwise."""
    sent = Drawer(desk.session, desk.vault, person_id).check_in(week)
    return None if sent is None else sent.by_link_on


def _missed_offers(drawer: Drawer, care: Care, desk: Desk) -> frozenset[Offer]:
    gone = missed_since_looked_at(drawer, care, desk.policies, desk.this_week)
    return _WAIT_FOR_A_VISIT & {offer for one in gone for offer in one.offers}


def _opening(drawer: Drawer, care: Care, latest: Placement) -> Placement | None:
    """Return the placement that began a stay which still lasts; None in its own first week."""
    began = care.state.stay_began
    if latest.step is not Step.REACTIVE or began is None or began >= latest.week:
        return None
    return next((one.placement for one in drawer.placed([began])), None)


def _suggesting(drawer: Drawer, desk: Desk, latest: Placement) -> Placement | None:
    """Return the latest placement that says why formal support is suggested, while it is."""
    if not latest.formal_suggested:
        return None
    weeks = [latest.week.plus(-back) for back in range(desk.kept_weeks)]
    told = [one.placement for one in drawer.placed(weeks) if one.placement.formal_reasons]
    return max(told, key=lambda placement: placement.week, default=None)
