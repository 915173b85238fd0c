"""Keeps and finds calls by keyed addresses; it can open none of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Row as Found
from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.orm import Session

from wellbeing.responders.rows import CallReaderRow, CallRow


@dataclass(frozen=True)
class SealedCall:
    """A call as it lies in the database."""

    id: str
    sealed: bytes


_ALL = select(CallRow.id, CallRow.sealed)


def ids(session: Session) -> tuple[str, ...]:
    return tuple(session.scalars(select(CallRow.id)))


def of_owner(session: Session, owner: bytes) -> tuple[SealedCall, ...]:
    return _found(session, _ALL.where(CallRow.owner == owner))


def ids_of_owner(session: Session, owner: bytes) -> tuple[str, ...]:
    return tuple(session.scalars(select(CallRow.id).where(CallRow.owner == owner)))


def to_reader(session: Session, reader: bytes) -> tuple[SealedCall, ...]:
    return _found(session, _addressed(reader))


def for_reader(session: Session, call_id: str, reader: bytes) -> SealedCall | None:
    """Return one call that somebody can open; what is to others is not looked at."""
    return next(iter(_found(session, _addressed(reader).where(CallRow.id == call_id))), None)


def one(session: Session, call_id: str) -> SealedCall | None:
    return next(iter(_found(session, _ALL.where(CallRow.id == call_id))), None)


def add(session: Session, call: SealedCall, owner: bytes, to: Iterable[bytes]) -> None:
    session.execute(insert(CallRow).values(id=call.id, owner=owner, sealed=call.sealed))
    _address(session, call.id, to)


def change(session: Session, call: SealedCall, to: Iterable[bytes]) -> bool:
    """Keep a call as it stands now, open to these alone; False when it is not there any more."""
    changed = update(CallRow).where(CallRow.id == call.id).values(sealed=call.sealed)
    if session.scalar(changed.returning(CallRow.id)) is None:
        return False
    session.execute(delete(CallReaderRow).where(CallReaderRow.call_id == call.id))
    _address(session, call.id, to)
    return True


def remove(session: Session, call_ids: Sequence[str]) -> None:
    session.execute(delete(CallRow).where(CallRow.id.in_(list(call_ids))))


def forget_reader(session: Session, reader: bytes) -> None:
    session.execute(delete(CallReaderRow).where(CallReaderRow.reader == reader))


def _address(session: Session, call_id: str, to: Iterable[bytes]) -> None:
    rows = [{"call_id": call_id, "reader": reader} for reader in to]
    if rows:
        session.execute(insert(CallReaderRow), rows)


def _addressed(reader: bytes) -> "Select[str, bytes]":
    joined = CallReaderRow.call_id == CallRow.id
    return _ALL.join(CallReaderRow, joined).where(CallReaderRow.reader == reader)


def _found(session: Session, asked: "Select[str, bytes]") -> tuple[SealedCall, ...]:
    rows: Sequence[Found[str, bytes]] = session.execute(asked).all()
    return tuple(SealedCall(row.id, row.sealed) for row in rows)
