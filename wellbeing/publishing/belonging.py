"""Do ledger, database and place belong together? If not, new noise might be a second draw."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wellbeing.disclosure import CyclePlan, Rhythm, WindowName
from wellbeing.ledger import service as ledger
from wellbeing.publishing import store
from wellbeing.scheduler_rows import LeaseRow

# A crash between the ledger's commit and the note of it leaves one window unnoted.
UNNOTED = 1
CONFIRM = (
    "Nothing is published until somebody has made sure that no other copy of it publishes, and "
    "has run `wellbeing publish --confirm-moved`."
)


def trouble(session: Session, released: Session, place: str) -> str | None:
    """Return why nothing may be published, with what to do; None when all is well."""
    lost = lost_entry(session, released)
    if lost:
        return (
            f"The ledger does not hold entry {lost}, which was published before: it is older "
            f"than the database, or another one. Put back the newest ledger there is. {CONFIRM}"
        )
    if _is_ahead(session, released):
        return (
            "The ledger holds more than the database knows of: the database was put back from a "
            f"backup. {CONFIRM}"
        )
    held = ledger.place(released)
    if held and held != place:
        return f"This installation was copied, moved or put back from a backup. {CONFIRM}"
    return None


def lost_entry(session: Session, released: Session) -> int:
    """Return the last published entry when the ledger does not hold it any more; 0 when it does."""
    last = store.last_head(session)
    return 0 if ledger.holds(released, last) else last.entry


def _is_ahead(session: Session, released: Session) -> bool:
    gaps = ledger.not_released(released)
    unknown = ledger.cycles(released) - store.frozen_cycles(session)
    if any(WindowName(Rhythm.CYCLE, cycle - 1) not in gaps for cycle in unknown):
        return True
    newer = ledger.windows_after(released, store.last_head(session).entry)
    if len(newer - store.published_windows(session)) > UNNOTED:
        return True
    # The number of the lease only grows: a lower one than the ledger knows is from an older day.
    lease = session.scalar(select(func.max(LeaseRow.fence)))
    return lease is not None and lease < ledger.highest_fence(released)


def agreed_plan(session: Session, released: Session, cycle: int) -> CyclePlan | None:
    """Return a cycle's plan when ledger and database hold the same one."""
    held = ledger.plan_sha256(released, cycle)
    if held is None or held != store.frozen_plan_sha256(session, cycle):
        return None
    return store.frozen_plan(session, cycle)
