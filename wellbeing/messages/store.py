"""What is written to the outbox, and the messages somebody holds while they are sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from wellbeing.database import in_chunks
from wellbeing.messages.rows import OutboxRow

# Longer than a round may last: docs/adr/0033.
HELD_FOR = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True)
class Held:
    """A message that this process holds: `fence` is its number as a holder."""

    id: bytes
    sealed: bytes
    posted_at: datetime
    tries: int
    fence: int


def add(session: Session, message_id: bytes, sealed: bytes, now: datetime) -> None:
    """Put a message in the outbox, in place of one with this id that waits or was given up.

    One statement: two transactions may tell the same person at once, and neither may fail for it.
    The number goes on growing, so that whoever still sends the earlier one cannot touch this one.
    """
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    anew = {"sealed": sealed, "posted_at": now, "due_at": now, "held_until": None}
    anew |= {"tries": 0, "given_up": ""}
    waits_since = case((OutboxRow.given_up == "", OutboxRow.waits_since), else_=now)
    session.execute(
        insert(OutboxRow)
        .values(id=message_id, waits_since=now, fence=0, **anew)
        .on_conflict_do_update(
            index_elements=[OutboxRow.id],
            set_={**anew, "waits_since": waits_since, "fence": OutboxRow.fence + 1},
        )
    )


def is_any_due(session: Session, now: datetime) -> bool:
    return session.scalar(select(OutboxRow.id).where(_due(now)).limit(1)) is not None


def claim(session: Session, now: datetime, most: int) -> tuple[Held, ...]:
    """Hold messages that are due, the longest waiting first, so that nobody else sends them.

    What another process is just claiming is passed over on PostgreSQL; on SQLite one process
    writes at a time.
    """
    wanted = select(OutboxRow.id).where(_due(now)).order_by(OutboxRow.due_at).limit(most)
    ids = session.scalars(wanted.with_for_update(skip_locked=True)).all()
    held = session.execute(
        update(OutboxRow)
        .where(OutboxRow.id.in_(ids))
        .values(held_until=now + HELD_FOR, fence=OutboxRow.fence + 1)
        .returning(
            OutboxRow.id,
            OutboxRow.sealed,
            OutboxRow.posted_at,
            OutboxRow.tries,
            OutboxRow.fence,
        )
    ).all()
    found = {row.id: Held(*row) for row in held}
    return tuple(found[each] for each in ids)


def is_held(session: Session, held: Held, now: datetime) -> bool:
    """Say whether a message is still this holder's: a process may have been stopped meanwhile."""
    mine = select(OutboxRow.id).where(still(held), OutboxRow.held_until > now)
    return session.scalar(mine) is not None


def let_go(session: Session, messages: Sequence[Held]) -> None:
    """Let others send what was not tried."""
    for held in messages:
        session.execute(update(OutboxRow).where(still(held)).values(held_until=None))


def put_off(session: Session, held: Held, due_at: datetime) -> None:
    """Count a try and set the next one."""
    values = {"tries": held.tries + 1, "due_at": due_at, "held_until": None}
    session.execute(update(OutboxRow).where(still(held)).values(**values))


def remove(session: Session, held: Held) -> None:
    """Remove what has left; what was posted under its id meanwhile stays."""
    session.execute(delete(OutboxRow).where(still(held)))


def forget_until(session: Session, posted_until: datetime, now: datetime) -> int:
    """Remove what has waited since then or longer and is held by nobody; return how many."""
    old = waits(now) & (OutboxRow.posted_at <= posted_until)
    return remove_all(session, locked(session, old))


def remove_all(session: Session, ids: Sequence[bytes]) -> int:
    for chunk in in_chunks(ids):
        session.execute(delete(OutboxRow).where(OutboxRow.id.in_(chunk)))
    return len(ids)


def waits_since(session: Session) -> datetime | None:
    """Return since when the message waits that waits longest."""
    return session.scalar(select(func.min(OutboxRow.waits_since)).where(OutboxRow.given_up == ""))


def locked(session: Session, which: ColumnElement[bool]) -> Sequence[bytes]:
    """Hold rows until the transaction ends, and pass over those somebody else is changing.

    Who posts a message meanwhile must never fail for it.
    """
    wanted = select(OutboxRow.id).where(which).with_for_update(skip_locked=True)
    return session.scalars(wanted).all()


def still(held: Held) -> ColumnElement[bool]:
    """Mean this very message, which no later one looks like, in this very hand."""
    return and_(
        OutboxRow.id == held.id, OutboxRow.sealed == held.sealed, OutboxRow.fence == held.fence
    )


def waits(now: datetime) -> ColumnElement[bool]:
    """Mean what waits and is held by nobody; a hold longer than any we give was made by a clock ahead."""
    is_free = or_(
        OutboxRow.held_until.is_(None),
        OutboxRow.held_until <= now,
        OutboxRow.held_until > now + HELD_FOR,
    )
    return and_(OutboxRow.given_up == "", is_free)


def _due(now: datetime) -> ColumnElement[bool]:
    is_time = or_(OutboxRow.due_at <= now, OutboxRow.due_at > now + LONGEST_WAIT)
    return and_(waits(now), is_time)
