"""What the tables of people and sign-in hold of one person, for that person to read."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellbeing.accounts.rows import (
    LinkRow,
    MembershipRow,
    PasswordRow,
    PersonRow,
    RoleRow,
    SupervisionRow,
    UnitRow,
)


@dataclass(frozen=True)
class Held:
    """Something that holds from one day until (not including) another: a team, a unit led, a role."""

    name: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class OwnRecord:
    """Everything of one person; the days of a password and a link, never what opens anything."""

    name: str
    work_email: str
    joined_on: date
    left_on: date | None
    teams: tuple[Held, ...]
    led: tuple[Held, ...]
    roles: tuple[Held, ...]
    password_set_on: date | None
    links_until: tuple[datetime, ...]


def own_record(session: Session, person_id: str) -> OwnRecord | None:
    person = session.get(PersonRow, person_id)
    if person is None:
        return None
    password = session.get(PasswordRow, person_id)
    links = select(LinkRow.expires_at).where(LinkRow.person_id == person_id)
    return OwnRecord(
        person.name,
        person.work_email,
        person.joined_on,
        person.left_on,
        _in_units(session, MembershipRow, person_id),
        _in_units(session, SupervisionRow, person_id),
        _roles(session, person_id),
        None if password is None else password.set_on,
        tuple(session.scalars(links.order_by(LinkRow.expires_at))),
    )


def _in_units(
    session: Session, kind: type[MembershipRow] | type[SupervisionRow], person_id: str
) -> tuple[Held, ...]:
    rows = session.execute(
        select(UnitRow.name, kind.from_on, kind.until_on)
        .join(UnitRow, UnitRow.id == kind.unit_id)
        .where(kind.person_id == person_id)
        .order_by(kind.from_on, UnitRow.name)
    )
    return tuple(Held(*row) for row in rows)


def _roles(session: Session, person_id: str) -> tuple[Held, ...]:
    rows = session.execute(
        select(RoleRow.role, RoleRow.from_on, RoleRow.until_on)
        .where(RoleRow.person_id == person_id)
        .order_by(RoleRow.from_on, RoleRow.role)
    )
    return tuple(Held(*row) for row in rows)
