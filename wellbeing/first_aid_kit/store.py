"""The sealed rows of kits; from outside one cannot tell which is which, or whose."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import LargeBinary, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE


class KitRow(Row):
    """A person's whole kit, or what is being typed on one page, sealed with their own key."""

    __tablename__ = "first_aid_kit"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


class KeptRow(Row):
    """A page as it was, or a line that was taken out, until the day on which it goes for good."""

    __tablename__ = "kit_kept_back"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    gone_on: Mapped[date] = mapped_column(index=True, info=ORDINARY)


def sealed_at(session: Session, row_id: bytes) -> bytes | None:
    return session.scalar(select(KitRow.sealed).where(KitRow.id == row_id))


def sealed_to_change(session: Session, row_id: bytes) -> bytes | None:
    """Return the value and hold its row, so that no other window changes it before we do."""
    return session.scalar(select(KitRow.sealed).where(KitRow.id == row_id).with_for_update())


def present(session: Session, row_ids: Iterable[bytes]) -> frozenset[bytes]:
    """Return which of these rows there are."""
    return frozenset(session.scalars(select(KitRow.id).where(KitRow.id.in_(list(row_ids)))))


def put(session: Session, row_id: bytes, sealed: bytes) -> None:
    row = session.get(KitRow, row_id)
    if row is None:
        session.add(KitRow(id=row_id, sealed=sealed))
    else:
        row.sealed = sealed
    session.flush()


def remove(session: Session, row_id: bytes) -> None:
    session.execute(delete(KitRow).where(KitRow.id == row_id))


def kept_at(session: Session, row_ids: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return what is kept at these addresses; of one section there are few enough to ask at once."""
    wanted = select(KeptRow.id, KeptRow.sealed).where(KeptRow.id.in_(list(row_ids)))
    return {row.id: row.sealed for row in session.execute(wanted)}


def keep_back(session: Session, row_id: bytes, sealed: bytes, gone_on: date) -> None:
    session.execute(delete(KeptRow).where(KeptRow.id == row_id))
    session.add(KeptRow(id=row_id, sealed=sealed, gone_on=gone_on))
    session.flush()


def let_go(session: Session, row_ids: Iterable[bytes]) -> None:
    session.execute(delete(KeptRow).where(KeptRow.id.in_(list(row_ids))))


def forget_kept(session: Session, today: date) -> None:
    session.execute(delete(KeptRow).where(KeptRow.gone_on <= today))
