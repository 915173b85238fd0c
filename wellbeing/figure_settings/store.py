"""Questions asked of the table of figure settings, and what is written to it."""

from dataclasses import asdict, fields
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from wellbeing.figure_settings.changes import Change
from wellbeing.figure_settings.rows import ParametersChangeRow
from wellbeing.two_people import Decision


def approved(session: Session) -> tuple[Change, ...]:
    """Return every change that two people agreed on and nobody stopped, by its first cycle."""
    rows = session.scalars(
        select(ParametersChangeRow)
        .where(
            ParametersChangeRow.decision == Decision.APPROVED,
            ParametersChangeRow.stopped_on.is_(None),
        )
        .order_by(ParametersChangeRow.from_cycle)
    )
    return tuple(_as_change(row) for row in rows)


def open_one(session: Session) -> Change | None:
    """Return the proposal that waits for a decision; there is never more than one."""
    row = session.scalar(
        select(ParametersChangeRow).where(ParametersChangeRow.decision == Decision.OPEN)
    )
    return None if row is None else _as_change(row)


def every(session: Session) -> tuple[Change, ...]:
    """Return all that was ever proposed, the latest first."""
    rows = session.scalars(
        select(ParametersChangeRow).order_by(
            ParametersChangeRow.proposed_on.desc(), ParametersChangeRow.id
        )
    )
    return tuple(_as_change(row) for row in rows)


def change(session: Session, change_id: str) -> Change | None:
    row = session.scalar(select(ParametersChangeRow).where(ParametersChangeRow.id == change_id))
    return None if row is None else _as_change(row)


def add(session: Session, change: Change) -> None:
    """Keep a proposal; a second open one breaks the index at once."""
    session.add(ParametersChangeRow(**asdict(change)))
    session.flush()


def decide(session: Session, decided: Change) -> bool:
    """Write down a decision; False when somebody else has decided meanwhile."""
    found = session.execute(
        update(ParametersChangeRow)
        .where(ParametersChangeRow.id == decided.id, ParametersChangeRow.decision == Decision.OPEN)
        .values(
            decision=decided.decision,
            decided_by=decided.decided_by,
            decided_on=decided.decided_on,
            decided_why=decided.decided_why,
            from_cycle=decided.from_cycle,
        )
        .returning(ParametersChangeRow.id)
    )
    return found.first() is not None


def stop(session: Session, change_id: str, person_id: str, today: date) -> bool:
    """Write down that an agreed change will not begin; False when it was stopped already."""
    found = session.execute(
        update(ParametersChangeRow)
        .where(
            ParametersChangeRow.id == change_id,
            ParametersChangeRow.decision == Decision.APPROVED,
            ParametersChangeRow.stopped_on.is_(None),
        )
        .values(stopped_by=person_id, stopped_on=today)
        .returning(ParametersChangeRow.id)
    )
    return found.first() is not None


def _as_change(row: ParametersChangeRow) -> Change:
    values = {field.name: getattr(row, field.name) for field in fields(Change)}
    return Change(**{**values, "decision": Decision(row.decision)})
