"""Keeps, changes and finds the secrets behind private calendar addresses."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wellbeing.rhythm.feed_rows import FeedRow
from wellbeing.rhythm.store import insert_into


def secret_of(session: Session, rhythm_id: bytes) -> bytes | None:
    return session.scalar(select(FeedRow.secret).where(FeedRow.rhythm_id == rhythm_id))


def owner_of(session: Session, secret: bytes) -> bytes | None:
    """Return the row whose calendar a secret opens; None once it was ended or made anew."""
    return session.scalar(select(FeedRow.rhythm_id).where(FeedRow.secret == secret))


def add(session: Session, rhythm_id: bytes, secret: bytes) -> None:
    """Keep a secret where there is none yet; one that is there stays."""
    new = insert_into(session, FeedRow).values(rhythm_id=rhythm_id, secret=secret)
    session.execute(new.on_conflict_do_nothing())


def remove(session: Session, rhythm_id: bytes) -> None:
    session.execute(delete(FeedRow).where(FeedRow.rhythm_id == rhythm_id))
