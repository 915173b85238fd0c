"""Questions asked of the tables of people and units, and what is written to them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from wellbeing.accounts.people import Level, Membership, Organisation, Person, Unit
from wellbeing.accounts.rows import (
    MembershipRow,
    OrganisationRow,
    PersonRow,
    RoleRow,
    SupervisionRow,
    UnitRow,
)
from wellbeing.database import CHUNK, in_chunks


def holds(
    from_on: InstrumentedAttribute[date], until_on: InstrumentedAttribute[date | None], on: date
) -> ColumnElement[bool]:
    """Return the condition that a dated row holds on a day."""
    return (from_on <= on) & or_(until_on.is_(None), until_on > on)


def organisation(session: Session) -> Organisation | None:
    row = session.get(OrganisationRow, 1)
    if row is None:
        return None
    return Organisation(row.name, row.zone, row.nation, row.first_cycle_monday)


def add_organisation(session: Session, organisation: Organisation) -> None:
    session.add(
        OrganisationRow(
            id=1,
            name=organisation.name,
            zone=organisation.zone,
            nation=organisation.nation,
            first_cycle_monday=organisation.first_cycle_monday,
        )
    )


def units(session: Session) -> tuple[Unit, ...]:
    """Return every unit, closed ones too, by level and name."""
    found = [_as_unit(row) for row in session.scalars(select(UnitRow))]
    return tuple(sorted(found, key=lambda unit: (unit.level.depth, unit.name, unit.id)))


def unit(session: Session, unit_id: str) -> Unit | None:
    row = session.get(UnitRow, unit_id)
    return None if row is None else _as_unit(row)


def add_units(session: Session, units: Iterable[Unit]) -> None:
    """Add units, parents before their children: a child needs its parent to be there."""
    for unit in units:
        session.add(
            UnitRow(
                id=unit.id,
                level=unit.level,
                name=unit.name,
                parent_id=unit.parent_id,
                opened_on=unit.opened_on,
                closed_on=unit.closed_on,
            )
        )
        session.flush()


def people(session: Session, person_ids: Sequence[str], on: date) -> tuple[Person, ...]:
    """Return these people with the roles they hold on a day, in the order asked for."""
    found: dict[str, Person] = {}
    for chunk in in_chunks(person_ids):
        roles = _roles(session, chunk, on)
        for row in session.scalars(select(PersonRow).where(PersonRow.id.in_(chunk))):
            # Whose address is gone left long ago: the row is nobody's.
            if row.work_email:
                found[row.id] = _as_person(row, roles.get(row.id, frozenset()))
    return tuple(found[person_id] for person_id in person_ids if person_id in found)


def present(session: Session, on: date) -> tuple[str, ...]:
    """Return the ids of everybody who works here on a day."""
    return tuple(
        session.scalars(
            select(PersonRow.id)
            .where(holds(PersonRow.joined_on, PersonRow.left_on, on))
            .order_by(PersonRow.id)
        )
    )


def present_between(session: Session, first: date, last: date) -> Iterator[tuple[str, ...]]:
    """Give the ids of everybody who works here on any of these days, some people at a time."""
    stays = or_(PersonRow.left_on.is_(None), PersonRow.left_on > first)
    found = select(PersonRow.id).where(PersonRow.joined_on <= last, stays).order_by(PersonRow.id)
    after = ""
    while some := tuple(session.scalars(found.where(PersonRow.id > after).limit(CHUNK))):
        yield some
        after = some[-1]


def gone(session: Session, on: date) -> tuple[str, ...]:
    """Return the ids of everybody who has left by a day."""
    found = select(PersonRow.id).where(PersonRow.left_on <= on)
    return tuple(session.scalars(found.order_by(PersonRow.id)))


def person_id_of(session: Session, email_key: str) -> str | None:
    return session.scalar(select(PersonRow.id).where(PersonRow.email_key == email_key))


def add_people(session: Session, people: Iterable[tuple[Person, str]]) -> None:
    """Add people, each with the address as it is compared."""
    session.add_all(
        PersonRow(
            id=person.id,
            name=person.name,
            work_email=person.work_email,
            email_key=email_key,
            joined_on=person.joined_on,
            left_on=person.left_on,
        )
        for person, email_key in people
    )
    session.flush()


def add_membership(session: Session, membership: Membership) -> None:
    session.add(
        MembershipRow(
            person_id=membership.person_id,
            unit_id=membership.unit_id,
            from_on=membership.from_on,
            until_on=membership.until_on,
        )
    )


def begin_roles(session: Session, roles: Iterable[tuple[str, str]], on: date) -> None:
    """Begin roles on a day, each given as person and role."""
    session.add_all(
        RoleRow(person_id=person_id, role=role, from_on=on, until_on=None)
        for person_id, role in roles
    )
    session.flush()


def memberships_of(
    session: Session, person_ids: Sequence[str], from_on: date, until_on: date
) -> tuple[Membership, ...]:
    """Return these people's memberships that held between two days, in order of time."""
    rows = session.scalars(
        select(MembershipRow)
        .where(MembershipRow.person_id.in_(person_ids))
        .where(MembershipRow.from_on < until_on)
        .where(or_(MembershipRow.until_on.is_(None), MembershipRow.until_on > from_on))
        .order_by(MembershipRow.person_id, MembershipRow.from_on)
    )
    return tuple(_as_membership(row) for row in rows)


def home_of(session: Session, person_id: str, on: date) -> str | None:
    """Return the id of a person's home unit on a day."""
    return session.scalar(
        select(MembershipRow.unit_id)
        .where(MembershipRow.person_id == person_id)
        .where(holds(MembershipRow.from_on, MembershipRow.until_on, on))
    )


def begin_leading(session: Session, led: Iterable[tuple[str, str]], on: date) -> None:
    """Begin supervising or managing on a day, each given as person and unit."""
    session.add_all(
        SupervisionRow(person_id=person_id, unit_id=unit_id, from_on=on, until_on=None)
        for person_id, unit_id in led
    )
    session.flush()


def supervised_by(session: Session, person_id: str, on: date) -> tuple[str, ...]:
    """Return the ids of the units a person supervises or manages on a day."""
    return tuple(
        session.scalars(
            select(SupervisionRow.unit_id)
            .where(SupervisionRow.person_id == person_id)
            .where(holds(SupervisionRow.from_on, SupervisionRow.until_on, on))
        )
    )


def leads_of(session: Session, unit_ids: Sequence[str], on: date) -> tuple[str, ...]:
    """Return the ids of the people who supervise or manage one of a few units on a day."""
    return tuple(
        session.scalars(
            select(SupervisionRow.person_id)
            .where(SupervisionRow.unit_id.in_(unit_ids))
            .where(holds(SupervisionRow.from_on, SupervisionRow.until_on, on))
            .distinct()
            .order_by(SupervisionRow.person_id)
        )
    )


def holders_of(session: Session, role: str, on: date) -> tuple[str, ...]:
    """Return the ids of the people who hold a role on a day and work here."""
    return tuple(
        session.scalars(
            select(RoleRow.person_id)
            .join(PersonRow, PersonRow.id == RoleRow.person_id)
            .where(RoleRow.role == role)
            .where(holds(RoleRow.from_on, RoleRow.until_on, on))
            .where(holds(PersonRow.joined_on, PersonRow.left_on, on))
            .distinct()
            .order_by(RoleRow.person_id)
        )
    )


def _roles(session: Session, person_ids: Sequence[str], on: date) -> dict[str, frozenset[str]]:
    rows = session.execute(
        select(RoleRow.person_id, RoleRow.role)
        .where(RoleRow.person_id.in_(person_ids))
        .where(holds(RoleRow.from_on, RoleRow.until_on, on))
    )
    roles: dict[str, set[str]] = {}
    for person_id, role in rows:
        roles.setdefault(person_id, set()).add(role)
    return {person_id: frozenset(held) for person_id, held in roles.items()}


def _as_person(row: PersonRow, roles: frozenset[str]) -> Person:
    return Person(row.id, row.name, row.work_email, roles, row.joined_on, row.left_on)


def _as_unit(row: UnitRow) -> Unit:
    return Unit(row.id, Level(row.level), row.name, row.parent_id, row.opened_on, row.closed_on)


def _as_membership(row: MembershipRow) -> Membership:
    return Membership(row.person_id, row.unit_id, row.from_on, row.until_on)
