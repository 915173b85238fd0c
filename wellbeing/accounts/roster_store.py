"""Questions an import asks of the tables of people and units, and what it changes or ends in them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from wellbeing.accounts.rows import MembershipRow, PersonRow, RoleRow, SupervisionRow, UnitRow
from wellbeing.accounts.store import holds
from wellbeing.database import in_chunks


def homes(session: Session, on: date) -> dict[str, str]:
    """Return everybody's home unit on a day, by ids."""
    rows = session.execute(
        select(MembershipRow.person_id, MembershipRow.unit_id).where(
            holds(MembershipRow.from_on, MembershipRow.until_on, on)
        )
    )
    return {row.person_id: row.unit_id for row in rows}


def led(session: Session, on: date) -> frozenset[tuple[str, str]]:
    """Return who supervises or manages which unit on a day, by ids."""
    rows = session.execute(
        select(SupervisionRow.person_id, SupervisionRow.unit_id).where(
            holds(SupervisionRow.from_on, SupervisionRow.until_on, on)
        )
    )
    return frozenset((row.person_id, row.unit_id) for row in rows)


def close_units(session: Session, unit_ids: Sequence[str], on: date) -> None:
    for chunk in in_chunks(unit_ids):
        session.execute(update(UnitRow).where(UnitRow.id.in_(chunk)).values(closed_on=on))


def rename_person(session: Session, person_id: str, name: str) -> None:
    session.execute(update(PersonRow).where(PersonRow.id == person_id).values(name=name))


def leave(session: Session, person_ids: Sequence[str], on: date) -> None:
    """Let people leave on a day: nothing of theirs holds from then on, and the address is free."""
    for chunk in in_chunks(person_ids):
        people = update(PersonRow).where(PersonRow.id.in_(chunk))
        session.execute(people.values(left_on=on, email_key=None))
        for table in (MembershipRow, RoleRow, SupervisionRow):
            running = update(table).where(table.person_id.in_(chunk), table.until_on.is_(None))
            session.execute(running.values(until_on=on))


def place(session: Session, person_id: str, unit_id: str, on: date) -> None:
    """Give a person a new home from a day on; a home given on the same day gives way."""
    mine = MembershipRow.person_id == person_id
    session.execute(delete(MembershipRow).where(mine, MembershipRow.from_on == on))
    session.execute(
        update(MembershipRow).where(mine, MembershipRow.until_on.is_(None)).values(until_on=on)
    )
    session.add(MembershipRow(person_id=person_id, unit_id=unit_id, from_on=on, until_on=None))
    session.flush()


def end_roles(session: Session, roles: Sequence[tuple[str, str]], on: date) -> None:
    """End roles on a day; one that began on the same day never was."""
    for person_id, role in roles:
        mine = (RoleRow.person_id == person_id) & (RoleRow.role == role)
        session.execute(delete(RoleRow).where(mine, RoleRow.from_on == on))
        running = update(RoleRow).where(mine, RoleRow.until_on.is_(None))
        session.execute(running.values(until_on=on))


def end_leading(session: Session, led: Sequence[tuple[str, str]], on: date) -> None:
    """End supervising or managing on a day; what began on the same day never was."""
    for person_id, unit_id in led:
        mine = (SupervisionRow.person_id == person_id) & (SupervisionRow.unit_id == unit_id)
        session.execute(delete(SupervisionRow).where(mine, SupervisionRow.from_on == on))
        running = update(SupervisionRow).where(mine, SupervisionRow.until_on.is_(None))
        session.execute(running.values(until_on=on))
