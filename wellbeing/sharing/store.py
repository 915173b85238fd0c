"""Keeps and finds what is shared by keyed addresses; it can open none of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row as Found
from sqlalchemy import Select, case, delete, insert, select, update
from sqlalchemy.orm import Session

from wellbeing.sharing.rows import SharedRow


@dataclass(frozen=True)
class SealedShare:
    """What is shared as it lies in the database."""

    id: str
    owner: bytes
    reader: bytes | None
    sealed: bytes
    words: bytes | None
    until: date


_SHARES = select(
    SharedRow.id,
    SharedRow.owner,
    SharedRow.reader,
    SharedRow.sealed,
    SharedRow.words,
    SharedRow.until,
)
_Asked = Select[str, bytes, bytes | None, bytes, bytes | None, date]
_Row = Found[str, bytes, bytes | None, bytes, bytes | None, date]


def of_owner(session: Session, owner: bytes) -> tuple[SealedShare, ...]:
    return _shares(session, _SHARES.where(SharedRow.owner == owner))


def of_reader(session: Session, reader: bytes, today: date) -> tuple[SealedShare, ...]:
    """Return what somebody may open today."""
    mine = SharedRow.reader == reader
    return _shares(session, _SHARES.where(mine, SharedRow.until >= today))


def for_reader(session: Session, share_id: str, reader: bytes, today: date) -> SealedShare | None:
    """Return one thing that somebody may open today; what is another's is not looked at."""
    mine = _SHARES.where(SharedRow.id == share_id, SharedRow.reader == reader)
    found = _shares(session, mine.where(SharedRow.until >= today))
    return found[0] if found else None


def add(session: Session, share: SealedShare) -> None:
    session.execute(insert(SharedRow).values(**vars(share)))


def change(session: Session, share_id: str, sealed: bytes) -> None:
    session.execute(update(SharedRow).where(SharedRow.id == share_id).values(sealed=sealed))


def end(session: Session, share_id: str, sealed: bytes, today: date) -> None:
    """From now on nobody is its reader."""
    session.execute(
        update(SharedRow)
        .where(SharedRow.id == share_id)
        .values(sealed=sealed, reader=None, until=today)
    )


def end_everything(session: Session, today: date) -> None:
    """From now on nobody is a reader of anything; what had ended before keeps its day."""
    over = SharedRow.until < today
    session.execute(
        update(SharedRow)
        .where(SharedRow.reader.is_not(None))
        .values(reader=None, until=case((over, SharedRow.until), else_=today))
    )


def without_words(session: Session, share_ids: Sequence[str]) -> None:
    """Let the words of what has ended be gone."""
    session.execute(
        update(SharedRow).where(SharedRow.id.in_(list(share_ids))).values(reader=None, words=None)
    )


def ended_with_words(session: Session, today: date, most: int) -> tuple[str, ...]:
    """Return what has ended while its words are still there."""
    ended = (SharedRow.until < today) | SharedRow.reader.is_(None)
    found = select(SharedRow.id).where(ended, SharedRow.words.is_not(None)).limit(most)
    return tuple(session.scalars(found))


def over(session: Session, day: date, most: int) -> tuple[str, ...]:
    """Return what ended on a day or before."""
    return tuple(session.scalars(select(SharedRow.id).where(SharedRow.until <= day).limit(most)))


def owners(session: Session) -> tuple[tuple[str, bytes], ...]:
    """Return everything with the address of whose it is."""
    return tuple(
        (row.id, row.owner) for row in session.execute(select(SharedRow.id, SharedRow.owner))
    )


def remove(session: Session, share_ids: Sequence[str]) -> None:
    session.execute(delete(SharedRow).where(SharedRow.id.in_(list(share_ids))))


def _shares(session: Session, asked: _Asked) -> tuple[SealedShare, ...]:
    rows: Sequence[_Row] = session.execute(asked).all()
    return tuple(SealedShare(*row) for row in rows)
