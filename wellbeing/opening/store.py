"""Questions asked of the table of openings, and what is written to it."""

from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from wellbeing.opening.openings import Opening, Wanted
from wellbeing.opening.rows import OpeningRow
from wellbeing.two_people import Decision

KEPT = tuple(one.name for one in fields(Opening) if one.name != "wanted")
DECIDED = ("decision", "decided_by", "decided_on", "decided_why", "from_day")


def every(session: Session) -> tuple[Opening, ...]:
    """Return all that was ever proposed, the latest first."""
    rows = session.scalars(
        select(OpeningRow).order_by(OpeningRow.proposed_on.desc(), OpeningRow.id)
    )
    return tuple(_as_opening(row) for row in rows)


def holding(session: Session, on: date) -> tuple[Opening, ...]:
    """Return the openings by which people can check in on a day."""
    rows = session.scalars(select(OpeningRow).where(OpeningRow.from_day <= on))
    return tuple(one for one in map(_as_opening, rows) if one.holds(on))


def opening(session: Session, opening_id: str) -> Opening | None:
    row = session.scalar(select(OpeningRow).where(OpeningRow.id == opening_id))
    return None if row is None else _as_opening(row)


def open_one(session: Session) -> Opening | None:
    """Return the proposal that waits for a decision; there is never more than one."""
    row = session.scalar(select(OpeningRow).where(OpeningRow.decision == Decision.OPEN))
    return None if row is None else _as_opening(row)


def add(session: Session, new: Opening) -> None:
    """Keep a proposal; a second open one breaks the index at once."""
    units = "\n".join(new.wanted.units)
    session.add(OpeningRow(**_kept(new), everybody=new.wanted.everybody, units=units))
    session.flush()


def decide(session: Session, decided: Opening) -> bool:
    """Write down a decision; False when somebody else has decided meanwhile."""
    found = session.execute(
        update(OpeningRow)
        .where(OpeningRow.id == decided.id, OpeningRow.decision == Decision.OPEN)
        .values({name: getattr(decided, name) for name in DECIDED})
        .returning(OpeningRow.id)
    )
    return found.first() is not None


def end(session: Session, ended: Opening) -> bool:
    """Write down that an opening is over; False when it was ended already."""
    found = session.execute(
        update(OpeningRow)
        .where(
            OpeningRow.id == ended.id,
            OpeningRow.from_day.is_not(None),
            OpeningRow.ended_on.is_(None),
        )
        .values(ended_by=ended.ended_by, ended_on=ended.ended_on, ended_why=ended.ended_why)
        .returning(OpeningRow.id)
    )
    return found.first() is not None


def _kept(one: Opening) -> dict[str, Any]:
    return {name: getattr(one, name) for name in KEPT}


def _as_opening(row: OpeningRow) -> Opening:
    values = {name: getattr(row, name) for name in KEPT}
    wanted = Wanted(tuple(row.units.split()), row.everybody)
    return Opening(**{**values, "decision": Decision(row.decision)}, wanted=wanted)
