"""Questions asked of the table of what units were before, and the change that adds to it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from wellbeing.accounts.people import Earlier, Unit
from wellbeing.accounts.rows import EarlierUnitRow, UnitRow
from wellbeing.accounts.store import holds


def on_day(session: Session, on: date) -> dict[str, Earlier]:
    """Return what units were on a day that are called or placed otherwise since, by their ids."""
    held = holds(EarlierUnitRow.from_on, EarlierUnitRow.until_on, on)
    found = session.scalars(select(EarlierUnitRow).where(held))
    return {row.unit_id: _as_earlier(row) for row in found}


def of_unit(session: Session, unit_id: str) -> tuple[Earlier, ...]:
    """Return what a unit was before, the newest first."""
    mine = select(EarlierUnitRow).where(EarlierUnitRow.unit_id == unit_id)
    rows: Sequence[EarlierUnitRow] = session.scalars(
        mine.order_by(EarlierUnitRow.from_on.desc())
    ).all()
    return tuple(_as_earlier(row) for row in rows)


def change_unit(session: Session, before: Unit, after: Unit, on: date) -> None:
    """Rename or move a unit from a day on; what it was stays readable, with its days."""
    _keep(session, before, after, on)
    mine = update(UnitRow).where(UnitRow.id == before.id)
    session.execute(mine.values(name=after.name, parent_id=after.parent_id))


def _keep(session: Session, before: Unit, after: Unit, on: date) -> None:
    """Keep what held for a day at least: changed twice on one day, the first change never was."""
    mine = EarlierUnitRow.unit_id == before.id
    today = session.scalar(select(EarlierUnitRow).where(mine, EarlierUnitRow.until_on == on))
    if today is not None:
        if (today.name, today.parent_id) == (after.name, after.parent_id):
            session.delete(today)
            session.flush()
        return
    since = session.scalar(select(func.max(EarlierUnitRow.until_on)).where(mine))
    from_on = since or before.opened_on
    if from_on < on:
        session.add(
            EarlierUnitRow(
                unit_id=before.id,
                from_on=from_on,
                until_on=on,
                name=before.name,
                parent_id=before.parent_id,
            )
        )
        session.flush()


def _as_earlier(row: EarlierUnitRow) -> Earlier:
    return Earlier(row.name, row.parent_id, row.from_on, row.until_on)
