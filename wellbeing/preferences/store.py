"""The sealed rows of preferences; from outside one cannot tell what was chosen, or by whom."""

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


class PreferenceRow(Row):
    """Something else that one person prefers, sealed: when it is safe to reach them, how they are asked."""

    __tablename__ = "own_preference"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


Kind = type[LookRow] | type[PreferenceRow]


def sealed_at(session: Session, row_id: bytes, kind: Kind = LookRow) -> bytes | None:
    return session.scalar(select(kind.sealed).where(kind.id == row_id))


def put(session: Session, row_id: bytes, sealed: bytes, kind: Kind = LookRow) -> None:
    session.merge(kind(id=row_id, sealed=sealed))
    session.flush()


def remove(session: Session, row_id: bytes, kind: Kind = LookRow) -> None:
    session.execute(delete(kind).where(kind.id == row_id))
