"""Keeps and finds sealed values of the check-in tables by their address."""

from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from wellbeing.checkins.rows import ConsentRow, DisagreementRow, DraftRow


def consent(session: Session, row_id: bytes) -> bytes | None:
    row = session.get(ConsentRow, row_id)
    return None if row is None else row.sealed


def keep_consent(session: Session, row_id: bytes, sealed: bytes) -> None:
    session.merge(ConsentRow(id=row_id, sealed=sealed))


def draft(session: Session, row_id: bytes, today: date) -> bytes | None:
    """Return a draft whose time is not over."""
    row = session.get(DraftRow, row_id)
    return None if row is None or row.kept_until < today else row.sealed


def keep_draft(session: Session, row_id: bytes, sealed: bytes, kept_until: date) -> None:
    session.merge(DraftRow(id=row_id, sealed=sealed, kept_until=kept_until))


def remove_draft(session: Session, row_id: bytes) -> None:
    session.execute(delete(DraftRow).where(DraftRow.id == row_id))


def remove_drafts_before(session: Session, today: date) -> None:
    session.execute(delete(DraftRow).where(DraftRow.kept_until < today))


def disagreement(session: Session, row_id: bytes) -> bytes | None:
    row = session.get(DisagreementRow, row_id)
    return None if row is None else row.sealed


def keep_disagreement(session: Session, row_id: bytes, sealed: bytes) -> None:
    session.merge(DisagreementRow(id=row_id, sealed=sealed))
