"""Gives a person everything that history keeps of them, as it is kept."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from wellbeing.history.desk import Desk
from wellbeing.history.kept import Answers, Drawer
from wellbeing.sealed import SealBrokenError
from wellbeing.stepped_care import Placement, State, WeekInput
from wellbeing.week import Week

Kept = TypeVar("Kept")
# Moved or changed, or it holds what a row of its kind never does.
NOT_OPENED = (SealBrokenError, ValueError)


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
    """All weeks that are kept, and what the next step is worked out from.

    One that is damaged keeps nobody from the others: whether any is missing stands beside them.
    """

    check_ins: tuple[KeptCheckIn, ...]
    weeks: tuple[KeptWeek, ...]
    state: State | None
    all_check_ins: bool = True
    all_weeks: bool = True


def everything(desk: Desk, person_id: str) -> Everything:
    """Return all of it, in order of time; the state is None where it does not open."""
    drawer = Drawer(desk.session, desk.vault, person_id)
    weeks = [desk.this_week.plus(-back) for back in range(desk.kept_weeks, -1, -1)]
    sent, all_sent = _opened(lambda some: drawer.check_ins(some).items(), weeks)
    placed, all_placed = _opened(drawer.placed, weeks)
    state = None
    with suppress(*NOT_OPENED):
        state = drawer.care().state
    return Everything(
        tuple(
            KeptCheckIn(week, one.answers, one.receipt, one.by_link_on, one.about)
            for week, one in sent
        ),
        tuple(KeptWeek(one.given, one.placement) for one in placed),
        state,
        all_sent,
        all_placed,
    )


def _opened(
    read: Callable[[Sequence[Week]], Iterable[Kept]], weeks: Sequence[Week]
) -> tuple[tuple[Kept, ...], bool]:
    """Read all weeks at once; where one of them does not open, one by one and without it."""
    with suppress(*NOT_OPENED):
        return tuple(read(weeks)), True
    found: list[Kept] = []
    for week in weeks:
        with suppress(*NOT_OPENED):
            found += read([week])
    return tuple(found), False
