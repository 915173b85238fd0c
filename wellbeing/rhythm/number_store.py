"""Questions asked of numbers and codes, and what is written to them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wellbeing.rhythm.number_rows import CodeRow, NumberRow
from wellbeing.rhythm.store import insert_into


def numbers(session: Session, ids: Sequence[bytes]) -> dict[bytes, bytes]:
    """Return sealed numbers by their addresses."""
    rows = session.execute(select(NumberRow.id, NumberRow.sealed).where(NumberRow.id.in_(ids)))
    return {row.id: row.sealed for row in rows}


def keep_number(session: Session, address: bytes, sealed: bytes) -> None:
    new = insert_into(session, NumberRow).values(id=address, sealed=sealed)
    session.execute(new.on_conflict_do_update(index_elements=["id"], set_={"sealed": sealed}))


def forget_number(session: Session, address: bytes) -> None:
    session.execute(delete(NumberRow).where(NumberRow.id == address))


def code(session: Session, address: bytes) -> bytes | None:
    return session.scalar(select(CodeRow.sealed).where(CodeRow.id == address))


def keep_code(session: Session, address: bytes, sealed: bytes, until: date) -> None:
    anew = {"sealed": sealed, "kept_until": until}
    new = insert_into(session, CodeRow).values(id=address, **anew)
    session.execute(new.on_conflict_do_update(index_elements=["id"], set_=anew))


def forget_codes_before(session: Session, day: date) -> None:
    session.execute(delete(CodeRow).where(CodeRow.kept_until < day))


def forget_all(session: Session, ids: Sequence[bytes]) -> None:
    """Remove everything of people who left."""
    session.execute(delete(NumberRow).where(NumberRow.id.in_(ids)))
    session.execute(delete(CodeRow).where(CodeRow.id.in_(ids)))
