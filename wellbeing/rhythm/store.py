"""Questions asked of people's wishes, and what is written to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from wellbeing.at_once import is_among
from wellbeing.database import in_chunks
from wellbeing.rhythm.rows import NudgeRow, RhythmRow
from wellbeing.rhythm.slots import read_slot
from wellbeing.rhythm.wishes import Away, Channel, Wish


@dataclass(frozen=True)
class Enrolled:
    """A person's row as it is kept when they are first known."""

    id: bytes
    person: bytes
    slot: str
    spread: int


def enrol(session: Session, rows: Sequence[Enrolled]) -> None:
    """Keep rows that are not there yet; those that are stay as they are."""
    for chunk in in_chunks(rows):
        values = [
            {"id": row.id, "person": row.person, "slot": row.slot, "spread": row.spread}
            | {"version": 1, "away_from": None, "away_until": None, "channel": Channel.MAIL.value}
            for row in chunk
        ]
        session.execute(insert_into(session, RhythmRow).values(values).on_conflict_do_nothing())


def begin_anew(session: Session, row: Enrolled) -> None:
    """Write a person's row as if they were new, without a message; a form open meanwhile is told."""
    anew = {"person": row.person, "slot": row.slot, "spread": row.spread}
    anew |= {"away_from": None, "away_until": None, "channel": Channel.MAIL.value}
    new = insert_into(session, RhythmRow).values(id=row.id, version=1, **anew)
    later = {**anew, "version": RhythmRow.version + 1}
    session.execute(new.on_conflict_do_update(index_elements=["id"], set_=later))
    session.execute(delete(NudgeRow).where(NudgeRow.rhythm_id == row.id))


def known(session: Session, ids: Sequence[bytes]) -> frozenset[bytes]:
    """Return which of these rows are there."""
    found: set[bytes] = set()
    for chunk in in_chunks(ids):
        there = select(RhythmRow.id).where(is_among(session, RhythmRow.id, chunk))
        found.update(session.scalars(there))
    return frozenset(found)


def wish(session: Session, rhythm_id: bytes, home: str) -> Wish | None:
    """Return what a row wishes; `home` is the zone of a slot whose own is known no more."""
    row = session.scalar(
        select(RhythmRow).where(RhythmRow.id == rhythm_id).execution_options(populate_existing=True)
    )
    if row is None:
        return None
    away = None
    if row.away_from is not None and row.away_until is not None:
        away = Away(row.away_from, row.away_until)
    return Wish(read_slot(row.slot, home), away, row.version, Channel(row.channel))


def change(session: Session, rhythm_id: bytes, wish: Wish) -> bool:
    """Write a wish over the version it was made from; False when another one stands there."""
    found = session.execute(
        update(RhythmRow)
        .where(RhythmRow.id == rhythm_id, RhythmRow.version == wish.version)
        .values(
            slot=str(wish.slot),
            away_from=wish.away.first if wish.away else None,
            away_until=wish.away.last if wish.away else None,
            version=wish.version + 1,
            **({} if wish.channel is None else {"channel": wish.channel.value}),
        )
        .returning(RhythmRow.id)
    )
    return found.first() is not None


def sealed_person(session: Session, rhythm_id: bytes) -> bytes | None:
    """Return whose row it is, sealed."""
    return session.scalar(select(RhythmRow.person).where(RhythmRow.id == rhythm_id))


def keep_owner(session: Session, rhythm_id: bytes, sealed: bytes) -> None:
    """Write whose row it is anew; nothing that is wished changes, so no version grows."""
    session.execute(update(RhythmRow).where(RhythmRow.id == rhythm_id).values(person=sealed))


def is_so_many(session: Session, many: int) -> bool:
    """Say whether so many people have a row: everybody who works here has one, whatever they wish."""
    some = select(RhythmRow.id).limit(many).subquery()
    return (session.scalar(select(func.count()).select_from(some)) or 0) >= many


def is_chosen(session: Session, channel: Channel) -> bool:
    """Say whether anybody's messages come by a channel."""
    wanted = select(RhythmRow.id).where(RhythmRow.channel == channel.value).limit(1)
    return session.execute(wanted).first() is not None


def turn_to(session: Session, rhythm_id: bytes, channel: Channel) -> None:
    """Let messages come by a channel; a form that was open meanwhile is told of the change."""
    session.execute(
        update(RhythmRow)
        .where(RhythmRow.id == rhythm_id)
        .values(channel=channel.value, version=RhythmRow.version + 1)
    )


def written_slot(session: Session, rhythm_id: bytes) -> str | None:
    """Return a slot as it is kept."""
    return session.scalar(select(RhythmRow.slot).where(RhythmRow.id == rhythm_id))


def forget(session: Session, ids: Sequence[bytes]) -> None:
    """Remove rows, and with them every message of theirs; the caller holds off whoever plans."""
    for chunk in in_chunks(ids):
        # The row first: it waits for a person who is changing their wish, and finds what they planned.
        session.execute(delete(RhythmRow).where(RhythmRow.id.in_(chunk)))
        session.execute(delete(NudgeRow).where(NudgeRow.rhythm_id.in_(chunk)))


def clear_absences_before(session: Session, day: date) -> None:
    """Forget days away that are over; what is wished stays the same, so no version grows."""
    session.execute(
        update(RhythmRow)
        .where(RhythmRow.away_until < day)
        .values(away_from=None, away_until=None)
        .execution_options(synchronize_session=False)
    )


def insert_into(session: Session, table: type[Any]) -> Any:
    is_postgres = session.get_bind().dialect.name == "postgresql"
    return (postgresql if is_postgres else sqlite).insert(table)
