"""The sealed rows of looks; from outside one cannot tell what was chosen, or by whom."""

from sqlalchemy import LargeBinary, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, SENSITIVE


class LookRow(Row):
    """How pages look for one person, sealed: an adjustment can tell of a disability."""

    __tablename__ = "own_look"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


def sealed_at(session: Session, row_id: bytes) -> bytes | None:
    return session.scalar(select(LookRow.sealed).where(LookRow.id == row_id))


def put(session: Session, row_id: bytes, sealed: bytes) -> None:
    session.merge(LookRow(id=row_id, sealed=sealed))
    session.flush()


def remove(session: Session, row_id: bytes) -> None:
    session.execute(delete(LookRow).where(LookRow.id == row_id))
