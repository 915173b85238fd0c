"""Keeps and finds the sealed choices of screens by their address."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wellbeing.screens.rows import OptInRow


def opt_in(session: Session, row_id: bytes) -> bytes | None:
    return session.scalar(select(OptInRow.sealed).where(OptInRow.id == row_id))


def keep_opt_in(session: Session, row_id: bytes, sealed: bytes) -> None:
    session.merge(OptInRow(id=row_id, sealed=sealed))


def remove_opt_in(session: Session, row_id: bytes) -> None:
    session.execute(delete(OptInRow).where(OptInRow.id == row_id))
