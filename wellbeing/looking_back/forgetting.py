"""Removes everything a person wrote for themselves, when they have it deleted."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from wellbeing.database import in_chunks
from wellbeing.looking_back.places import SHEET, SWITCH, note_of
from wellbeing.looking_back.store import OwnPaperRow
from wellbeing.retention import DAYS_OF_A_WEEK, kept
from wellbeing.sealed import Vault
from wellbeing.week import Week

# No setting lets a note be kept for longer; those that are there keep the day they were given.
MOST_WEEKS = kept("answers").most // DAYS_OF_A_WEEK


def forget_person(session: Session, vault: Vault, person_id: str) -> None:
    """Remove a person's notes, sheet and switch, also what waits to be brought back."""
    addresses = [
        one.address(vault, person_id)
        for place in (SWITCH, SHEET, *(note_of(week) for week in _weeks_in(session)))
        for one in (place, *place.deleted)
    ]
    for chunk in in_chunks(addresses):
        session.execute(delete(OwnPaperRow).where(OwnPaperRow.id.in_(list(chunk))))


def _weeks_in(session: Session) -> Iterator[Week]:
    """Give every week of which somebody can have a note: a row says only until when it is kept."""
    until_when = OwnPaperRow.kept_until
    ends = (select(end(until_when)).where(until_when < date.max) for end in (func.min, func.max))
    first, last = (session.scalar(end) for end in ends)
    if first is None or last is None:
        return
    week, until = Week.of(first).plus(-MOST_WEEKS - 1), Week.of(last)
    while week <= until:
        yield week
        week = week.plus(1)
