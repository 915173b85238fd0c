"""Questions about what changed in units and roles since a day: dated rows that begin or end."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from wellbeing.accounts.rows import (
    EarlierUnitRow,
    MembershipRow,
    PersonRow,
    RoleRow,
    SupervisionRow,
)
from wellbeing.accounts.store import holds

Days = tuple[date, date]
# A unit or a role, the name of somebody who works here on the last day or nothing, and from when until when.
Dated = tuple[str, str, date, date | None]
# A unit, a day, and how many people.
Counted = tuple[str, date, int]


def leads(session: Session, unit_ids: Sequence[str], days: Days) -> tuple[Dated, ...]:
    """Return who began or ended to lead these units between two days."""
    row = SupervisionRow
    found = session.execute(
        select(row.unit_id, _name(days), row.from_on, row.until_on)
        .join(PersonRow, PersonRow.id == row.person_id)
        .where(row.unit_id.in_(unit_ids), _touched(row.from_on, row.until_on, days))
        .order_by(PersonRow.name)
    )
    return tuple((unit, name, first, until) for unit, name, first, until in found)


def roles(session: Session, days: Days) -> tuple[Dated, ...]:
    """Return who began or ended to hold a role between two days."""
    found = session.execute(
        select(RoleRow.role, _name(days), RoleRow.from_on, RoleRow.until_on)
        .join(PersonRow, PersonRow.id == RoleRow.person_id)
        .where(_touched(RoleRow.from_on, RoleRow.until_on, days))
        .order_by(PersonRow.name)
    )
    return tuple((role, name, first, until) for role, name, first, until in found)


def earlier(session: Session, unit_ids: Sequence[str], days: Days) -> tuple[EarlierUnitRow, ...]:
    """Return what these units were until a day between two."""
    asked = select(EarlierUnitRow).where(EarlierUnitRow.unit_id.in_(unit_ids))
    return tuple(session.scalars(asked.where(EarlierUnitRow.until_on.between(*days))))


def joined(session: Session, unit_ids: Sequence[str], days: Days) -> tuple[Counted, ...]:
    """Return how many people came to each of these units on each day."""
    return _counted(session, MembershipRow.from_on, unit_ids, days)


def left(session: Session, unit_ids: Sequence[str], days: Days) -> tuple[Counted, ...]:
    """Return how many people left each of these units on each day."""
    return _counted(session, MembershipRow.until_on, unit_ids, days)


def _name(days: Days) -> ColumnElement[str]:
    is_here = holds(PersonRow.joined_on, PersonRow.left_on, days[1])
    return case((is_here, PersonRow.name), else_="")


def _counted(
    session: Session,
    column: InstrumentedAttribute[date] | InstrumentedAttribute[date | None],
    unit_ids: Sequence[str],
    days: Days,
) -> tuple[Counted, ...]:
    found = session.execute(
        select(MembershipRow.unit_id, column, func.count())
        .where(MembershipRow.unit_id.in_(unit_ids), column.between(*days))
        .group_by(MembershipRow.unit_id, column)
    )
    return tuple((unit, day, people) for unit, day, people in found if day is not None)


def _touched(
    from_on: InstrumentedAttribute[date], until_on: InstrumentedAttribute[date | None], days: Days
) -> ColumnElement[bool]:
    return or_(from_on.between(*days), and_(until_on.is_not(None), until_on.between(*days)))
