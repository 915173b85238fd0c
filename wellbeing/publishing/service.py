"""Publishes what is due: freezes cycles, closes windows, each once and in the right order.

The cohort is committed first, then the plan, then every closed window as one transaction of the
ledger. Exact sums exist only inside that transaction's memory.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.database import writing
from wellbeing.disclosure import (
    Calendar,
    CyclePlan,
    ExactSums,
    Noise,
    Parameters,
    Rhythm,
    Window,
    WindowName,
)
from wellbeing.figure_settings import service as figure_settings
from wellbeing.ledger import service as ledger
from wellbeing.publishing import store
from wellbeing.publishing.belonging import agreed_plan, trouble
from wellbeing.publishing.freezing import frozen
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.people import crowds
from wellbeing.publishing.timetable import Opening, due
from wellbeing.sealed import Vault

__all__ = ["LedgerMismatchError", "Press", "Published", "publish_due", "trouble"]


class LedgerMismatchError(Exception):
    """Ledger, database and place do not belong together: new noise might be a second draw."""


@dataclass(frozen=True)
class Press:
    """What publishing works with; the fence is the number of the lease it works under."""

    session: Session
    ledger: Session
    vault: Vault
    fence: int
    noise: Noise = discrete_gaussian
    # What two people agreed for the cycle, unless something else is put to the test.
    parameters: Parameters | None = None
    sums: type[ExactSums] = ExactSums
    # Where it publishes, see `place_of`.
    place: str = "here"


@dataclass(frozen=True)
class Published:
    """What one run did: the cycles it opened, the windows it closed and the ledger's new head."""

    cycles: int
    windows: int
    head: str


def publish_due(press: Press, now: datetime) -> Published:
    """Do what has come due and is not done yet; running twice changes nothing.

    Raises LedgerMismatchError when ledger, database and place do not belong together, and
    StalePublisherError when another publisher took over.
    """
    organisation = accounts.organisation(press.session)
    calendar = Calendar(organisation.first_cycle_monday)
    found = trouble(press.session, press.ledger, press.place)
    if found is not None:
        raise LedgerMismatchError(found)
    gaps = ledger.not_released(press.ledger)
    done = store.published_windows(press.session) | gaps
    opened = closed = 0
    for one in due(calendar, organisation.zone, now):
        if isinstance(one, Opening):
            if not is_skipped(calendar, one.cycle, gaps):
                opened += _open(press, calendar, one.cycle, now)
        elif one.window.name not in done:
            closed += _close(press, one.window, now)
    return Published(opened, closed, ledger.head(press.ledger).sha256)


def is_skipped(calendar: Calendar, cycle: int, gaps: frozenset[WindowName]) -> bool:
    """Say whether nothing of a cycle may come out, since another copy may have opened it."""
    return {window.name for window in calendar.windows(cycle, Rhythm.CYCLE)} <= gaps


def _open(press: Press, calendar: Calendar, cycle: int, now: datetime) -> bool:
    """Freeze a cycle's cohort and plan; return False when that was done before."""
    if ledger.has_cycle(press.ledger, cycle):
        return False
    book = ledger.book(press.ledger)
    agreed = figure_settings.in_force(press.session, press.ledger, cycle)
    plan = frozen(press.session, calendar, cycle, book, press.parameters or agreed)
    with writing(press.ledger):
        ledger.begin(press.ledger, press.fence)
        if ledger.has_cycle(press.ledger, cycle):
            return False
        if not ledger.place(press.ledger):
            stamp = ledger.Stamp(now, press.fence)
            ledger.add_note(press.ledger, ledger.NoteKind.PLACE, press.place, stamp)
        ledger.add_cycle(press.ledger, plan, calendar.starts_on(cycle), press.fence)
    return True


def _close(press: Press, window: Window, now: datetime) -> bool:
    """Publish a window, once; return False when there is nothing to publish for it any more."""
    plan = _plan(press, window.cycle)
    fresh = window.rhythm in plan.parts_by_rhythm and _print(press, plan, window, now)
    with writing(press.session):
        # Also where the plan has nothing, so that nobody asks again.
        store.add_published_window(press.session, window.name, ledger.head(press.ledger))
    return fresh


def _print(press: Press, plan: CyclePlan, window: Window, now: datetime) -> bool:
    """Draw the noise inside the ledger's one transaction, unless that was done before."""
    with writing(press.ledger):
        ledger.begin(press.ledger, press.fence)
        if ledger.has_window(press.ledger, window.cycle, window.name):
            return False
        sums = press.sums(plan, window)
        for crowd in crowds(press.session, press.vault, plan, window):
            sums.add(crowd)
        stamp = ledger.Stamp(now, press.fence)
        ledger.add_window(press.ledger, plan, window, sums.release(press.noise), stamp)
    return True


def _plan(press: Press, cycle: int) -> CyclePlan:
    plan = agreed_plan(press.session, press.ledger, cycle)
    if plan is None:
        raise LedgerMismatchError(
            f"Ledger and database hold different plans of cycle {cycle}. "
            "Restore both from one backup; nothing was published."
        )
    return plan
