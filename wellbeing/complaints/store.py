"""Keeps and finds complaints by keyed addresses; it can open none of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row as Found
from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.orm import Session

from wellbeing.complaints.rows import ComplaintReaderRow, ComplaintRow


@dataclass(frozen=True)
class SealedComplaint:
    """A complaint as it lies in the database."""

    id: str
    sealed: bytes


_ALL = select(ComplaintRow.id, ComplaintRow.sealed)
_OPEN = ComplaintRow.remove_on.is_(None)


def of_owner(session: Session, owner: bytes) -> tuple[SealedComplaint, ...]:
    return _found(session, _ALL.where(ComplaintRow.owner == owner))


def own(session: Session, complaint_id: str, owner: bytes) -> SealedComplaint | None:
    mine = _ALL.where(ComplaintRow.id == complaint_id, ComplaintRow.owner == owner)
    return next(iter(_found(session, mine)), None)


def to_reader(session: Session, reader: bytes) -> tuple[SealedComplaint, ...]:
    return _found(session, _addressed(reader))


def for_reader(session: Session, complaint_id: str, reader: bytes) -> SealedComplaint | None:
    """Return one complaint that is addressed to somebody; what is to others is not looked at."""
    found = _found(session, _addressed(reader).where(ComplaintRow.id == complaint_id))
    return next(iter(found), None)


def open_ids(session: Session) -> tuple[str, ...]:
    return tuple(session.scalars(select(ComplaintRow.id).where(_OPEN)))


def one(session: Session, complaint_id: str) -> SealedComplaint | None:
    return next(iter(_found(session, _ALL.where(ComplaintRow.id == complaint_id))), None)


def is_there(session: Session, complaint_id: str) -> bool:
    return one(session, complaint_id) is not None


def add(
    session: Session,
    complaint: SealedComplaint,
    owner: bytes,
    to: Iterable[bytes],
    remove_on: date | None = None,
) -> None:
    row = {"id": complaint.id, "owner": owner, "sealed": complaint.sealed, "remove_on": remove_on}
    session.execute(insert(ComplaintRow).values(**row))
    _address(session, complaint.id, to)


def change(session: Session, complaint: SealedComplaint, remove_on: date | None = None) -> bool:
    """Keep a complaint as it stands now; with a day, it is over and goes on that day.

    False when it is not there any more.
    """
    values: dict[str, object] = {"sealed": complaint.sealed}
    if remove_on is not None:
        values["remove_on"] = remove_on
    changed = update(ComplaintRow).where(ComplaintRow.id == complaint.id).values(**values)
    return session.scalar(changed.returning(ComplaintRow.id)) is not None


def readdress(session: Session, complaint_id: str, to: Iterable[bytes]) -> None:
    """Let these read it, and nobody else."""
    addressed = ComplaintReaderRow.complaint_id == complaint_id
    session.execute(delete(ComplaintReaderRow).where(addressed))
    _address(session, complaint_id, to)


def take_out(session: Session, owner: bytes) -> tuple[SealedComplaint, ...]:
    """Remove all of an owner and return them: as they were last, where one was just being changed."""
    gone = delete(ComplaintRow).where(ComplaintRow.owner == owner)
    rows = session.execute(gone.returning(ComplaintRow.id, ComplaintRow.sealed)).all()
    return tuple(SealedComplaint(row.id, row.sealed) for row in rows)


def over(session: Session, today: date, most: int) -> tuple[str, ...]:
    asked = select(ComplaintRow.id).where(ComplaintRow.remove_on <= today).limit(most)
    return tuple(session.scalars(asked))


def remove(session: Session, complaint_ids: Sequence[str]) -> None:
    session.execute(delete(ComplaintRow).where(ComplaintRow.id.in_(list(complaint_ids))))


def _address(session: Session, complaint_id: str, to: Iterable[bytes]) -> None:
    rows = [{"complaint_id": complaint_id, "reader": reader} for reader in to]
    if rows:
        session.execute(insert(ComplaintReaderRow), rows)


def _addressed(reader: bytes) -> "Select[str, bytes]":
    joined = ComplaintReaderRow.complaint_id == ComplaintRow.id
    return _ALL.join(ComplaintReaderRow, joined).where(ComplaintReaderRow.reader == reader)


def _found(session: Session, asked: "Select[str, bytes]") -> tuple[SealedComplaint, ...]:
    rows: Sequence[Found[str, bytes]] = session.execute(asked).all()
    return tuple(SealedComplaint(row.id, row.sealed) for row in rows)
