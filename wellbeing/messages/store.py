"""Questions asked of the outbox, and what is written to it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from wellbeing.messages.rows import OutboxRow


@dataclass(frozen=True)
class Waiting:
    """A message that is due."""

    id: bytes
    sealed: bytes
    tries: int


def add(session: Session, message_id: bytes, sealed: bytes, due_at: datetime) -> None:
    """Put a message in the outbox, in place of one with this id that waits or was given up.

    One statement: two transactions may tell the same person at once, and neither may fail for it.
    """
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    anew = {"sealed": sealed, "due_at": due_at, "tries": 0, "failed": False}
    session.execute(
        insert(OutboxRow)
        .values(id=message_id, **anew)
        .on_conflict_do_update(index_elements=[OutboxRow.id], set_=anew)
    )


def due(session: Session, now: datetime, most: int) -> tuple[Waiting, ...]:
    """Return the messages that are due, the longest waiting first."""
    rows = session.scalars(
        select(OutboxRow)
        .where(OutboxRow.due_at <= now, OutboxRow.failed.is_(False))
        .order_by(OutboxRow.due_at)
        .limit(most)
    )
    return tuple(Waiting(row.id, row.sealed, row.tries) for row in rows)


def claim(session: Session, message: Waiting, now: datetime, until: datetime) -> bool:
    """Keep a message that is due from other processes for a while; False when one has it already."""
    claimed = session.execute(
        update(OutboxRow)
        .where(_still(message), OutboxRow.due_at <= now, OutboxRow.failed.is_(False))
        .values(due_at=until)
        .returning(OutboxRow.id)
    )
    return claimed.first() is not None


def put_off(session: Session, message: Waiting, tries: int, due_at: datetime | None) -> None:
    """Count a try and set the next one; without a next one the message has failed."""
    values: dict[str, int | bool | datetime] = {"tries": tries, "failed": due_at is None}
    if due_at is not None:
        values |= {"due_at": due_at}
    session.execute(update(OutboxRow).where(_still(message)).values(**values))


def remove(session: Session, message: Waiting) -> None:
    """Remove what has left; what was posted under its id meanwhile stays."""
    session.execute(delete(OutboxRow).where(_still(message)))


def _still(message: Waiting) -> ColumnElement[bool]:
    """Mean this very message: each is sealed anew, so no later one looks like it."""
    return and_(OutboxRow.id == message.id, OutboxRow.sealed == message.sealed)
