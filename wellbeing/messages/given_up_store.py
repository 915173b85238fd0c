"""Messages that were given up: kept for the operator, without a name of their person or purpose."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from hashlib import sha256

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from wellbeing.database import in_chunks
from wellbeing.messages.promises import GivenUp
from wellbeing.messages.rows import OutboxRow
from wellbeing.messages.store import Held, locked, remove_all, still, waits


@dataclass(frozen=True)
class Kept:
    """One message that was given up."""

    handle: str
    posted_at: datetime
    given_up_at: datetime
    why: GivenUp


def give_up(session: Session, held: Held, now: datetime, why: GivenUp) -> None:
    """Keep a message that this process holds for the operator, by days alone.

    The minute would say who did something just then: it stands in logs of the web server too.
    """
    _keep(session, now, why, still(held))


def give_up_older(session: Session, posted_until: datetime, now: datetime) -> int:
    """Give up what has waited for its whole time and is held by nobody; return how many."""
    ids = locked(session, waits(now) & (OutboxRow.posted_at <= posted_until))
    for chunk in in_chunks(ids):
        _keep(session, now, GivenUp.UNREACHED, OutboxRow.id.in_(chunk))
    return len(ids)


def kept(session: Session) -> tuple[Kept, ...]:
    """Return what was given up, the latest first."""
    rows = session.scalars(
        select(OutboxRow)
        .where(OutboxRow.given_up != "")
        .order_by(OutboxRow.due_at.desc(), OutboxRow.id)
    )
    return tuple(
        Kept(_handle(row.id, row.sealed), row.posted_at, row.due_at, GivenUp(row.given_up))
        for row in rows
    )


def post_again(session: Session, now: datetime, handles: Collection[str] | None) -> int:
    """Let messages that were given up wait anew, with their whole time before them."""
    ids = _named(session, handles)
    anew = {"posted_at": now, "waits_since": now, "due_at": now, "tries": 0, "given_up": ""}
    for chunk in in_chunks(ids):
        session.execute(
            update(OutboxRow)
            .where(OutboxRow.id.in_(chunk))
            .values(fence=OutboxRow.fence + 1, held_until=None, **anew)
        )
    return len(ids)


def forget(session: Session, handles: Collection[str] | None) -> int:
    return remove_all(session, _named(session, handles))


def forget_until(session: Session, given_up_until: datetime) -> int:
    """Remove what was given up so long ago that nobody will look at it any more."""
    old = (OutboxRow.given_up != "") & (OutboxRow.due_at <= given_up_until)
    return remove_all(session, locked(session, old))


def is_any_kept(session: Session) -> bool:
    return session.scalar(select(OutboxRow.id).where(OutboxRow.given_up != "").limit(1)) is not None


def _keep(session: Session, now: datetime, why: GivenUp, which: ColumnElement[bool]) -> None:
    for row in session.scalars(select(OutboxRow).where(which)).all():
        row.posted_at = row.waits_since = _day(row.posted_at)
        row.due_at = _day(now)
        row.given_up, row.held_until = why, None


def _named(session: Session, handles: Collection[str] | None) -> Sequence[bytes]:
    """Hold the rows of these handles, or of all, until the transaction ends."""
    ids = locked(session, OutboxRow.given_up != "")
    if handles is None:
        return ids
    return [
        row.id
        for chunk in in_chunks(ids)
        for row in session.execute(
            select(OutboxRow.id, OutboxRow.sealed).where(OutboxRow.id.in_(chunk))
        )
        if _handle(row.id, row.sealed) in handles
    ]


def _handle(message_id: bytes, sealed: bytes) -> str:
    """Name a message for one page: neither its address nor the name of its mail, which relays log."""
    return sha256(b"given up" + message_id + sealed).hexdigest()[:16]


def _day(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time.min, UTC)
