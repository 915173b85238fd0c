"""Questions asked of numbers and codes, and what is written to them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wellbeing.rhythm.number_rows import CodeRow, NumberRow
from wellbeing.rhythm.store import insert_into


def numbers(session: Session, ids: Sequence[bytes]) -> dict[bytes, bytes]:
    """Return sealed numbers by the address of their person's wish."""
    rows = session.execute(
        select(NumberRow.rhythm_id, NumberRow.sealed).where(NumberRow.rhythm_id.in_(ids))
    )
    return {row.rhythm_id: row.sealed for row in rows}


def keep_number(session: Session, rhythm_id: bytes, sealed: bytes) -> None:
    new = insert_into(session, NumberRow).values(rhythm_id=rhythm_id, sealed=sealed)
    session.execute(
        new.on_conflict_do_update(index_elements=["rhythm_id"], set_={"sealed": sealed})
    )


def forget_number(session: Session, rhythm_id: bytes) -> None:
    session.execute(delete(NumberRow).where(NumberRow.rhythm_id == rhythm_id))


def code(session: Session, rhythm_id: bytes) -> bytes | None:
    return session.scalar(select(CodeRow.sealed).where(CodeRow.rhythm_id == rhythm_id))


def keep_code(session: Session, rhythm_id: bytes, sealed: bytes, until: date) -> None:
    anew = {"sealed": sealed, "kept_until": until}
    new = insert_into(session, CodeRow).values(rhythm_id=rhythm_id, **anew)
    session.execute(new.on_conflict_do_update(index_elements=["rhythm_id"], set_=anew))


def forget_codes_before(session: Session, day: date) -> None:
    session.execute(delete(CodeRow).where(CodeRow.kept_until < day))
