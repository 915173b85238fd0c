"""Says what publishing would do now, reading the roster and the ledger and no answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.disclosure import Calendar, CyclePlan, Window
from wellbeing.figure_settings import service as figure_settings
from wellbeing.ledger import service as ledger
from wellbeing.publishing import store
from wellbeing.publishing.freezing import foreseen
from wellbeing.publishing.lateness import is_too_late
from wellbeing.publishing.service import is_skipped
from wellbeing.publishing.timetable import Opening, due
from wellbeing.week import Week


@dataclass(frozen=True)
class Coming:
    """A window that would close, and what would come out for it."""

    window: Window
    units: int
    figures: int
    # It would be noted as not released: its weeks are not kept whole any more.
    is_late: bool = False


def preview(session: Session, released: Session, now: datetime) -> Iterator[Coming]:
    """Give every window that would close, in order, and change nothing."""
    organisation = accounts.organisation(session)
    calendar = Calendar(organisation.first_cycle_monday)
    gaps = ledger.not_released(released)
    done = store.published_windows(session) | gaps
    this_week = Week.of(local_day(now, organisation.zone))
    plans: dict[int, CyclePlan] = {}
    for one in due(calendar, organisation.zone, now):
        if isinstance(one, Opening):
            plan = ledger.plan(released, one.cycle) or store.frozen_plan(session, one.cycle)
            if plan or not is_skipped(calendar, one.cycle, gaps):
                plans[one.cycle] = plan or _foreseen(session, released, calendar, one.cycle)
        elif one.window.name not in done:
            coming = _coming(plans[one.window.cycle], one.window, this_week)
            if coming.figures and not ledger.has_window(
                released, one.window.cycle, one.window.name
            ):
                yield coming


def _foreseen(session: Session, released: Session, calendar: Calendar, cycle: int) -> CyclePlan:
    book = ledger.book_before(released, cycle)
    parameters = figure_settings.in_force(session, released, cycle)
    return foreseen(session, calendar, cycle, book, parameters)


def _coming(plan: CyclePlan, window: Window, this_week: Week) -> Coming:
    figures = [
        len(part.indicators) for unit in plan.cells for part in plan.comes_out(unit, window.rhythm)
    ]
    units = sum(bool(plan.comes_out(unit, window.rhythm)) for unit in plan.cells)
    return Coming(window, units, sum(figures), is_too_late(plan, window, this_week))
