"""Where very many people are written to."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellbeing.accounts.rows import PersonRow
from wellbeing.accounts.store import holds
from wellbeing.at_once import is_among
from wellbeing.database import in_chunks


def addresses(session: Session, person_ids: Sequence[str], on: date) -> dict[str, str]:
    """Return the address of each of these people who works here on a day, by their id."""
    found: dict[str, str] = {}
    here = holds(PersonRow.joined_on, PersonRow.left_on, on)
    for chunk in in_chunks(person_ids):
        rows = select(PersonRow.id, PersonRow.work_email)
        asked = rows.where(is_among(session, PersonRow.id, chunk), here)
        found |= {row.id: row.work_email for row in session.execute(asked)}
    return found
