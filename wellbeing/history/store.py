"""Reads and writes sealed values by their addresses; it can open none of them."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wellbeing.database import in_chunks
from wellbeing.history.rows import CareStateRow, CheckInRow, PlacementRow
from wellbeing.week import Week


def check_in(session: Session, row_id: bytes) -> bytes | None:
    return session.scalar(select(CheckInRow.sealed).where(CheckInRow.id == row_id))


def add_check_in(session: Session, row_id: bytes, week: Week, sealed: bytes) -> None:
    """Add it at once: IntegrityError when this person and week have one by now."""
    session.add(CheckInRow(id=row_id, week=str(week), sealed=sealed))
    session.flush()


def change_check_in(session: Session, row_id: bytes, sealed: bytes) -> None:
    session.get_one(CheckInRow, row_id).sealed = sealed
    session.flush()


def placements(session: Session, row_ids: Sequence[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for chunk in in_chunks(row_ids):
        rows = session.execute(
            select(PlacementRow.id, PlacementRow.sealed).where(PlacementRow.id.in_(chunk))
        )
        found |= {row.id: row.sealed for row in rows}
    return found


def keep_placement(session: Session, row_id: bytes, week: Week, sealed: bytes) -> None:
    row = session.get(PlacementRow, row_id)
    if row is None:
        session.add(PlacementRow(id=row_id, week=str(week), sealed=sealed))
    else:
        row.sealed = sealed
    session.flush()


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
    row = session.get(CareStateRow, row_id)
    if row is None:
        session.add(CareStateRow(id=row_id, sealed=sealed))
    else:
        row.sealed = sealed
    session.flush()


def remove_before(session: Session, week: Week) -> None:
    """Remove the answers and placements of all weeks before this one."""
    session.execute(delete(CheckInRow).where(CheckInRow.week < str(week)))
    session.execute(delete(PlacementRow).where(PlacementRow.week < str(week)))
