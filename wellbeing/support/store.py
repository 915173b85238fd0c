"""Keeps and finds sealed cases by keyed addresses; it can open none of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row as Found
from sqlalchemy import Select, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from wellbeing.support.rows import AddressRow, RequestRow


@dataclass(frozen=True)
class SealedCase:
    """A request as it lies in the database."""

    id: str
    sealed: bytes
    is_open: bool


_CASES = select(RequestRow.id, RequestRow.sealed, RequestRow.open_place)


def of_asker(session: Session, asker: bytes, today: date) -> tuple[SealedCase, ...]:
    """Return a person's requests, but for those whose time is over."""
    in_time = or_(RequestRow.remove_on.is_(None), RequestRow.remove_on > today)
    return _cases(session, _CASES.where(RequestRow.asker == asker, in_time))


def ids_of_asker(session: Session, asker: bytes) -> tuple[str, ...]:
    return tuple(session.scalars(select(RequestRow.id).where(RequestRow.asker == asker)))


def addressed_to(session: Session, contact: bytes) -> tuple[SealedCase, ...]:
    """Return the open requests that a contact may be shown."""
    mine = AddressRow.contact == contact
    return _cases(
        session, _CASES.join(AddressRow, AddressRow.request_id == RequestRow.id).where(mine)
    )


def addressed(session: Session, request_id: str, contact: bytes) -> SealedCase | None:
    """Return one open request, if it is addressed to this contact."""
    found = _cases(
        session,
        _CASES.join(AddressRow, AddressRow.request_id == RequestRow.id).where(
            AddressRow.request_id == request_id, AddressRow.contact == contact
        ),
    )
    return found[0] if found else None


def between(session: Session, request_id: str, asker: bytes, contact: bytes) -> SealedCase | None:
    """Return one open request, if it is this asker's or addressed to this contact."""
    theirs = select(AddressRow.request_id).where(
        AddressRow.request_id == request_id, AddressRow.contact == contact
    )
    found = _cases(
        session,
        _CASES.where(
            RequestRow.id == request_id,
            RequestRow.open_place.is_not(None),
            or_(RequestRow.asker == asker, RequestRow.id.in_(theirs)),
        ),
    )
    return found[0] if found else None


def addressed_to_any(
    session: Session, contacts: Iterable[bytes]
) -> tuple[tuple[bytes, SealedCase], ...]:
    """Return every open request of these contacts, with the contact."""
    asked = (
        select(AddressRow.contact, *_CASES.selected_columns)
        .join(RequestRow, AddressRow.request_id == RequestRow.id)
        .where(AddressRow.contact.in_(list(contacts)))
    )
    return tuple(
        (row.contact, SealedCase(row.id, row.sealed, row.open_place is not None))
        for row in session.execute(asked)
    )


def open_ids(session: Session) -> tuple[str, ...]:
    return tuple(session.scalars(select(RequestRow.id).where(RequestRow.open_place.is_not(None))))


def open_ones(session: Session, request_ids: Sequence[str]) -> tuple[SealedCase, ...]:
    """Return those of these requests that are still open."""
    is_open = RequestRow.open_place.is_not(None)
    return _cases(session, _CASES.where(RequestRow.id.in_(list(request_ids)), is_open))


def by_ids(session: Session, request_ids: Sequence[str]) -> tuple[SealedCase, ...]:
    """Return these requests, open or ended."""
    return _cases(session, _CASES.where(RequestRow.id.in_(list(request_ids))))


def address(session: Session, request_id: str, contacts: Iterable[bytes]) -> None:
    """Let more contacts open a request."""
    session.execute(
        insert(AddressRow), [{"request_id": request_id, "contact": each} for each in contacts]
    )


def add(
    session: Session, case: SealedCase, asker: bytes, open_place: bytes, contacts: Iterable[bytes]
) -> None:
    """Add it at once: IntegrityError when the person has an open request of this kind."""
    session.execute(
        insert(RequestRow).values(
            id=case.id, asker=asker, open_place=open_place, sealed=case.sealed, remove_on=None
        )
    )
    address(session, case.id, contacts)


def readdress(session: Session, request_id: str, contacts: Sequence[bytes]) -> None:
    """Let these contacts open a request, and nobody else any more."""
    session.execute(delete(AddressRow).where(AddressRow.request_id == request_id))
    if contacts:
        address(session, request_id, contacts)


def move(session: Session, request_id: str, open_place: bytes) -> None:
    """Give an open request another place, so that its old one is free."""
    session.execute(
        update(RequestRow).where(RequestRow.id == request_id).values(open_place=open_place)
    )


def change(session: Session, request_id: str, sealed: bytes) -> None:
    session.execute(update(RequestRow).where(RequestRow.id == request_id).values(sealed=sealed))


def end(session: Session, request_id: str, sealed: bytes, remove_on: date) -> None:
    """Keep how it ended, free its place, and take it from every contact's desk."""
    session.execute(
        update(RequestRow)
        .where(RequestRow.id == request_id)
        .values(sealed=sealed, open_place=None, remove_on=remove_on)
    )
    session.execute(delete(AddressRow).where(AddressRow.request_id == request_id))


def over(session: Session, today: date, most: int) -> tuple[str, ...]:
    """Return requests whose time is over."""
    found = select(RequestRow.id).where(RequestRow.remove_on <= today).limit(most)
    return tuple(session.scalars(found))


def open_askers(session: Session) -> tuple[tuple[str, bytes], ...]:
    """Return every open request with the address of its asker."""
    rows = session.execute(
        select(RequestRow.id, RequestRow.asker).where(RequestRow.open_place.is_not(None))
    )
    return tuple((row.id, row.asker) for row in rows)


def remove(session: Session, request_ids: Sequence[str]) -> None:
    session.execute(delete(RequestRow).where(RequestRow.id.in_(list(request_ids))))


def _cases(session: Session, asked: "Select[str, bytes, bytes | None]") -> tuple[SealedCase, ...]:
    rows: Sequence[Found[str, bytes, bytes | None]] = session.execute(asked).all()
    return tuple(SealedCase(row.id, row.sealed, row.open_place is not None) for row in rows)
