"""What is asked of and written to the tables of passwords, sessions, links and pauses."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from wellbeing.accounts.rows import LinkRow, PasswordRow, PauseRow, SessionRow

FORGET_FAILURES_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class KeptSession:
    """One signed-in browser as stored."""

    token_hash: bytes
    owner: bytes
    person: bytes
    started_at: datetime
    seen_at: datetime
    shared_device: bool


def password_hash(session: Session, person_id: str) -> str | None:
    row = session.get(PasswordRow, person_id)
    return None if row is None else row.hash


def set_password(session: Session, person_id: str, hashed: str, on: date) -> None:
    session.merge(PasswordRow(person_id=person_id, hash=hashed, set_on=on))


def without_password(session: Session, person_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of these people who have not set a password yet."""
    having = set(session.scalars(select(PasswordRow.person_id)))
    return tuple(person_id for person_id in person_ids if person_id not in having)


def add_session(session: Session, kept: KeptSession) -> None:
    session.add(
        SessionRow(
            token_hash=kept.token_hash,
            owner=kept.owner,
            person=kept.person,
            started_at=kept.started_at,
            seen_at=kept.seen_at,
            shared_device=kept.shared_device,
        )
    )


def session_of(session: Session, token_hash: bytes) -> KeptSession | None:
    row = session.get(SessionRow, token_hash)
    return None if row is None else _as_kept(row)


def sessions_of(session: Session, owner: bytes) -> tuple[KeptSession, ...]:
    """Return a person's sessions, the newest first."""
    rows = session.scalars(
        select(SessionRow).where(SessionRow.owner == owner).order_by(SessionRow.started_at.desc())
    )
    return tuple(_as_kept(row) for row in rows)


def touch(session: Session, token_hash: bytes, now: datetime) -> None:
    session.execute(
        update(SessionRow).where(SessionRow.token_hash == token_hash).values(seen_at=now)
    )


def say_device(session: Session, token_hash: bytes, *, shared: bool) -> None:
    session.execute(
        update(SessionRow).where(SessionRow.token_hash == token_hash).values(shared_device=shared)
    )


def all_devices_shared(session: Session, owner: bytes) -> None:
    session.execute(update(SessionRow).where(SessionRow.owner == owner).values(shared_device=True))


def end_session(session: Session, token_hash: bytes) -> None:
    session.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash))


def end_sessions(session: Session, owner: bytes) -> None:
    session.execute(delete(SessionRow).where(SessionRow.owner == owner))


def end_all(session: Session) -> None:
    session.execute(delete(SessionRow))
    session.execute(delete(LinkRow))


def end_stale(session: Session, before: datetime) -> None:
    """Remove sessions, links and pauses that ended before a moment."""
    session.execute(delete(SessionRow).where(SessionRow.seen_at < before))
    session.execute(delete(LinkRow).where(LinkRow.expires_at < before))
    session.execute(delete(PauseRow).where(PauseRow.last_at < before))


def end_links(session: Session, person_id: str) -> None:
    session.execute(delete(LinkRow).where(LinkRow.person_id == person_id))


def add_link(session: Session, token_hash: bytes, person_id: str, expires_at: datetime) -> None:
    """Keep a one-time link; the person's earlier ones stop working."""
    end_links(session, person_id)
    session.add(LinkRow(token_hash=token_hash, person_id=person_id, expires_at=expires_at))


def person_of_link(session: Session, token_hash: bytes, now: datetime) -> str | None:
    row = session.get(LinkRow, token_hash)
    return row.person_id if row is not None and now < row.expires_at else None


def use_link(session: Session, token_hash: bytes) -> bool:
    """Remove a link; False when another request used it first."""
    used = session.execute(
        delete(LinkRow).where(LinkRow.token_hash == token_hash).returning(LinkRow.person_id)
    )
    return used.first() is not None


def free_at(session: Session, address: bytes) -> datetime | None:
    """Return the moment from which an address may try again."""
    row = session.get(PauseRow, address)
    return None if row is None else row.free_at


def failures(session: Session, address: bytes, now: datetime) -> int:
    """Return the failed tries of an address that still count."""
    row = session.get(PauseRow, address)
    if row is None or row.last_at + FORGET_FAILURES_AFTER < now:
        return 0
    return row.failures


def keep_failure(
    session: Session, address: bytes, count: int, now: datetime, free: datetime
) -> None:
    """Change the count or begin it, also when the timetable removes an old one at this moment."""
    values = {"failures": count, "last_at": now, "free_at": free}
    changed = session.connection().execute(
        update(PauseRow).where(PauseRow.address == address).values(values)
    )
    if changed.rowcount == 0:
        session.connection().execute(insert(PauseRow).values(address=address, **values))


def forget_failures(session: Session, address: bytes) -> None:
    session.execute(delete(PauseRow).where(PauseRow.address == address))


def _as_kept(row: SessionRow) -> KeptSession:
    return KeptSession(
        row.token_hash, row.owner, row.person, row.started_at, row.seen_at, row.shared_device
    )
