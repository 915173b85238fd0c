"""Questions asked of the tables of named responders, and what is written to them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from wellbeing.responders.rows import NamedResponderRow, ResponderMinutesRow


@dataclass(frozen=True)
class Named:
    """Somebody who was named as a responder; one who is away comes back the day after."""

    person_id: str
    place: int
    named_by: str | None
    named_on: date
    taken_on: date | None = None
    away_until: date | None = None

    @property
    def is_taken_on(self) -> bool:
        return self.taken_on is not None

    def is_away(self, today: date) -> bool:
        return self.away_until is not None and today <= self.away_until


@dataclass(frozen=True)
class Minutes:
    """In how many minutes each of them takes a call on, who set it, and when."""

    minutes: int
    set_by: str | None
    set_on: date


def named(session: Session) -> tuple[Named, ...]:
    """Return everybody who was named, in their order."""
    order = (NamedResponderRow.place, NamedResponderRow.person_id)
    rows = session.scalars(select(NamedResponderRow).order_by(*order))
    return tuple(
        Named(row.person_id, row.place, row.named_by, row.named_on, row.taken_on, row.away_until)
        for row in rows
    )


def keep(session: Session, one: Named) -> None:
    session.merge(
        NamedResponderRow(
            person_id=one.person_id,
            place=one.place,
            named_by=one.named_by,
            named_on=one.named_on,
            taken_on=one.taken_on,
            away_until=one.away_until,
        )
    )
    session.flush()


def remove(session: Session, person_id: str) -> None:
    gone = NamedResponderRow.person_id == person_id
    session.execute(delete(NamedResponderRow).where(gone))


def minutes(session: Session) -> Minutes | None:
    row = session.scalar(select(ResponderMinutesRow))
    return None if row is None else Minutes(row.minutes, row.set_by, row.set_on)


def set_minutes(session: Session, new: Minutes) -> None:
    row = ResponderMinutesRow(id=1, minutes=new.minutes, set_by=new.set_by, set_on=new.set_on)
    session.merge(row)
    session.flush()


def forget_who(session: Session, person_id: str) -> None:
    """Take somebody's name off what they set for all."""
    by_them = NamedResponderRow.named_by == person_id
    session.execute(update(NamedResponderRow).where(by_them).values(named_by=None))
    set_by_them = ResponderMinutesRow.set_by == person_id
    session.execute(update(ResponderMinutesRow).where(set_by_them).values(set_by=None))
