"""Gives a person their own weeks back: what they answered, and how the rules scored it."""

from dataclasses import dataclass

from wellbeing.history.desk import Desk
from wellbeing.history.kept import Armour, Drawer
from wellbeing.stepped_care import CheckIn, Step
from wellbeing.week import Week


@dataclass(frozen=True)
class OwnWeek:
    """One week of which something is kept; no answers when it holds an act alone."""

    week: Week
    w: int | None
    baseline: float | None
    step: Step | None
    given: CheckIn | None
    armour: Armour | None = None


@dataclass(frozen=True)
class OwnWeeks:
    """All weeks that are kept, in order of time, and the latest scores that are usual."""

    weeks: tuple[OwnWeek, ...]
    usual_scores: tuple[int, ...]


def own_weeks(desk: Desk, person_id: str) -> OwnWeeks:
    """Return the weeks with a check-in or an act; a week without either is not in it."""
    drawer = Drawer(desk.session, desk.vault, person_id)
    kept = [desk.this_week.plus(-back) for back in range(desk.kept_weeks, -1, -1)]
    sent = drawer.check_ins(kept)
    weeks = tuple(
        OwnWeek(
            one.given.week,
            one.placement.w,
            one.placement.baseline,
            one.placement.step,
            one.given.check_in if one.given.week in sent else None,
            sent[one.given.week].answers.armour if one.given.week in sent else None,
        )
        for one in drawer.placed(kept)
        if one.is_told(desk.this_week)
    )
    return OwnWeeks(weeks, drawer.care().state.fit_scores)
