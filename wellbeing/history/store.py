"""Reads and writes sealed values by their addresses; it can open none of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Select, Table, Update, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from wellbeing.at_once import among
from wellbeing.database import in_chunks
from wellbeing.history.rows import CareStateRow, CheckInRow, PlacementRow
from wellbeing.week import Week


@dataclass(frozen=True)
class SealedState:
    """What lies in a person's one row."""

    weeks: bytes
    care: bytes


def _sealed_at(table: Table) -> "Select[bytes]":
    return select(table.c.sealed).where(table.c.id == bindparam("at"))


def _sealed_among(table: Table) -> "Select[bytes, bytes]":
    return select(table.c.id, table.c.sealed).where(
        table.c.id.in_(bindparam("among", expanding=True))
    )


def _sealing_anew(table: Table) -> Update:
    return update(table).where(table.c.id == bindparam("at")).values(sealed=bindparam("to"))


# Each check-in runs most of these. Said once, of tables and not of objects, they take a third of
# the time that is left of a submit when the disk is quick.
_CHECK_INS, _PLACEMENTS, _CARE_STATES = (
    cast(Table, row.__table__) for row in (CheckInRow, PlacementRow, CareStateRow)
)
_CHECK_IN = _sealed_at(_CHECK_INS)
_CARE_STATE = (
    select(_CARE_STATES.c.weeks, _CARE_STATES.c.sealed)
    .where(_CARE_STATES.c.id == bindparam("at"))
    .with_for_update()
)
_SOME_CHECK_INS = _sealed_among(_CHECK_INS)
_SOME_PLACEMENTS, _SOME_CARE_STATES = _sealed_among(_PLACEMENTS), _sealed_among(_CARE_STATES)
_ADD_CHECK_IN, _CHANGE_CHECK_IN = insert(_CHECK_INS), _sealing_anew(_CHECK_INS)
_ADD_PLACEMENT, _CHANGE_PLACEMENT = insert(_PLACEMENTS), _sealing_anew(_PLACEMENTS)
_ADD_CARE_STATE = insert(_CARE_STATES)
_CHANGE_CARE_STATE = _sealing_anew(_CARE_STATES).values(weeks=bindparam("weeks_to"))


def check_in(session: Session, row_id: bytes) -> bytes | None:
    return session.scalar(_CHECK_IN, {"at": row_id})


def check_ins_there(session: Session, row_ids: Sequence[bytes]) -> frozenset[bytes]:
    """Return those of these addresses at which a check-in lies."""
    there: set[bytes] = set()
    for chunk in in_chunks(row_ids):
        rows = session.scalars(select(_CHECK_INS.c.id).where(_CHECK_INS.c.id.in_(list(chunk))))
        there |= set(rows)
    return frozenset(there)


def check_ins(session: Session, row_ids: Sequence[bytes]) -> dict[bytes, bytes]:
    return _sealed(session, _SOME_CHECK_INS, row_ids)


def add_check_in(session: Session, row_id: bytes, week: Week, sealed: bytes) -> None:
    """Add it at once: IntegrityError when this person and week have one by now."""
    values = {"id": row_id, "week": str(week), "sealed": sealed}
    session.connection().execute(_ADD_CHECK_IN, values)


def change_check_in(session: Session, row_id: bytes, sealed: bytes) -> None:
    session.connection().execute(_CHANGE_CHECK_IN, {"at": row_id, "to": sealed})


def placements(session: Session, row_ids: Sequence[bytes]) -> dict[bytes, bytes]:
    return _sealed(session, _SOME_PLACEMENTS, row_ids)


def add_placement(session: Session, row_id: bytes, week: Week, sealed: bytes) -> None:
    values = {"id": row_id, "week": str(week), "sealed": sealed}
    session.connection().execute(_ADD_PLACEMENT, values)


def change_placement(session: Session, row_id: bytes, sealed: bytes) -> None:
    session.connection().execute(_CHANGE_PLACEMENT, {"at": row_id, "to": sealed})


def remove_placement(session: Session, row_id: bytes) -> None:
    session.execute(delete(_PLACEMENTS).where(_PLACEMENTS.c.id == row_id))


def care_states(session: Session, row_ids: Sequence[bytes]) -> dict[bytes, bytes]:
    return _sealed(session, _SOME_CARE_STATES, row_ids)


def weeks_for_releases(session: Session, row_ids: Sequence[bytes]) -> dict[bytes, bytes]:
    """Return the records of as many people as a release reads at once."""
    rows = among(session, "SELECT id, weeks FROM care_state WHERE id IN", row_ids)
    return {row[0]: row[1] for row in rows}


def care_state_to_change(session: Session, row_id: bytes) -> SealedState | None:
    """Read it and keep others from changing it until this transaction ends."""
    row = session.connection().execute(_CARE_STATE, {"at": row_id}).first()
    return None if row is None else SealedState(row.weeks, row.sealed)


def keep_care_state(session: Session, row_id: bytes, sealed: SealedState) -> None:
    """Change a person's row, or add it when this is their first."""
    values = {"at": row_id, "to": sealed.care, "weeks_to": sealed.weeks}
    changed = session.connection().execute(_CHANGE_CARE_STATE, values)
    if changed.rowcount == 0:
        values = {"id": row_id, "weeks": sealed.weeks, "sealed": sealed.care}
        session.connection().execute(_ADD_CARE_STATE, values)


def remove_before(session: Session, week: Week) -> None:
    """Remove the answers and placements of all weeks before this one."""
    session.execute(delete(CheckInRow).where(CheckInRow.week < str(week)))
    session.execute(delete(PlacementRow).where(PlacementRow.week < str(week)))


def _sealed(
    session: Session, some: "Select[bytes, bytes]", row_ids: Sequence[bytes]
) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for chunk in in_chunks(row_ids):
        rows = session.connection().execute(some, {"among": list(chunk)})
        found |= {row.id: row.sealed for row in rows}
    return found
