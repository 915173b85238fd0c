"""The sealed rows of what people write for themselves; none says whose it is, only how long it is kept."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import LargeBinary, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing.database import KEYED, Row, in_chunks
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE


class OwnPaperRow(Row):
    """A note, a sheet or the switch of notes, sealed with its person's own key."""

    __tablename__ = "own_paper"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    kept_until: Mapped[date] = mapped_column(index=True, info=ORDINARY)


def sealed_at(session: Session, row_ids: Sequence[bytes], today: date) -> dict[bytes, bytes]:
    """Return what lies at these addresses, unless its time is over."""
    found: dict[bytes, bytes] = {}
    for chunk in in_chunks(row_ids):
        rows = session.execute(
            select(OwnPaperRow.id, OwnPaperRow.sealed).where(
                OwnPaperRow.id.in_(list(chunk)), OwnPaperRow.kept_until >= today
            )
        )
        found |= {row.id: row.sealed for row in rows}
    return found


def put(session: Session, row_id: bytes, sealed: bytes, kept_until: date) -> None:
    session.merge(OwnPaperRow(id=row_id, sealed=sealed, kept_until=kept_until))
    session.flush()


def remove(session: Session, row_id: bytes) -> None:
    session.execute(delete(OwnPaperRow).where(OwnPaperRow.id == row_id))


def remove_before(session: Session, today: date) -> None:
    session.execute(delete(OwnPaperRow).where(OwnPaperRow.kept_until < today))
