"""What is asked of and written to the tables of deleting."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.orm import Session

from wellbeing.database import in_chunks, writing
from wellbeing.records.erasure_list import Erased
from wellbeing.records.erasure_rows import BegunRow, CodeRow, ErasureRow


def known(session: Session) -> tuple[Erased, ...]:
    """Return the erasures that this database has carried out."""
    rows = session.execute(select(ErasureRow.entry, ErasureRow.person, ErasureRow.day))
    return tuple(Erased(*row) for row in rows)


def missing(session: Session, listed: Iterable[Erased]) -> tuple[Erased, ...]:
    """Return what a list knows and this database does not; what was begun may be among it."""
    there = {one.entry for one in known(session)}
    found = tuple(one for one in listed if one.entry not in there)
    begun_for = set(session.scalars(select(BegunRow.person))) if found else set()
    return tuple(one for one in found if one.person not in begun_for)


def is_known(session: Session, entry: bytes) -> bool:
    return session.scalar(select(ErasureRow.entry).where(ErasureRow.entry == entry)) is not None


def is_of(session: Session, person: bytes) -> bool:
    """Say whether anything of a person was erased here before."""
    found = select(ErasureRow.entry).where(ErasureRow.person == person).limit(1)
    return session.scalar(found) is not None


def add_known(session: Session, erased: Erased) -> None:
    if not is_known(session, erased.entry):
        values = {"entry": erased.entry, "person": erased.person, "day": erased.on}
        session.execute(insert(ErasureRow).values(**values))


def forget_known_before(session: Session, day: date) -> None:
    session.execute(delete(ErasureRow).where(ErasureRow.day < day))


def begun(session: Session, person: bytes) -> bytes | None:
    """Return what is noted of an erasure that is not finished, sealed."""
    return session.scalar(select(BegunRow.sealed).where(BegunRow.person == person))


def all_begun(session: Session) -> tuple[tuple[bytes, bytes], ...]:
    rows = session.execute(select(BegunRow.person, BegunRow.sealed))
    return tuple((row.person, row.sealed) for row in rows)


def keep_begun(session: Session, person: bytes, sealed: bytes) -> None:
    session.execute(delete(BegunRow).where(BegunRow.person == person))
    session.execute(insert(BegunRow).values(person=person, sealed=sealed))


def end_begun(session: Session, person: bytes) -> None:
    session.execute(delete(BegunRow).where(BegunRow.person == person))


def keep_code(session: Session, code: bytes, owner: bytes, sealed: bytes, until: datetime) -> None:
    """Keep a code; an earlier one of the same person works no more."""
    forget_codes(session, [owner])
    values = {"id": code, "owner": owner, "sealed": sealed, "until": until}
    session.execute(insert(CodeRow).values(**values))


def code(session: Session, code: bytes, now: datetime) -> bytes | None:
    return session.scalar(select(CodeRow.sealed).where(CodeRow.id == code, CodeRow.until > now))


def use_code(session: Session, code: bytes) -> bool:
    """Remove a code; False when another command used it first."""
    used = session.execute(delete(CodeRow).where(CodeRow.id == code).returning(CodeRow.id))
    return used.first() is not None


def forget_codes(session: Session, owners: Iterable[bytes]) -> None:
    for chunk in in_chunks(list(owners)):
        session.execute(delete(CodeRow).where(CodeRow.owner.in_(list(chunk))))


def forget_codes_past(session: Session, now: datetime) -> None:
    """Remove codes that nobody can use any more; where there is none nothing is written."""
    if session.scalar(select(CodeRow.id).where(CodeRow.until <= now).limit(1)) is not None:
        with writing(session):
            session.execute(delete(CodeRow).where(CodeRow.until <= now))


def leave_no_journal(session: Session) -> None:
    """Take what was removed out of SQLite's write-ahead log, which holds pages as they were.

    Where others read just now some of it stays, until the log is written over.
    """
    engine = session.get_bind()
    if isinstance(engine, Engine) and engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
