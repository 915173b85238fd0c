"""Do ledger, database, witness and place belong together? If not, noise might be drawn twice."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wellbeing.disclosure import PER_CYCLE, CyclePlan, WindowName
from wellbeing.ledger import service as ledger
from wellbeing.publishing import store
from wellbeing.publishing.witness import Seen, Witness
from wellbeing.publishing.witness_file import WitnessError
from wellbeing.scheduler_rows import LeaseRow

# A crash between the ledger's commit and the note of it leaves one window unnoted.
UNNOTED = 1
NO_WITNESS = (
    "The witness of what was published is missing, and the ledger is not empty: without it nobody "
    "can tell whether ledger and database were put back from a backup."
)
CONFIRM = (
    "Nothing is published until somebody has made sure that no other copy of it publishes, and "
    "has run `wellbeing publish --confirm-moved`."
)


def trouble(session: Session, released: Session, place: str, witness: Witness) -> str | None:
    """Return why nothing may be published, with what to do; None when all is well."""
    try:
        seen = witness.read()
    except WitnessError as error:
        return f"{error} {CONFIRM}"
    return (
        _of_two_days(session, released, seen)
        or (unlike(seen, released) if witness.is_asked else None)
        or _elsewhere(released, place)
    )


def unlike(seen: Seen | None, released: Session) -> str | None:
    """Return why the ledger is not the one that its witness saw last; None when it is."""
    head = ledger.head(released)
    if seen is None:
        return None if head == ledger.Head() else f"{NO_WITNESS} {CONFIRM}"
    if head == seen.head or (head == seen.before and not seen.window):
        return None
    if head == seen.before:
        return (
            f"Publishing stopped while it wrote {seen.window}, or ledger and database were put "
            f"back from a backup made just before. {seen.window} cannot come out any more, since "
            f"its figures may have been seen. {CONFIRM}"
        )
    if ledger.holds(released, seen.head):
        return f"The ledger holds more than its witness saw: one of them was put back. {CONFIRM}"
    return (
        "The ledger does not hold what its witness saw last: ledger and database were put back "
        f"from a backup. {CONFIRM}"
    )


def _of_two_days(session: Session, released: Session, seen: Seen | None) -> str | None:
    lost = lost_entry(session, released)
    if lost:
        return (
            f"The ledger does not hold entry {lost}, which was published before: it is older "
            f"than the database, or another one. Put back the newest ledger there is. {CONFIRM}"
        )
    if _is_ahead(session, released, seen.fence if seen else 0):
        return (
            "The ledger holds more than the database knows of: the database was put back from a "
            f"backup. {CONFIRM}"
        )
    return None


def _elsewhere(released: Session, place: str) -> str | None:
    held = ledger.place(released)
    if held and held != place:
        return f"This installation was copied, moved or put back from a backup. {CONFIRM}"
    return None


def lost_entry(session: Session, released: Session) -> int:
    """Return the last published entry when the ledger does not hold it any more; 0 when it does."""
    last = store.last_head(session)
    return 0 if ledger.holds(released, last) else last.entry


def _is_ahead(session: Session, released: Session, seen_fence: int) -> bool:
    settled = ledger.windows(released) | ledger.not_released(released)
    unknown = ledger.cycles(released) - store.frozen_cycles(session)
    if any(not names_in(cycle) <= settled for cycle in unknown):
        return True
    newer = ledger.windows_after(released, store.last_head(session).entry)
    if len(newer - store.published_windows(session)) > UNNOTED:
        return True
    # The number of the lease only grows: a lower one than was seen is from an older day.
    lease = session.scalar(select(func.max(LeaseRow.fence)))
    return lease is not None and lease < max(ledger.highest_fence(released), seen_fence)


def names_in(cycle: int) -> frozenset[WindowName]:
    """Return the names of all windows of a cycle."""
    return frozenset(
        WindowName(rhythm, (cycle - 1) * count + place)
        for rhythm, count in PER_CYCLE.items()
        for place in range(count)
    )


def agreed_plan(session: Session, released: Session, cycle: int) -> CyclePlan | None:
    """Return a cycle's plan when ledger and database hold the same one.

    An earlier version may have frozen it, without a parameter that the ledger's entry already names.
    """
    try:
        plan = store.frozen_plan(session, cycle)
    # Somebody changed it, so that it is no plan at all.
    except (ValueError, KeyError, TypeError):
        return None
    return plan if plan is not None and ledger.holds_plan(released, plan) else None
