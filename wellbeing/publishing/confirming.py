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
from wellbeing.publishing.press import Press
from wellbeing.publishing.timetable import Opening, due, windows_of
from wellbeing.publishing.witness import Seen


def confirm_moved(press: Press, now: datetime) -> int:
    """Make this the place that publishes; return how many windows were noted as not released.

    Raises StalePublisherError unless the press works under the newest lease.
    """
    stamp = ledger.Stamp(now, press.fence)
    seen = press.witness.salvage() or Seen()
    with writing(press.ledger):
        ledger.begin(press.ledger, press.fence)
        if seen.fence > press.fence:
            raise ledger.StalePublisherError(f"lease {press.fence} is over")
        lost = sorted({*_lost(press, now), *_interrupted(press, seen)})
        ledger.add_note(press.ledger, ledger.NoteKind.PLACE, press.place, stamp)
        for window in lost:
            ledger.add_note(press.ledger, ledger.NoteKind.NOT_RELEASED, str(window), stamp)
        head = ledger.head(press.ledger)
        published = ledger.windows(press.ledger)
    # Last: a stop before this leaves the trouble there, and confirming again is harmless.
    press.witness.write(Seen(head, head, fence=press.fence))
    with writing(press.session):
        store.forget_published_windows(press.session)
        for window in sorted(published):
            store.add_published_window(press.session, window, head)
    return len(lost)


def _interrupted(press: Press, seen: Seen) -> Iterator[WindowName]:
    """Name the window whose noise was drawn for an entry that the ledger does not hold."""
    if seen.window and not ledger.holds(press.ledger, seen.head):
        window = WindowName.parse(seen.window)
        if window not in ledger.windows(press.ledger) | ledger.not_released(press.ledger):
            yield window


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
