"""Questions asked of the audit log, and what is written to it."""

from collections.abc import Generator, Sequence

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.orm import Session

from wellbeing.audit.chain import Head, Link
from wellbeing.audit.rows import THE_ONE, AuditEventRow, AuditHeadRow

AT_ONCE = 5_000
_LINK = (AuditEventRow.number, AuditEventRow.sealed, AuditEventRow.mac)
_EVERY = text("SELECT number, sealed, mac FROM audit_event ORDER BY number")
_HEAD = (AuditHeadRow.number, AuditHeadRow.mac, AuditHeadRow.cut_number, AuditHeadRow.cut_mac)


def lock(session: Session) -> None:
    """Let nobody else add an event until this transaction ends; SQLite has one writer anyway."""
    if _is_postgres(session):
        session.execute(text("LOCK TABLE audit_head IN EXCLUSIVE MODE"))


def stand_still(session: Session) -> None:
    """Begin to read one moment's state, whatever is written meanwhile; nothing may be open yet."""
    if _is_postgres(session):
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def head(session: Session) -> tuple[Head, bytes] | None:
    """Return where the chain ends with the mark of that; None before the first event."""
    found = session.execute(select(*_HEAD, AuditHeadRow.seal)).first()
    return None if found is None else (Head(*found[:4]), bytes(found[4]))


def links(session: Session) -> Generator[Link, None, None]:
    """Give every event, the oldest first; to be closed by whoever stops before the end."""
    # There may be a million: without types and objects of the tables it takes half as long.
    asked = _EVERY.execution_options(yield_per=AT_ONCE)
    with session.execute(asked) as found:
        yield from map(Link._make, found)


def oldest(session: Session, most: int) -> tuple[Link, ...]:
    asked = select(*_LINK).order_by(AuditEventRow.number).limit(most)
    return tuple(Link(*row) for row in session.execute(asked))


def newest(session: Session, most: int, before: int | None = None) -> tuple[Link, ...]:
    """Return some events, the newest first, all of them before a number if one is given."""
    asked = select(*_LINK).order_by(AuditEventRow.number.desc()).limit(most)
    if before is not None:
        asked = asked.where(AuditEventRow.number < before)
    return tuple(Link(*row) for row in session.execute(asked))


def last_number(session: Session) -> int:
    return session.scalar(select(func.max(AuditEventRow.number))) or 0


def how_many(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(AuditEventRow)) or 0


def add(session: Session, found: Sequence[Link]) -> None:
    session.execute(insert(AuditEventRow), [link._asdict() for link in found])


def keep_head(session: Session, head: Head, seal: bytes) -> None:
    session.merge(AuditHeadRow(id=THE_ONE, **vars(head), seal=seal))
    session.flush()


def remove(session: Session, until: int) -> None:
    """Remove every event up to a number."""
    session.execute(delete(AuditEventRow).where(AuditEventRow.number <= until))


def _is_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
