"""Questions asked of the table of roles that were asked for, and what is written to it."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, fields
from datetime import date

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from wellbeing.accounts.grants import OPEN, WITHDRAWN, RoleGrant
from wellbeing.accounts.rows import RoleGrantRow

_NAMES = tuple(field.name for field in fields(RoleGrant))
_DECIDED = ("decision", "decided_by", "decided_on", "decided_why")


def every(session: Session) -> tuple[RoleGrant, ...]:
    """Return all that was ever asked for, the latest first."""
    rows = session.scalars(
        select(RoleGrantRow).order_by(RoleGrantRow.proposed_on.desc(), RoleGrantRow.id)
    )
    return tuple(_as_grant(row) for row in rows)


def waiting(session: Session) -> tuple[RoleGrant, ...]:
    """Return what waits for a second person, the earliest first."""
    rows = session.scalars(
        select(RoleGrantRow)
        .where(RoleGrantRow.decision == OPEN)
        .order_by(RoleGrantRow.proposed_on, RoleGrantRow.id)
    )
    return tuple(_as_grant(row) for row in rows)


def of_person(session: Session, person_id: str) -> tuple[RoleGrant, ...]:
    """Return what was asked for a person, and what they asked for or decided about others."""
    columns = (RoleGrantRow.person_id, RoleGrantRow.proposed_by, RoleGrantRow.decided_by)
    rows = session.scalars(
        select(RoleGrantRow)
        .where(or_(*(column == person_id for column in columns)))
        .order_by(RoleGrantRow.proposed_on, RoleGrantRow.id)
    )
    return tuple(_as_grant(row) for row in rows)


def one(session: Session, grant_id: str) -> RoleGrant | None:
    row = session.scalar(select(RoleGrantRow).where(RoleGrantRow.id == grant_id))
    return None if row is None else _as_grant(row)


def add(session: Session, new: Iterable[RoleGrant]) -> None:
    session.add_all(RoleGrantRow(**asdict(grant)) for grant in new)
    session.flush()


def decide(session: Session, decided: RoleGrant) -> bool:
    """Write down a decision; False when somebody else has decided meanwhile."""
    found = session.execute(
        update(RoleGrantRow)
        .where(RoleGrantRow.id == decided.id, RoleGrantRow.decision == OPEN)
        .values({name: getattr(decided, name) for name in _DECIDED})
        .returning(RoleGrantRow.id)
    )
    return found.first() is not None


def withdraw(session: Session, grant_ids: Collection[str], on: date) -> None:
    """Let nothing wait any more that is asked for no longer."""
    for grant_id in grant_ids:
        session.execute(
            update(RoleGrantRow)
            .where(RoleGrantRow.id == grant_id, RoleGrantRow.decision == OPEN)
            .values(decision=WITHDRAWN, decided_on=on)
        )


def _as_grant(row: RoleGrantRow) -> RoleGrant:
    return RoleGrant(**{name: getattr(row, name) for name in _NAMES})
