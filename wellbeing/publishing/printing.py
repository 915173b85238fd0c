"""Closes one window in the ledger: with figures, or with a note that it came too late for them."""

from datetime import datetime
from enum import StrEnum

from wellbeing.disclosure import CyclePlan, Window
from wellbeing.ledger import service as ledger
from wellbeing.publishing.people import crowds
from wellbeing.publishing.press import Press, entering


class Outcome(StrEnum):
    """What became of a window that was due."""

    PUBLISHED = "published"
    LATE = "late"
    NOTHING = "nothing"


def print_window(press: Press, plan: CyclePlan, window: Window, now: datetime) -> Outcome:
    """Draw the noise inside the ledger's one transaction, unless that was done before.

    Exact sums exist only in its memory. What was drawn leaves it when the witness knows of it.
    """
    with entering(press) as entry:
        if ledger.has_window(press.ledger, window.cycle, window.name):
            return Outcome.NOTHING
        sums = press.sums(plan, window)
        for crowd in crowds(press.session, press.vault, plan, window):
            sums.add(crowd)
        stamp = ledger.Stamp(now, press.fence)
        found = ledger.drawn(press.ledger, plan, window, sums.release(press.noise), stamp)
        entry.announce(window.name, found.head)
        ledger.add_drawn(press.ledger, found)
    return Outcome.PUBLISHED


def note_as_late(press: Press, _plan: CyclePlan, window: Window, now: datetime) -> Outcome:
    """Close a window for good without figures: some of its weeks may have been let go."""
    with entering(press) as entry:
        if ledger.has_window(press.ledger, window.cycle, window.name):
            return Outcome.NOTHING
        stamp = ledger.Stamp(now, press.fence)
        ledger.add_note(press.ledger, ledger.NoteKind.TOO_LATE, str(window.name), stamp)
        entry.announce()
    return Outcome.LATE
