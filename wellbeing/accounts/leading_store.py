"""Which units somebody leads at all, asked of the table of who supervises what."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from wellbeing.accounts.rows import PersonRow, SupervisionRow
from wellbeing.accounts.store import holds


def led_units(session: Session, on: date) -> frozenset[str]:
    """Return the ids of all units that somebody who works here supervises or manages on a day."""
    return frozenset(session.scalars(_led(on).distinct()))


def is_led(session: Session, unit_id: str, on: date) -> bool:
    """Say whether somebody who works here supervises or manages a unit on a day."""
    found = session.scalar(_led(on).where(SupervisionRow.unit_id == unit_id).limit(1))
    return found is not None


def _led(on: date) -> Select[Any]:
    return (
        select(SupervisionRow.unit_id)
        .join(PersonRow, PersonRow.id == SupervisionRow.person_id)
        .where(holds(SupervisionRow.from_on, SupervisionRow.until_on, on))
        .where(holds(PersonRow.joined_on, PersonRow.left_on, on))
    )
