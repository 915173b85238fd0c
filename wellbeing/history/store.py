"""Reads and writes sealed values by their addresses; it can open none of them."""

from collections.abc import Sequence
from typing import cast

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from wellbeing.database import in_chunks
from wellbeing.history.rows import CareStateRow, CheckInRow, PlacementRow
from wellbeing.week import Week

# Each check-in writes a row of each: written as tables they take a third of the time.
_CHECK_INS, _PLACEMENTS, _CARE_STATES = (
    cast(Table, row.__table__) for row in (CheckInRow, PlacementRow, CareStateRow)
)


def check_in(session: Session, row_id: bytes) -> bytes | None:
    return session.scalar(select(CheckInRow.sealed).where(CheckInRow.id == row_id))


def add_check_in(session: Session, row_id: bytes, week: Week, sealed: bytes) -> None:
    """Add it at once: IntegrityError when this person and week have one by now."""
    session.execute(insert(_CHECK_INS).values(id=row_id, week=str(week), sealed=sealed))


def change_check_in(session: Session, row_id: bytes, sealed: bytes) -> None:
    _changed(session, _CHECK_INS, row_id, sealed)


def placements(session: Session, row_ids: Sequence[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for chunk in in_chunks(row_ids):
        rows = session.execute(
            select(PlacementRow.id, PlacementRow.sealed).where(PlacementRow.id.in_(chunk))
        )
        found |= {row.id: row.sealed for row in rows}
    return found


def keep_placement(session: Session, row_id: bytes, week: Week, sealed: bytes) -> None:
    if not _changed(session, _PLACEMENTS, row_id, sealed):
        session.execute(insert(_PLACEMENTS).values(id=row_id, week=str(week), sealed=sealed))


def care_states(session: Session, row_ids: Sequence[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for chunk in in_chunks(row_ids):
        rows = session.execute(
            select(CareStateRow.id, CareStateRow.sealed).where(CareStateRow.id.in_(chunk))
        )
        found |= {row.id: row.sealed for row in rows}
    return found


def care_state_to_change(session: Session, row_id: bytes) -> bytes | None:
    """Read it and keep others from changing it until this transaction ends."""
    return session.scalar(
        select(CareStateRow.sealed).where(CareStateRow.id == row_id).with_for_update()
    )


def keep_care_state(session: Session, row_id: bytes, sealed: bytes) -> None:
    if not _changed(session, _CARE_STATES, row_id, sealed):
        session.execute(insert(_CARE_STATES).values(id=row_id, sealed=sealed))


def _changed(session: Session, table: Table, row_id: bytes, sealed: bytes) -> bool:
    """Change a row if it is there; say whether it was."""
    change = update(table).where(table.c.id == row_id).values(sealed=sealed)
    return session.connection().execute(change).rowcount > 0


def remove_before(session: Session, week: Week) -> None:
    """Remove the answers and placements of all weeks before this one."""
    session.execute(delete(CheckInRow).where(CheckInRow.week < str(week)))
    session.execute(delete(PlacementRow).where(PlacementRow.week < str(week)))
