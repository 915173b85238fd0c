"""Questions asked of the outbox, and what is written to it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from wellbeing.messages.rows import OutboxRow


@dataclass(frozen=True)
class Waiting:
    """A message that is due."""

    id: bytes
    sealed: bytes
    tries: int


def add(session: Session, message_id: bytes, sealed: bytes, due_at: datetime) -> None:
    """Put a message in the outbox; one that waits there already stays as it is."""
    if session.get(OutboxRow, message_id) is None:
        session.add(OutboxRow(id=message_id, sealed=sealed, due_at=due_at, tries=0, failed=False))


def due(session: Session, now: datetime, most: int) -> tuple[Waiting, ...]:
    """Return the messages that are due, the longest waiting first."""
    rows = session.scalars(
        select(OutboxRow)
        .where(OutboxRow.due_at <= now, OutboxRow.failed.is_(False))
        .order_by(OutboxRow.due_at)
        .limit(most)
    )
    return tuple(Waiting(row.id, row.sealed, row.tries) for row in rows)


def claim(session: Session, message_id: bytes, now: datetime, until: datetime) -> bool:
    """Keep a message that is due from other processes for a while; False when one has it already."""
    claimed = session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == message_id, OutboxRow.due_at <= now, OutboxRow.failed.is_(False))
        .values(due_at=until)
        .returning(OutboxRow.id)
    )
    return claimed.first() is not None


def put_off(session: Session, message_id: bytes, tries: int, due_at: datetime | None) -> None:
    """Count a try and set the next one; without a next one the message has failed."""
    values: dict[str, int | bool | datetime] = {"tries": tries, "failed": due_at is None}
    if due_at is not None:
        values |= {"due_at": due_at}
    session.execute(update(OutboxRow).where(OutboxRow.id == message_id).values(**values))


def remove(session: Session, message_id: bytes) -> None:
    session.execute(delete(OutboxRow).where(OutboxRow.id == message_id))
