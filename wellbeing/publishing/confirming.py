"""Lets publishing begin again after a move or a restore, without ever drawing noise twice.

What closed since the backup may have been published by the copy that was lost: nobody here can
know. So it is noted as not released. Where a cycle's plan is not in both ledger and database, the
lost copy may have had another one, and nothing of that cycle comes out any more.
"""

from collections.abc import Iterator
from datetime import datetime

from wellbeing.accounts import service as accounts
from wellbeing.database import writing
from wellbeing.disclosure import Calendar, CyclePlan, Window, WindowName
from wellbeing.ledger import service as ledger
from wellbeing.publishing import store
from wellbeing.publishing.belonging import agreed_plan
from wellbeing.publishing.service import Press
from wellbeing.publishing.timetable import Opening, due, windows_of


def confirm_moved(press: Press, now: datetime) -> int:
    """Make this the place that publishes; return how many windows were noted as not released.

    Raises StalePublisherError unless the press works under the newest lease.
    """
    stamp = ledger.Stamp(now, press.fence)
    with writing(press.ledger):
        ledger.begin(press.ledger, press.fence)
        lost = sorted(set(_lost(press, now)))
        ledger.add_note(press.ledger, ledger.NoteKind.PLACE, press.place, stamp)
        for window in lost:
            ledger.add_note(press.ledger, ledger.NoteKind.NOT_RELEASED, str(window), stamp)
        head = ledger.head(press.ledger)
        published = ledger.windows(press.ledger)
    with writing(press.session):
        store.forget_published_windows(press.session)
        for window in sorted(published):
            store.add_published_window(press.session, window, head)
    return len(lost)


def _lost(press: Press, now: datetime) -> Iterator[WindowName]:
    """Name the windows that may have been published where nobody here can see it."""
    organisation = accounts.organisation(press.session)
    calendar = Calendar(organisation.first_cycle_monday)
    known = ledger.windows(press.ledger) | ledger.not_released(press.ledger)
    agreed: dict[int, CyclePlan] = {}
    for one in due(calendar, organisation.zone, now):
        if isinstance(one, Opening):
            plan = agreed_plan(press.session, press.ledger, one.cycle)
            if plan is not None:
                agreed[one.cycle] = plan
            else:
                yield from {window.name for window in windows_of(calendar, one.cycle)} - known
        elif one.window.name not in known and one.window.cycle in agreed:
            yield from _planned(agreed[one.window.cycle], one.window)


def _planned(plan: CyclePlan, window: Window) -> Iterator[WindowName]:
    if window.rhythm in plan.parts_by_rhythm:
        yield window.name
