"""A fresh start of the usual level, chosen by the person this week; it can be taken back until the week is over."""

from dataclasses import dataclass, replace

from wellbeing.history.changing import act, change_week
from wellbeing.history.desk import Desk
from wellbeing.history.kept import Drawer, Placed, Whole
from wellbeing.stepped_care import Act, ActKind, Placement, WeekInput

FRESH = Act(ActKind.FRESH_START)


@dataclass(frozen=True)
class UsualLevel:
    """What a person's usual level is made of now, and whether they chose a fresh start this week."""

    usual_weeks: int
    fresh_this_week: bool


def usual_level(desk: Desk, person_id: str) -> UsualLevel:
    drawer = Drawer(desk.session, desk.vault, person_id)
    return UsualLevel(len(drawer.care().state.fit_scores), _chosen(drawer, desk) is not None)


def start_afresh(desk: Desk, person_id: str) -> Placement:
    """Make the usual level of weeks after this one only; chosen twice it is chosen once."""
    return act(desk, person_id, desk.this_week, FRESH)


def take_fresh_start_back(desk: Desk, person_id: str) -> bool:
    """Place this week as if a fresh start had never been chosen; False where there is none."""
    drawer = Drawer(desk.session, desk.vault, person_id)
    whole = drawer.whole_to_change()
    kept = _chosen(drawer, desk)
    if kept is None:
        return False
    if _without(kept.given) != WeekInput(desk.this_week):
        change_week(desk, drawer, whole, desk.this_week, _without)
        return True
    # Nothing else was in the week, and so it is not over and not placed: the state is the one before.
    drawer.remove_placed(desk.this_week)
    drawer.keep_whole(Whole(replace(whole.care, state=kept.before), whole.weeks))
    return True


def _chosen(drawer: Drawer, desk: Desk) -> Placed | None:
    held = drawer.placed([desk.this_week])
    return next((one for one in held if FRESH in one.given.acts), None)


def _without(given: WeekInput) -> WeekInput:
    return replace(given, acts=tuple(one for one in given.acts if one != FRESH))
