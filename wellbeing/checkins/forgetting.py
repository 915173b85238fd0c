"""Removes what checking in keeps of one person beside their answers, when they have it deleted."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from wellbeing.checkins.by_link import KIND, SENT
from wellbeing.checkins.rows import ConsentRow, DraftRow, LaterByLinkRow, SentByLinkRow
from wellbeing.checkins.said_ahead import Folder
from wellbeing.checkins.service import CONSENT, DRAFT
from wellbeing.database import in_chunks
from wellbeing.rhythm import service as rhythm
from wellbeing.sealed import Vault
from wellbeing.week import Week

# A draft, and what came by a link, is of a week at most so long before the day until it is kept.
LONGEST_AFTER = timedelta(weeks=3)


def forget_person(session: Session, vault: Vault, person_id: str) -> tuple[str, ...]:
    """Remove a person's consent, what they have not sent or said ahead, and what came by their links.

    Return the name of the data key of what was said ahead, to be destroyed.
    """
    consent = vault.row_key(CONSENT, person_id)
    session.execute(delete(ConsentRow).where(ConsentRow.id == consent))
    link = rhythm.address_of(vault, person_id).hex()
    places: tuple[tuple[Any, InstrumentedAttribute[date], str, str], ...] = (
        (DraftRow, DraftRow.kept_until, DRAFT, person_id),
        (LaterByLinkRow, LaterByLinkRow.kept_until, KIND, person_id),
        (SentByLinkRow, SentByLinkRow.day, SENT, link),
    )
    for row, day, kind, whose in places:
        addresses = [vault.row_key(kind, whose, str(week)) for week in _weeks(session, day)]
        for chunk in in_chunks(addresses):
            session.execute(delete(row).where(row.id.in_(list(chunk))))
    return (Folder(session, vault).forget(person_id),)


def _weeks(session: Session, column: InstrumentedAttribute[date]) -> Iterator[Week]:
    """Give every week of which a row can be; a row says only a day."""
    first, last = (session.scalar(select(end(column))) for end in (func.min, func.max))
    if first is None or last is None:
        return
    week = Week.of(first - LONGEST_AFTER)
    while week <= Week.of(last):
        yield week
        week = week.plus(1)
