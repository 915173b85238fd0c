"""Keeps and finds sealed values of the check-in tables by their address."""

from datetime import date
from typing import cast

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from wellbeing.checkins.rows import ConsentRow, DraftRow, LaterByLinkRow, SentByLinkRow

# Every submit removes a draft: said of the table, not of its rows, it takes half the time.
_DRAFTS = cast(Table, DraftRow.__table__)


def consent(session: Session, row_id: bytes) -> bytes | None:
    return session.scalar(select(ConsentRow.sealed).where(ConsentRow.id == row_id))


def keep_consent(session: Session, row_id: bytes, sealed: bytes) -> None:
    session.merge(ConsentRow(id=row_id, sealed=sealed))


def draft(session: Session, row_id: bytes, today: date) -> bytes | None:
    """Return a draft whose time is not over."""
    row = session.get(DraftRow, row_id)
    return None if row is None or row.kept_until < today else row.sealed


def keep_draft(session: Session, row_id: bytes, sealed: bytes, kept_until: date) -> None:
    """Change a draft or add it, also when the timetable removes the old one at this moment."""
    values = {"sealed": sealed, "kept_until": kept_until}
    changed = session.connection().execute(
        update(_DRAFTS).where(_DRAFTS.c.id == row_id).values(values)
    )
    if changed.rowcount == 0:
        session.connection().execute(insert(_DRAFTS).values(id=row_id, **values))


def remove_draft(session: Session, row_id: bytes) -> None:
    session.execute(delete(_DRAFTS).where(_DRAFTS.c.id == row_id))


def remove_drafts_before(session: Session, today: date) -> None:
    session.execute(delete(DraftRow).where(DraftRow.kept_until < today))


def later_by_link(session: Session, row_id: bytes) -> bytes | None:
    return session.scalar(select(LaterByLinkRow.sealed).where(LaterByLinkRow.id == row_id))


def keep_later_by_link(session: Session, row_id: bytes, sealed: bytes, kept_until: date) -> None:
    """Keep the newest; the one before it is gone."""
    session.execute(delete(LaterByLinkRow).where(LaterByLinkRow.id == row_id))
    values = {"id": row_id, "sealed": sealed, "kept_until": kept_until}
    session.execute(insert(LaterByLinkRow).values(values))


def remove_later_by_link(session: Session, row_id: bytes) -> None:
    session.execute(delete(LaterByLinkRow).where(LaterByLinkRow.id == row_id))


def sent_by_link(session: Session, row_id: bytes, day: date) -> int:
    """Return how often a link was sent with on a day."""
    row = SentByLinkRow
    return session.scalar(select(row.times).where(row.id == row_id, row.day == day)) or 0


def count_by_link(session: Session, row_id: bytes, day: date, times: int) -> None:
    session.execute(delete(SentByLinkRow).where(SentByLinkRow.id == row_id))
    session.execute(insert(SentByLinkRow).values(id=row_id, day=day, times=times))


def remove_by_link_before(session: Session, today: date) -> None:
    session.execute(delete(LaterByLinkRow).where(LaterByLinkRow.kept_until < today))
    session.execute(delete(SentByLinkRow).where(SentByLinkRow.day < today))
