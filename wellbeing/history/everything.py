"""Gives a person everything that history keeps of them, as it is kept."""

from dataclasses import dataclass
from datetime import date

from wellbeing.history.desk import KEPT_WEEKS, Desk
from wellbeing.history.kept import Answers, Drawer
from wellbeing.stepped_care import Placement, State, WeekInput
from wellbeing.week import Week


@dataclass(frozen=True)
class KeptCheckIn:
    """The answers of a week as they were sent, with their receipt."""

    week: Week
    answers: Answers
    receipt: str
    by_link_on: date | None
    about: tuple[str, ...] | None = None


@dataclass(frozen=True)
class KeptWeek:
    """What a week brought, and where it led."""

    given: WeekInput
    placement: Placement


@dataclass(frozen=True)
class Everything:
    """All weeks that are kept, and what the next step is worked out from."""

    check_ins: tuple[KeptCheckIn, ...]
    weeks: tuple[KeptWeek, ...]
    state: State


def everything(desk: Desk, person_id: str) -> Everything:
    """Return all of it, in order of time."""
    drawer = Drawer(desk.session, desk.vault, person_id)
    weeks = [desk.this_week.plus(-back) for back in range(KEPT_WEEKS, -1, -1)]
    return Everything(
        tuple(
            KeptCheckIn(week, one.answers, one.receipt, one.by_link_on, one.about)
            for week, one in drawer.check_ins(weeks).items()
        ),
        tuple(KeptWeek(one.given, one.placement) for one in drawer.placed(weeks)),
        drawer.care().state,
    )
