"""Keeps check-ins and acts, places each week, and tells a person their own history.

It never commits: every change runs inside the caller's one writing transaction.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace as with_changes
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.history import store
from wellbeing.history.indicators import WeekIndicators, indicators_of, with_week
from wellbeing.history.kept import Answers, Care, Drawer, SentCheckIn, placed
from wellbeing.history.receipts import new_receipt
from wellbeing.history.release import release_inputs
from wellbeing.history.timeline import Span, timeline
from wellbeing.sealed import Vault
from wellbeing.stepped_care import (
    Act,
    ActKind,
    CheckIn,
    Placement,
    Policy,
    Step,
    WeekInput,
)
from wellbeing.week import Week

__all__ = ["Answers", "WeekIndicators", "release_inputs"]

# A year and a week: the same week of last year can still be looked at.
KEPT_WEEKS = 53
ABOUT_TALKS = (ActKind.TALK_HELD, ActKind.TALK_WITHDRAWN)


class AlreadyCheckedInError(Exception):
    """This person and week have a check-in, sent with another form."""

    def __init__(self, receipt: str) -> None:
        """Name the receipt of the check-in that is kept."""
        self.receipt = receipt
        super().__init__(receipt)


class WrongWeekError(ValueError):
    """Only this week and the one before can still be changed."""


@dataclass(frozen=True)
class Desk:
    """What history works with: a session, the vault, the policy in force, and the day."""

    session: Session
    vault: Vault
    policy: Policy
    today: date

    @property
    def this_week(self) -> Week:
        return Week.of(self.today)


@dataclass(frozen=True)
class Recorded:
    """A check-in that is kept once the caller commits; replayed when it was kept before."""

    receipt: str
    placement: Placement
    replayed: bool


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


@dataclass(frozen=True)
class PastWeek:
    """One week of a person's own history; no step while there was no current information."""

    week: Week
    w: int | None
    step: Step | None
    answered: bool


def record(  # noqa: PLR0913  # the five things a check-in is, and whether it may replace one
    desk: Desk,
    person_id: str,
    week: Week,
    answers: Answers,
    form_key: str,
    *,
    replace: bool = False,
) -> Recorded:
    """Keep a check-in and the placement it leads to; the same form sent again changes nothing.

    Raises AlreadyCheckedInError when the week has a check-in from another form. The caller's
    transaction is about this person, so no other request can send one at the same moment.
    """
    _require_changeable(desk, week)
    drawer = Drawer(desk.session, desk.vault, person_id)
    care = drawer.care_to_change()
    form = hashlib.sha256(form_key.encode()).hexdigest()
    earlier = drawer.check_in(week)
    if earlier is not None and earlier.form == form:
        return Recorded(earlier.receipt, drawer.placed([week])[0].placement, replayed=True)
    if earlier is not None and not replace:
        raise AlreadyCheckedInError(earlier.receipt)
    sent = SentCheckIn(answers, new_receipt(), form)
    drawer.keep_check_in(week, sent, replaces=earlier is not None)
    given = indicators_of(week, answers.check_in)
    care = with_changes(care, indicators=with_week(care.indicators, given))
    placement = _placed_anew(
        desk, drawer, care, week, lambda before: _with_check_in(before, answers.check_in)
    )
    return Recorded(sent.receipt, placement, replayed=False)


def act(desk: Desk, person_id: str, week: Week, kind: ActKind) -> Placement:
    """Keep an act of this week and place the week anew; doing it twice at once does it once."""
    _require_changeable(desk, week)
    drawer = Drawer(desk.session, desk.vault, person_id)
    care = drawer.care_to_change()
    return _placed_anew(desk, drawer, care, week, lambda before: _with_act(before, Act(kind)))


def current(desk: Desk, person_id: str, week: Week) -> Current | None:
    """Return the latest placement up to a week; None for somebody about whom nothing is kept.

    A week counts as missed only when it is over.
    """
    drawer = Drawer(desk.session, desk.vault, person_id)
    care = drawer.care()
    if care.state.week is None:
        return None
    span = Span(min(care.state.week, week), desk.this_week)
    told = [one for one in timeline(drawer, care, desk.policy, span) if one.week <= week]
    if not told:
        return None
    answered = care.indicators[-1].week if care.indicators else None
    sent = drawer.check_in(answered) if answered else None
    return Current(
        placement=told[-1].placement,
        answers=sent.answers if sent else None,
        answered_week=answered if sent else None,
        receipt=sent.receipt if sent else None,
        talk_open=care.state.talk_open,
        opened=_opening(drawer, care, told[-1].placement),
        suggested=_suggesting(drawer, told[-1].placement),
    )


def past_weeks(desk: Desk, person_id: str, limit: int) -> tuple[PastWeek, ...]:
    """Return a person's latest weeks in order of time, missed ones included."""
    drawer = Drawer(desk.session, desk.vault, person_id)
    span = Span(desk.this_week.plus(-limit), desk.this_week)
    told = timeline(drawer, drawer.care(), desk.policy, span)
    return tuple(
        PastWeek(one.week, one.placement.w, one.placement.step, one.answered)
        for one in told[-limit:]
    )


def answers_of(desk: Desk, person_id: str, week: Week) -> Answers | None:
    sent = Drawer(desk.session, desk.vault, person_id).check_in(week)
    return None if sent is None else sent.answers


def forget_old(desk: Desk) -> None:
    """Remove answers and placements that are older than a year and a week; states stay."""
    store.remove_before(desk.session, desk.this_week.plus(-KEPT_WEEKS))


def _opening(drawer: Drawer, care: Care, latest: Placement) -> Placement | None:
    """Return the placement that began a stay which still lasts; None in its own first week."""
    began = care.state.stay_began
    if latest.step is not Step.REACTIVE or began is None or began >= latest.week:
        return None
    return next((one.placement for one in drawer.placed([began])), None)


def _suggesting(drawer: Drawer, latest: Placement) -> Placement | None:
    """Return the latest placement that says why formal support is suggested, while it is."""
    if not latest.formal_suggested:
        return None
    weeks = [latest.week.plus(-back) for back in range(KEPT_WEEKS)]
    told = [one.placement for one in drawer.placed(weeks) if one.placement.formal_reasons]
    return max(told, key=lambda placement: placement.week, default=None)


def _require_changeable(desk: Desk, week: Week) -> None:
    if week not in (desk.this_week, desk.this_week.plus(-1)):
        raise WrongWeekError(f"{week} can no longer be changed, or not yet, on {desk.today}")


def _placed_anew(
    desk: Desk,
    drawer: Drawer,
    care: Care,
    week: Week,
    changed: Callable[[WeekInput], WeekInput],
) -> Placement:
    """Place a week from the state before it, and then the week after it if that has data."""
    held = {one.given.week: one for one in drawer.placed((week, week.plus(1)))}
    later = held.get(week.plus(1))
    before = held[week].before if week in held else later.before if later else care.state
    given = held[week].given if week in held else WeekInput(week)
    this = placed(before, changed(given), desk.policy)
    drawer.keep_placed(this, replaces=week in held)
    latest = this
    if later:
        latest = placed(this.after, later.given, desk.policy)
        drawer.keep_placed(latest, replaces=True)
    drawer.keep_care(with_changes(care, state=latest.after))
    return this.placement


def _with_check_in(given: WeekInput, check_in: CheckIn) -> WeekInput:
    """Put the answers in; a wish to talk that is newer than a recorded talk stays open."""
    acts = given.acts
    if check_in.asks_to_talk:
        acts = tuple(act for act in acts if act.kind not in ABOUT_TALKS)
    return with_changes(given, check_in=check_in, acts=acts)


def _with_act(given: WeekInput, done: Act) -> WeekInput:
    acts = given.acts if given.acts[-1:] == (done,) else (*given.acts, done)
    return with_changes(given, acts=acts)
