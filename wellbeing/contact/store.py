"""Keeps and finds the sealed papers of cases; it can open none of them."""

from collections.abc import Sequence

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from wellbeing.contact.rows import PaperRow


def papers_of(session: Session, request_ids: Sequence[str]) -> dict[str, bytes]:
    """Return the sealed papers of these cases; a case without papers is left out."""
    found = session.execute(
        select(PaperRow.request_id, PaperRow.sealed).where(
            PaperRow.request_id.in_(list(request_ids))
        )
    )
    return {row.request_id: row.sealed for row in found}


def keep(session: Session, request_id: str, sealed: bytes, *, is_new: bool) -> None:
    if is_new:
        session.execute(insert(PaperRow).values(request_id=request_id, sealed=sealed))
    else:
        session.execute(
            update(PaperRow).where(PaperRow.request_id == request_id).values(sealed=sealed)
        )
