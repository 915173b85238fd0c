"""Publishes what is due: freezes cycles, closes windows, each once and in the right order.

The cohort is committed first, then the plan, then every closed window as one transaction of the
ledger. Exact sums exist only inside that transaction's memory.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.database import writing
from wellbeing.disclosure import ADOPTED, Calendar, ExactSums, Noise, Parameters, Window
from wellbeing.ledger import service as ledger
from wellbeing.publishing import store
from wellbeing.publishing.freezing import frozen
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.people import people_weeks
from wellbeing.publishing.timetable import Opening, due
from wellbeing.sealed import Vault


class LedgerMismatchError(Exception):
    """Ledger and database do not belong together: new noise might be a second draw."""


@dataclass(frozen=True)
class Press:
    """What publishing works with; the fence is the number of the lease it works under."""

    session: Session
    ledger: Session
    vault: Vault
    fence: int
    noise: Noise = discrete_gaussian
    parameters: Parameters = ADOPTED
    sums: type[ExactSums] = ExactSums


@dataclass(frozen=True)
class Published:
    """What one run did: the cycles it opened, the windows it closed and the ledger's new head."""

    cycles: int
    windows: int
    head: str


def publish_due(press: Press, now: datetime) -> Published:
    """Do what has come due and is not done yet; running twice changes nothing.

    Raises LedgerMismatchError when the ledger is not the one that was published before, and
    StalePublisherError when another publisher took over.
    """
    organisation = accounts.organisation(press.session)
    calendar = Calendar(organisation.first_cycle_monday)
    _require_whole_ledger(press)
    done = store.published_windows(press.session)
    opened = closed = 0
    for one in due(calendar, organisation.zone, now):
        if isinstance(one, Opening):
            opened += _open(press, calendar, one.cycle)
        elif one.window.index not in done:
            closed += _close(press, one.window, now)
    return Published(opened, closed, ledger.head(press.ledger).sha256)


def _require_whole_ledger(press: Press) -> None:
    last = store.last_head(press.session)
    if not ledger.holds(press.ledger, last):
        raise LedgerMismatchError(
            f"The ledger does not hold entry {last.entry}, which was published before. "
            "Restore the ledger that belongs to this database; nothing was published."
        )


def _open(press: Press, calendar: Calendar, cycle: int) -> bool:
    """Freeze a cycle's cohort and plan; return False when that was done before."""
    if ledger.has_cycle(press.ledger, cycle):
        return False
    book = ledger.book(press.ledger)
    plan = frozen(press.session, calendar, cycle, book, press.parameters)
    with writing(press.ledger):
        ledger.begin(press.ledger, press.fence)
        if ledger.has_cycle(press.ledger, cycle):
            return False
        ledger.add_cycle(press.ledger, plan, calendar.starts_on(cycle), press.fence)
    return True


def _close(press: Press, window: Window, now: datetime) -> bool:
    """Publish a window, once: the noise is drawn inside the ledger's transaction."""
    with writing(press.ledger):
        ledger.begin(press.ledger, press.fence)
        fresh = window.index not in ledger.windows(press.ledger)
        if fresh:
            _add_figures(press, window, now)
        head = ledger.head(press.ledger)
    with writing(press.session):
        store.add_published_window(press.session, window.index, head)
    return fresh


def _add_figures(press: Press, window: Window, now: datetime) -> None:
    plan = ledger.plan(press.ledger, window.cycle)
    if plan is None or plan != store.frozen_plan(press.session, window.cycle):
        raise LedgerMismatchError(
            f"Ledger and database hold different plans of cycle {window.cycle}. "
            "Restore both from one backup; nothing was published."
        )
    sums = press.sums(plan, window)
    for person in people_weeks(press.session, press.vault, plan, window):
        sums.add(person)
    stamp = ledger.Stamp(now, press.fence)
    ledger.add_window(press.ledger, plan, window, sums.release(press.noise), stamp)
