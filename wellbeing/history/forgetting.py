"""Removes everything that history keeps of one person, when they have it deleted."""

from collections.abc import Iterator

from sqlalchemy import delete, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from wellbeing.database import in_chunks
from wellbeing.history.kept import CARE_STATE, CHECK_IN, PLACEMENT
from wellbeing.history.rows import CareStateRow, CheckInRow, PlacementRow
from wellbeing.sealed import Vault
from wellbeing.week import Week

_WEEKLY: tuple[tuple[str, type[CheckInRow] | type[PlacementRow]], ...] = (
    (CHECK_IN, CheckInRow),
    (PLACEMENT, PlacementRow),
)


def forget_person(session: Session, vault: Vault, person_id: str) -> None:
    """Remove a person's answers, placements and state, in the caller's transaction."""
    for kind, row in _WEEKLY:
        weeks = _weeks_in(session, row.week)
        addresses = [vault.row_key(kind, person_id, str(week)) for week in weeks]
        for chunk in in_chunks(addresses):
            session.execute(delete(row).where(row.id.in_(list(chunk))))
    state = vault.row_key(CARE_STATE, person_id)
    session.execute(delete(CareStateRow).where(CareStateRow.id == state))


def _weeks_in(session: Session, column: InstrumentedAttribute[str]) -> Iterator[Week]:
    """Give every week from the first to the last of which anything is kept: no row says whose it is."""
    # Asked one by one, each is one look into the index.
    first, last = (session.scalar(select(end(column))) for end in (func.min, func.max))
    if first is None or last is None:
        return
    week, until = Week.parse(first), Week.parse(last)
    while week <= until:
        yield week
        week = week.plus(1)
