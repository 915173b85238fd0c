"""Dated roles: counted by role and day for the record, and who holds which, for all staff to read."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from wellbeing.accounts.rows import PersonRow, RoleRow
from wellbeing.accounts.store import holds


@dataclass(frozen=True)
class RoleDay:
    """How many people were given a role, and how many lost it, on one day."""

    on: date
    role: str
    begun: int
    ended: int


@dataclass(frozen=True)
class HeldSince:
    """A role, who holds it, and since when."""

    role: str
    person_id: str
    name: str
    since: date


def held_by_name(session: Session, on: date) -> tuple[HeldSince, ...]:
    """Return who holds which role on a day and works here, by role and name."""
    rows = session.execute(
        select(RoleRow.role, RoleRow.person_id, PersonRow.name, func.min(RoleRow.from_on))
        .join(PersonRow, PersonRow.id == RoleRow.person_id)
        .where(holds(RoleRow.from_on, RoleRow.until_on, on))
        .where(holds(PersonRow.joined_on, PersonRow.left_on, on))
        .group_by(RoleRow.role, RoleRow.person_id, PersonRow.name)
        .order_by(RoleRow.role, PersonRow.name, RoleRow.person_id)
    )
    return tuple(HeldSince(*row) for row in rows)


def role_days(session: Session, on: date) -> tuple[RoleDay, ...]:
    begun = _counted(session, RoleRow.from_on, on)
    ended = _counted(session, RoleRow.until_on, on)
    return tuple(
        RoleDay(day, role, begun[day, role], ended[day, role])
        for day, role in sorted({*begun, *ended})
    )


def role_holders(session: Session, on: date) -> dict[str, int]:
    rows = session.execute(
        select(RoleRow.role, func.count(RoleRow.person_id.distinct()))
        .join(PersonRow, PersonRow.id == RoleRow.person_id)
        .where(holds(RoleRow.from_on, RoleRow.until_on, on))
        .where(holds(PersonRow.joined_on, PersonRow.left_on, on))
        .group_by(RoleRow.role)
        .order_by(RoleRow.role)
    )
    return {str(role): count for role, count in rows}


def _counted(
    session: Session,
    column: InstrumentedAttribute[date] | InstrumentedAttribute[date | None],
    on: date,
) -> Counter[tuple[date, str]]:
    rows = session.execute(
        select(column, RoleRow.role, func.count())
        .where(column <= on)
        .group_by(column, RoleRow.role)
    )
    return Counter({(day, role): count for day, role, count in rows if day is not None})
