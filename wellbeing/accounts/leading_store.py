"""Which units somebody leads at all, and which a person acts for, asked of the database itself."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from wellbeing.accounts.people import Level, Unit
from wellbeing.accounts.rows import PersonRow, SupervisionRow, UnitRow
from wellbeing.accounts.store import holds
from wellbeing.database import in_chunks

Asked = Select[Any]


def acted_for(session: Session, own: Sequence[str], on: date, most: int | None) -> tuple[Unit, ...]:
    """Return the open ones of these units, and what lies within them without anybody of its own.

    It goes down level by level, and no further than asked: no other branch is read, and never more
    than so many units of a level, however large the organisation is.
    """
    is_free = ~_led(on).where(SupervisionRow.unit_id == UnitRow.id).exists()
    found: dict[str, Unit] = {}
    for level in Level:
        room = None if most is None else most - len(found)
        if room == 0:
            break
        at = _at(level, on, room)
        here = {
            *_among(session, at, UnitRow.id, own),
            *_among(session, at.where(is_free), UnitRow.parent_id, tuple(found)),
        }
        ordered = sorted(here, key=lambda unit: (unit.name, unit.id))
        found |= {unit.id: unit for unit in ordered[:room]}
    return tuple(found.values())


def is_led(session: Session, unit_id: str, on: date) -> bool:
    """Say whether somebody who works here supervises or manages a unit on a day."""
    found = session.scalar(_led(on).where(SupervisionRow.unit_id == unit_id).limit(1))
    return found is not None


def _at(level: Level, on: date, most: int | None) -> Asked:
    # Columns, not rows: thousands of units are no objects to be kept track of.
    named = select(UnitRow.id, UnitRow.level, UnitRow.name, UnitRow.parent_id)
    return (
        named.add_columns(UnitRow.opened_on, UnitRow.closed_on)
        .where(UnitRow.level == level)
        .where(holds(UnitRow.opened_on, UnitRow.closed_on, on))
        .order_by(UnitRow.name, UnitRow.id)
        .limit(most)
    )


def _among(
    session: Session,
    asked: Asked,
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
    values: Sequence[str],
) -> Iterator[Unit]:
    for some in in_chunks(values):
        for row in session.execute(asked.where(column.in_(some))):
            held = (row.opened_on, row.closed_on)
            yield Unit(row.id, Level(row.level), row.name, row.parent_id, *held)


def _led(on: date) -> Select[Any]:
    return (
        select(SupervisionRow.unit_id)
        .join(PersonRow, PersonRow.id == SupervisionRow.person_id)
        .where(holds(SupervisionRow.from_on, SupervisionRow.until_on, on))
        .where(holds(PersonRow.joined_on, PersonRow.left_on, on))
    )
