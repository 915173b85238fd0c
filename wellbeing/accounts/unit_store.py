"""Questions about the units right under others, asked so that thousands of units cost no more than ten."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wellbeing.accounts.people import Level, Unit
from wellbeing.accounts.rows import UnitRow
from wellbeing.accounts.store import holds


def units_under(
    session: Session, parent_ids: Sequence[str], on: date, span: tuple[int, int]
) -> tuple[Unit, ...]:
    """Return some of the open units right under others, by name; the span is (skip, take)."""
    skip, take = span
    rows = session.scalars(
        select(UnitRow)
        .where(UnitRow.parent_id.in_(parent_ids))
        .where(holds(UnitRow.opened_on, UnitRow.closed_on, on))
        .order_by(UnitRow.name, UnitRow.id)
        .offset(skip)
        .limit(take)
    )
    return tuple(
        Unit(row.id, Level(row.level), row.name, row.parent_id, row.opened_on, row.closed_on)
        for row in rows
    )


def count_under(session: Session, parent_id: str, on: date) -> int:
    found = session.scalar(
        select(func.count())
        .select_from(UnitRow)
        .where(UnitRow.parent_id == parent_id)
        .where(holds(UnitRow.opened_on, UnitRow.closed_on, on))
    )
    return found or 0
