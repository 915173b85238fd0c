"""Questions asked of how mail stands, and what is written to it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from wellbeing.running.rows import CarrierRow, LostWeekRow

MAIL, TEXTS, GIVEN_UP = "mail", "texts", "given-up"


@dataclass(frozen=True)
class Asked:
    """What a carrier said when it was asked last."""

    at: datetime
    fault: str | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class LostWeekly:
    """That weekly messages of a week were lost by a carrier, how, and since when it is told."""

    week: str
    carrier: str
    how: str
    told_from: datetime


def asked(session: Session, carrier: str) -> Asked | None:
    row = session.get(CarrierRow, carrier, populate_existing=True)
    return None if row is None else Asked(row.asked_at, row.fault, row.since)


def keep_asked(session: Session, carrier: str, asked: Asked) -> None:
    values = {"asked_at": asked.at, "fault": asked.fault, "since": asked.since}
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(
        insert(CarrierRow)
        .values(name=carrier, **values)
        .on_conflict_do_update(index_elements=[CarrierRow.name], set_=values)
    )


def lost_in(session: Session, week: str, carrier: str, now: datetime) -> frozenset[str]:
    """Return in which ways weekly messages of a week were lost, as far as it is told by now."""
    return frozenset(
        session.scalars(
            select(LostWeekRow.how).where(
                LostWeekRow.week == week,
                LostWeekRow.carrier == carrier,
                LostWeekRow.told_from <= now,
            )
        )
    )


def keep_lost(session: Session, lost: LostWeekly) -> None:
    """Note it, unless it is noted, and let go of what was noted in other weeks."""
    session.execute(delete(LostWeekRow).where(LostWeekRow.week < lost.week))
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(LostWeekRow).values(**vars(lost)).on_conflict_do_nothing())
