"""The sealed rows of kits and of drafts; from outside one cannot tell which is which, or whose."""

from sqlalchemy import LargeBinary, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, SENSITIVE


class KitRow(Row):
    """A person's whole kit, or the draft of one page, sealed with their own key."""

    __tablename__ = "first_aid_kit"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


def sealed_at(session: Session, row_id: bytes) -> bytes | None:
    return session.scalar(select(KitRow.sealed).where(KitRow.id == row_id))


def sealed_to_change(session: Session, row_id: bytes) -> bytes | None:
    """Return the value and hold its row, so that no other window changes it before we do."""
    return session.scalar(select(KitRow.sealed).where(KitRow.id == row_id).with_for_update())


def put(session: Session, row_id: bytes, sealed: bytes) -> None:
    row = session.get(KitRow, row_id)
    if row is None:
        session.add(KitRow(id=row_id, sealed=sealed))
    else:
        row.sealed = sealed
    session.flush()


def remove(session: Session, row_id: bytes) -> None:
    session.execute(delete(KitRow).where(KitRow.id == row_id))
