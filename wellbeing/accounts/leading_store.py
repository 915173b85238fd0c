"""Which units somebody leads at all, asked of the table of who supervises what."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellbeing.accounts.rows import PersonRow, SupervisionRow
from wellbeing.accounts.store import holds


def led_units(session: Session, on: date) -> frozenset[str]:
    """Return the ids of all units that somebody who works here supervises or manages on a day."""
    return frozenset(
        session.scalars(
            select(SupervisionRow.unit_id)
            .join(PersonRow, PersonRow.id == SupervisionRow.person_id)
            .where(holds(SupervisionRow.from_on, SupervisionRow.until_on, on))
            .where(holds(PersonRow.joined_on, PersonRow.left_on, on))
            .distinct()
        )
    )
