"""Publishes what is due: freezes cycles, closes windows, each once and in the right order.

The cohort is committed first, then the plan, then every closed window as one transaction of the
ledger, which the witness knows of before it is written.
"""

from dataclasses import dataclass
from datetime import datetime

from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.database import writing
from wellbeing.disclosure import Calendar, CyclePlan, Rhythm, Window, WindowName
from wellbeing.figure_settings import service as figure_settings
from wellbeing.ledger import service as ledger
from wellbeing.publishing import store
from wellbeing.publishing.belonging import agreed_plan, trouble
from wellbeing.publishing.freezing import frozen
from wellbeing.publishing.lateness import is_too_late
from wellbeing.publishing.press import LedgerMismatchError, Press, entering
from wellbeing.publishing.printing import Outcome, note_as_late, print_window
from wellbeing.publishing.timetable import Opening, due
from wellbeing.week import Week

__all__ = ["LedgerMismatchError", "Press", "Published", "publish_due", "trouble"]


@dataclass(frozen=True)
class Published:
    """What one run did: the cycles it opened, the windows it closed and the ledger's new head."""

    cycles: int
    windows: int
    head: str
    # Windows that can never come out, since their weeks are not kept whole any more.
    late: int = 0


def publish_due(press: Press, now: datetime, until: datetime | None = None) -> Published:
    """Do what has come due and is not done yet; running twice changes nothing.

    With `until`, what came due after that moment waits.

    Raises LedgerMismatchError when ledger, database, witness and place do not belong together, and
    StalePublisherError when another publisher took over.
    """
    organisation = accounts.organisation(press.session)
    calendar = Calendar(organisation.first_cycle_monday)
    _require_belonging(press)
    this_week = Week.of(local_day(now, organisation.zone))
    gaps = ledger.not_released(press.ledger)
    done = store.published_windows(press.session) | gaps
    opened = 0
    outcomes: list[Outcome] = []
    for one in due(calendar, organisation.zone, min(now, until or now)):
        if isinstance(one, Opening):
            if not is_skipped(calendar, one.cycle, gaps):
                opened += _open(press, calendar, one.cycle, now)
        elif one.window.name not in done:
            outcomes.append(_close(press, one.window, this_week, now))
    return Published(
        cycles=opened,
        windows=outcomes.count(Outcome.PUBLISHED),
        head=ledger.head(press.ledger).sha256,
        late=outcomes.count(Outcome.LATE),
    )


def is_skipped(calendar: Calendar, cycle: int, gaps: frozenset[WindowName]) -> bool:
    """Say whether nothing of a cycle may come out, since another copy may have opened it."""
    return {window.name for window in calendar.windows(cycle, Rhythm.CYCLE)} <= gaps


def _require_belonging(press: Press) -> None:
    # No other publisher is between its word to the witness and the ledger meanwhile.
    with writing(press.ledger):
        ledger.begin(press.ledger, press.fence)
        found = trouble(press.session, press.ledger, press.place, press.witness)
    if found is not None:
        raise LedgerMismatchError(found)


def _open(press: Press, calendar: Calendar, cycle: int, now: datetime) -> bool:
    """Freeze a cycle's cohort and plan; return False when that was done before."""
    if ledger.has_cycle(press.ledger, cycle):
        return False
    book = ledger.book_before(press.ledger, cycle)
    agreed = figure_settings.in_force(press.session, press.ledger, cycle)
    plan = frozen(press.session, calendar, cycle, book, press.parameters or agreed)
    with entering(press) as entry:
        if ledger.has_cycle(press.ledger, cycle):
            return False
        if not ledger.place(press.ledger):
            stamp = ledger.Stamp(now, press.fence)
            ledger.add_note(press.ledger, ledger.NoteKind.PLACE, press.place, stamp)
        ledger.add_cycle(press.ledger, plan, calendar.starts_on(cycle), press.fence)
        entry.announce()
    return True


def _close(press: Press, window: Window, this_week: Week, now: datetime) -> Outcome:
    """Publish a window, once."""
    plan = _plan(press, window.cycle)
    outcome = Outcome.NOTHING
    if window.rhythm in plan.parts_by_rhythm:
        do = note_as_late if is_too_late(plan, window, this_week) else print_window
        outcome = do(press, plan, window, now)
    with writing(press.session):
        # Also where the plan has nothing, so that nobody asks again.
        store.add_published_window(press.session, window.name, ledger.head(press.ledger))
    return outcome


def _plan(press: Press, cycle: int) -> CyclePlan:
    plan = agreed_plan(press.session, press.ledger, cycle)
    if plan is None:
        raise LedgerMismatchError(
            f"Ledger and database hold different plans of cycle {cycle}. "
            "Restore both from one backup; nothing was published."
        )
    return plan
