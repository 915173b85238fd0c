"""Questions about the units right under others, asked so that thousands of units cost no more than ten."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wellbeing.accounts.people import Level, Unit
from wellbeing.accounts.rows import UnitRow
from wellbeing.accounts.store import holds
from wellbeing.database import in_chunks


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


def count_under(session: Session, parent_ids: Sequence[str], on: date) -> dict[str, int]:
    """Return how many open units stand right under each of these; 0 where there are none."""
    found = dict.fromkeys(parent_ids, 0)
    for some in in_chunks(parent_ids):
        counted = (
            select(UnitRow.parent_id, func.count())
            .where(UnitRow.parent_id.in_(some))
            .where(holds(UnitRow.opened_on, UnitRow.closed_on, on))
            .group_by(UnitRow.parent_id)
        )
        found |= {parent_id: count for parent_id, count in session.execute(counted) if parent_id}
    return found
