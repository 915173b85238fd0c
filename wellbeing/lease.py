"""The lease by which one process at a time does what is due, by the database's own clock."""

import os
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from sqlalchemy import case, func, select, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from wellbeing.database import writing
from wellbeing.scheduler_rows import LEASE, LeaseRow

LEASE_LASTS = timedelta(seconds=90)
# While a long job runs the lease is kept, so that nobody takes a slow holder for a dead one.
KEEP_EVERY = timedelta(seconds=30)
SILENT_AFTER = timedelta(seconds=180)


def new_holder() -> str:
    """Return a name for this process that no other one has."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


def holder_in_words(session: Session) -> str:
    """Say which process holds the lease, for an operator who looks for it."""
    holder = session.scalar(select(LeaseRow.holder).where(LeaseRow.name == LEASE)) or ""
    host, _, rest = holder.partition(":")
    return f"process {rest.partition(':')[0]} on {host}" if rest else "another process"


def take_lease(session: Session, holder: str) -> int | None:
    """Take or renew the lease by the database's clock; return the fence, None when another holds it."""
    try:
        with writing(session):
            now = database_now(session)
            times = {"until": now + LEASE_LASTS, "beat_at": now}
            if session.get(LeaseRow, LEASE) is None:
                session.add(LeaseRow(name=LEASE, holder=holder, fence=1, **times))
                return 1
            # A lease longer than any we give was taken before the database's clock went back.
            is_free = (LeaseRow.until < now) | (LeaseRow.until > now + LEASE_LASTS)
            return session.scalar(
                update(LeaseRow)
                .where(LeaseRow.name == LEASE)
                .where((LeaseRow.holder == holder) | is_free)
                .values(holder=holder, fence=LeaseRow.fence + 1, **times)
                .returning(LeaseRow.fence)
            )
    except (IntegrityError, OperationalError):
        return None


def keep_lease(session: Session, holder: str, fence: int) -> bool:
    """Make one's own lease last longer under the same number; False when it has passed on."""
    with writing(session):
        now = database_now(session)
        kept = session.scalar(
            update(LeaseRow)
            .where(LeaseRow.name == LEASE, LeaseRow.holder == holder, LeaseRow.fence == fence)
            .values(until=now + LEASE_LASTS, beat_at=now)
            .returning(LeaseRow.fence)
        )
    return kept is not None


def take_over(session: Session, holder: str, above: int) -> int:
    """Take the lease of a database that nobody else can be using, with a number that is new."""
    with writing(session):
        now = database_now(session)
        held = session.get(LeaseRow, LEASE) or LeaseRow(name=LEASE, fence=0)
        held.holder, held.until, held.beat_at = holder, now + LEASE_LASTS, now
        session.add(held)
    return raise_fence(session, above)


def raise_fence(session: Session, above: int) -> int:
    """Let the lease's number go on above one that was reached before a restore."""
    with writing(session):
        higher = case((LeaseRow.fence > above, LeaseRow.fence), else_=above)
        raised = (
            update(LeaseRow)
            .where(LeaseRow.name == LEASE)
            .values(fence=higher + 1)
            .returning(LeaseRow.fence)
        )
        return int(session.execute(raised).scalar_one())


@contextmanager
def keeping_lease(
    open_session: Callable[[], Session],
    holder: str,
    fence: int,
    every: timedelta = KEEP_EVERY,
) -> Iterator[None]:
    """Keep the lease for as long as the work within takes."""
    is_over = threading.Event()

    def keep() -> None:
        while not is_over.wait(every.total_seconds()):
            with suppress(OperationalError), open_session() as session:
                keep_lease(session, holder, fence)

    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        is_over.set()
        keeper.join()


def give_back_lease(session: Session, holder: str) -> None:
    """End one's own lease; that it was held until now stays known."""
    with writing(session):
        ended = database_now(session) - timedelta(seconds=1)
        session.execute(
            update(LeaseRow)
            .where(LeaseRow.name == LEASE)
            .where(LeaseRow.holder == holder)
            .values(until=ended)
        )


def is_beating(session: Session) -> bool:
    """Say whether a holder has ticked lately, by the database's clock.

    A beat that lies ahead was noted before that clock went back: nobody has ticked since.
    """
    beat = session.scalar(select(LeaseRow.beat_at).where(LeaseRow.name == LEASE))
    return beat is not None and abs(database_now(session) - beat) <= SILENT_AFTER


def database_now(session: Session) -> datetime:
    """Return the database's own time in UTC: the holders' clocks may differ."""
    if session.get_bind().dialect.name == "sqlite":
        written = session.scalar(select(func.strftime("%Y-%m-%dT%H:%M:%f+00:00", "now")))
        return datetime.fromisoformat(str(written))
    # The moment of this statement: that of the transaction lies before it waited for its lock.
    found: datetime | None = session.scalar(select(func.clock_timestamp()))
    if found is None:
        raise RuntimeError("the database did not tell the time")
    return found.astimezone(UTC)
