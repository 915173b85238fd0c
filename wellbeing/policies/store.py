"""Questions asked of the tables of policies, and what is written to them."""

from dataclasses import asdict
from datetime import date

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from wellbeing.policies.changes import DECIDES, Change, Decision
from wellbeing.policies.rows import PolicyChangeRow, PolicyTroubleRow
from wellbeing.week import Week


def deciding(session: Session) -> tuple[Change, ...]:
    """Return every policy that is, was or will be in force, by its first week."""
    rows = session.scalars(
        select(PolicyChangeRow)
        .where(PolicyChangeRow.decision.in_(DECIDES))
        .order_by(PolicyChangeRow.from_week)
    )
    return tuple(_as_change(row) for row in rows)


def not_adopted(session: Session) -> tuple[Change, ...]:
    """Return the proposals that were declined or withdrawn, the latest decision first."""
    rows = session.scalars(
        select(PolicyChangeRow)
        .where(PolicyChangeRow.decision.in_((Decision.DECLINED, Decision.WITHDRAWN)))
        .order_by(PolicyChangeRow.decided_on.desc(), PolicyChangeRow.id)
    )
    return tuple(_as_change(row) for row in rows)


def of_person(session: Session, person_id: str) -> tuple[Change, ...]:
    """Return what a person proposed or decided, in order of time."""
    theirs = or_(PolicyChangeRow.proposed_by == person_id, PolicyChangeRow.decided_by == person_id)
    rows = session.scalars(
        select(PolicyChangeRow)
        .where(theirs)
        .order_by(PolicyChangeRow.proposed_on, PolicyChangeRow.id)
    )
    return tuple(_as_change(row) for row in rows)


def open_one(session: Session) -> Change | None:
    """Return the proposal that waits for a decision; there is never more than one."""
    row = session.scalar(select(PolicyChangeRow).where(PolicyChangeRow.decision == Decision.OPEN))
    return None if row is None else _as_change(row)


def change(session: Session, change_id: str) -> Change | None:
    row = session.scalar(select(PolicyChangeRow).where(PolicyChangeRow.id == change_id))
    return None if row is None else _as_change(row)


def add(session: Session, change: Change) -> None:
    """Keep a policy; a second open proposal or founding policy breaks the index at once."""
    values = asdict(change)
    values["from_week"] = None if change.from_week is None else str(change.from_week)
    session.add(PolicyChangeRow(**values))
    session.flush()


def decide(session: Session, decided: Change) -> bool:
    """Write down a decision; False when somebody else has decided meanwhile."""
    found = session.execute(
        update(PolicyChangeRow)
        .where(PolicyChangeRow.id == decided.id, PolicyChangeRow.decision == Decision.OPEN)
        .values(
            decision=decided.decision,
            decided_by=decided.decided_by,
            decided_on=decided.decided_on,
            decided_why=decided.decided_why,
            from_week=None if decided.from_week is None else str(decided.from_week),
        )
        .returning(PolicyChangeRow.id)
    )
    return found.first() is not None


def told_on(session: Session, trouble: str) -> date | None:
    return session.scalar(
        select(PolicyTroubleRow.told_on).where(PolicyTroubleRow.trouble == trouble)
    )


def keep_told(session: Session, trouble: str, on: date) -> None:
    session.execute(delete(PolicyTroubleRow).where(PolicyTroubleRow.trouble == trouble))
    session.add(PolicyTroubleRow(trouble=trouble, told_on=on))


def forget_told_before(session: Session, day: date) -> None:
    session.execute(delete(PolicyTroubleRow).where(PolicyTroubleRow.told_on < day))


def _as_change(row: PolicyChangeRow) -> Change:
    return Change(
        id=row.id,
        text=row.text,
        text_sha256=row.text_sha256,
        policy_sha256=row.policy_sha256,
        shipped_as=row.shipped_as,
        why=row.why,
        proposed_by=row.proposed_by,
        proposed_on=row.proposed_on,
        decision=Decision(row.decision),
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        decided_why=row.decided_why,
        from_week=_week(row.from_week),
    )


def _week(written: str | None) -> Week | None:
    """Return the week; none for what no week is called, so that one row cannot stop them all."""
    try:
        return None if written is None else Week.parse(written)
    except ValueError:
        return None
