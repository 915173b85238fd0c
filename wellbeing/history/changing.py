"""Keeps check-ins and acts, and places the weeks they belong to, each by its own policy."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace as with_changes

from wellbeing.history.about import still_about
from wellbeing.history.desk import Desk
from wellbeing.history.indicators import items_of, with_answers, with_step
from wellbeing.history.kept import Answers, Drawer, Placed, SentCheckIn, Whole, placed
from wellbeing.history.receipts import new_receipt
from wellbeing.history.wishes import ABOUT_TALKS, with_wish_kept
from wellbeing.stepped_care import Act, ActKind, CheckIn, Placement, WeekInput
from wellbeing.week import Week


class AlreadyCheckedInError(Exception):
    """This person and week have a check-in, sent with another form."""

    def __init__(self, receipt: str) -> None:
        """Name the receipt of the check-in that is kept."""
        self.receipt = receipt
        super().__init__(receipt)


class WrongWeekError(ValueError):
    """Only this week and the one before can still be changed."""


@dataclass(frozen=True)
class Recorded:
    """A check-in that is kept once the caller commits; replayed when it was kept before."""

    receipt: str
    placement: Placement
    replayed: bool


def record(  # noqa: PLR0913  # the five things a check-in is, whether it may replace one, and how it came
    desk: Desk,
    person_id: str,
    week: Week,
    answers: Answers,
    form_key: str,
    *,
    replace: bool = False,
    by_link: bool = False,
) -> Recorded:
    """Keep a check-in and the placement it leads to; the same form sent again changes nothing.

    Raises AlreadyCheckedInError when the week has a check-in from another form. The caller's
    transaction is about this person, so no other request can send one at the same moment.
    """
    require_changeable(desk, week)
    drawer = Drawer(desk.session, desk.vault, person_id)
    whole = drawer.whole_to_change()
    form = hashlib.sha256(form_key.encode()).hexdigest()
    earlier = drawer.check_in(week)
    if earlier is not None and earlier.form == form:
        return Recorded(earlier.receipt, drawer.placed([week])[0].placement, replayed=True)
    if earlier is not None and not replace:
        raise AlreadyCheckedInError(earlier.receipt)
    by_link_on = desk.today if by_link else None
    sent = SentCheckIn(answers, new_receipt(), form, by_link_on, still_about(earlier, answers))
    drawer.keep_check_in(week, sent, replaces=earlier is not None)
    whole = _with_answers(whole, week, answers.check_in)
    was = None if earlier is None else earlier.answers.check_in
    placement = change_week(
        desk, drawer, whole, week, lambda before: _with_check_in(before, answers.check_in, was)
    )
    return Recorded(sent.receipt, placement, replayed=False)


def act(desk: Desk, person_id: str, week: Week, done: ActKind | Act) -> Placement:
    """Keep an act of this week and place the week anew; doing it twice at once does it once."""
    require_changeable(desk, week)
    drawer = Drawer(desk.session, desk.vault, person_id)
    whole = drawer.whole_to_change()
    kept = done if isinstance(done, Act) else Act(done)
    return change_week(desk, drawer, whole, week, lambda before: _with_act(before, kept))


def require_changeable(desk: Desk, week: Week) -> None:
    if week not in (desk.this_week, desk.this_week.plus(-1)):
        raise WrongWeekError(f"{week} can no longer be changed, or not yet, on {desk.today}")


def change_week(
    desk: Desk,
    drawer: Drawer,
    whole: Whole,
    week: Week,
    changed: Callable[[WeekInput], WeekInput],
) -> Placement:
    """Place a week from the state before it, and then the week after it if that has data."""
    held = {one.given.week: one for one in drawer.placed((week, week.plus(1)))}
    later = held.get(week.plus(1))
    before = held[week].before if week in held else later.before if later else whole.care.state
    given = held[week].given if week in held else WeekInput(week)
    this = placed(before, changed(given), desk.policies)
    drawer.keep_placed(this, replaces=week in held)
    latest = this
    weeks = _with_step_of(this, whole.weeks)
    if later:
        latest = placed(this.after, later.given, desk.policies)
        drawer.keep_placed(latest, replaces=True)
        weeks = _with_step_of(latest, weeks)
    drawer.keep_whole(Whole(with_changes(whole.care, state=latest.after), weeks))
    return this.placement


def _with_step_of(one: Placed, weeks: bytes) -> bytes:
    """A week without data leaves no step: released figures know nothing of a fresh start."""
    given = one.given
    return with_step(weeks, given.week, one.after.step) if given.has_data else weeks


def _with_answers(whole: Whole, week: Week, sent: CheckIn) -> Whole:
    answered = max(week, whole.care.answered or week)
    care = with_changes(whole.care, answered=answered)
    return Whole(care, with_answers(whole.weeks, week, items_of(sent)))


def _with_check_in(given: WeekInput, check_in: CheckIn, sent: CheckIn | None) -> WeekInput:
    """Put the answers in; a wish to talk that is newer than a recorded talk stays open."""
    acts = given.acts
    if check_in.asks_to_talk:
        acts = tuple(act for act in acts if act.kind not in ABOUT_TALKS)
    return with_changes(given, check_in=with_wish_kept(check_in, given, sent), acts=acts)


def _with_act(given: WeekInput, done: Act) -> WeekInput:
    acts = given.acts if given.acts[-1:] == (done,) else (*given.acts, done)
    return with_changes(given, acts=acts)
