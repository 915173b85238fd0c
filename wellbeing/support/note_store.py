"""Keeps sealed notes of cases, and words to a contact; it can open none of them."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from wellbeing.support.rows import NoteRow, WordRow


def of_requests(
    session: Session, request_ids: Sequence[str]
) -> dict[str, tuple[tuple[int, bytes], ...]]:
    """Return the notes of these requests by number; a request without a note is left out."""
    if not request_ids:
        return {}
    asked = (
        select(NoteRow.request_id, NoteRow.number, NoteRow.sealed)
        .where(NoteRow.request_id.in_(list(request_ids)))
        .order_by(NoteRow.number)
    )
    found: dict[str, list[tuple[int, bytes]]] = defaultdict(list)
    for row in session.execute(asked):
        found[row.request_id].append((row.number, row.sealed))
    return {each: tuple(notes) for each, notes in found.items()}


def put(session: Session, request_id: str, number: int, sealed: bytes) -> None:
    """Keep a note under its number, in place of what stood there."""
    place = (NoteRow.request_id == request_id, NoteRow.number == number)
    held = session.scalars(select(NoteRow.number).where(*place)).first()
    if held is None:
        values = {"request_id": request_id, "number": number, "sealed": sealed}
        session.execute(insert(NoteRow).values(**values))
    else:
        session.execute(update(NoteRow).where(*place).values(sealed=sealed))


def remove(session: Session, request_id: str, number: int) -> None:
    place = (NoteRow.request_id == request_id, NoteRow.number == number)
    session.execute(delete(NoteRow).where(*place))


def put_word(session: Session, request_id: str, contact: bytes, sealed: bytes) -> None:
    """Keep what a person says to the contact of a closed case, in place of what they said before."""
    take_word_away(session, request_id)
    session.execute(insert(WordRow).values(request_id=request_id, contact=contact, sealed=sealed))


def take_word_away(session: Session, request_id: str) -> None:
    session.execute(delete(WordRow).where(WordRow.request_id == request_id))


def words_to(session: Session, contact: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return what was said to a contact, with the request it is about."""
    asked = select(WordRow.request_id, WordRow.sealed).where(WordRow.contact == contact)
    return tuple((row.request_id, row.sealed) for row in session.execute(asked))
