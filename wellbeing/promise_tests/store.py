"""Questions asked of the tables of tests of the promise, and what is written to them."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from wellbeing.accounts.people import Role
from wellbeing.promise_tests.kept import Addressed, Sent, Tally
from wellbeing.promise_tests.rows import (
    PromiseDrawRow,
    PromiseMonthRow,
    PromiseNumberRow,
    PromiseTestAddressRow,
    PromiseTestRow,
)


def each_month(session: Session) -> int:
    """Return about how many tests a role gets a month; 0 before it was set."""
    return session.scalar(select(PromiseNumberRow.each_month)) or 0


def set_each_month(session: Session, number: int) -> None:
    """Keep the number; 0 is kept as nothing."""
    session.execute(delete(PromiseNumberRow))
    if number:
        session.add(PromiseNumberRow(id=1, each_month=number))
    session.flush()


def drawn_until(session: Session, role: Role) -> datetime | None:
    return session.scalar(
        select(PromiseDrawRow.drawn_until).where(PromiseDrawRow.role == role.value)
    )


def keep_drawn(session: Session, role: Role, until: datetime) -> None:
    session.merge(PromiseDrawRow(role=role.value, drawn_until=until))
    session.flush()


def add(session: Session, test: Sent) -> None:
    session.add(
        PromiseTestRow(id=test.id, role=test.role.value, sent_at=test.sent_at, due_at=test.due_at)
    )
    session.flush()
    session.add_all(PromiseTestAddressRow(test_id=test.id, **asdict(each)) for each in test.to)
    session.flush()


def give(session: Session, test_id: str, person_id: str, at: datetime) -> None:
    """Let the next contact read a test too."""
    session.execute(
        update(PromiseTestAddressRow)
        .where(
            PromiseTestAddressRow.test_id == test_id, PromiseTestAddressRow.person_id == person_id
        )
        .values(given_at=at)
    )


def remove(session: Session, test_id: str) -> None:
    session.execute(delete(PromiseTestRow).where(PromiseTestRow.id == test_id))


def open_tests(session: Session) -> tuple[Sent, ...]:
    """Return all that are open, the oldest promise first."""
    found: dict[str, list[Addressed]] = {}
    for row in session.scalars(select(PromiseTestAddressRow)):
        each = Addressed(row.person_id, row.place, row.moment, row.given_at)
        found.setdefault(row.test_id, []).append(each)
    rows = session.scalars(
        select(PromiseTestRow).order_by(PromiseTestRow.due_at, PromiseTestRow.id)
    )
    return tuple(
        Sent(
            row.id,
            Role(row.role),
            row.sent_at,
            row.due_at,
            tuple(sorted(found.get(row.id, ()), key=lambda one: (one.place, one.person_id))),
        )
        for row in rows
    )


def is_addressed(session: Session, person_id: str) -> bool:
    """Say whether any open test goes to somebody, now or later."""
    asked = select(PromiseTestAddressRow.test_id).where(
        PromiseTestAddressRow.person_id == person_id
    )
    return session.scalar(asked.limit(1)) is not None


def tally(session: Session, month: str, role: Role) -> Tally:
    row = session.get(PromiseMonthRow, (month, role.value))
    return Tally(month, role) if row is None else _as_tally(row)


def keep_tally(session: Session, kept: Tally) -> None:
    session.merge(PromiseMonthRow(**{**asdict(kept), "role": kept.role.value}))
    session.flush()


def tallies(session: Session, first: str, before: str) -> tuple[Tally, ...]:
    """Return the months from one up to another, the latest first; who is left out has none."""
    rows = session.scalars(
        select(PromiseMonthRow)
        .where(PromiseMonthRow.month >= first, PromiseMonthRow.month < before)
        .order_by(PromiseMonthRow.month.desc(), PromiseMonthRow.role)
    )
    return tuple(map(_as_tally, rows))


def is_any_before(session: Session, month: str) -> bool:
    older = select(PromiseMonthRow.month).where(PromiseMonthRow.month < month)
    return session.scalar(older.limit(1)) is not None


def forget_before(session: Session, month: str) -> None:
    session.execute(delete(PromiseMonthRow).where(PromiseMonthRow.month < month))


def forget_person(session: Session, person_id: str) -> None:
    """Let no test go to somebody; one that then goes to nobody is removed, since it measures nothing."""
    theirs = delete(PromiseTestAddressRow).where(PromiseTestAddressRow.person_id == person_id)
    found = session.scalars(theirs.returning(PromiseTestAddressRow.test_id)).all()
    others = select(PromiseTestAddressRow.test_id)
    session.execute(
        delete(PromiseTestRow).where(PromiseTestRow.id.in_(found), PromiseTestRow.id.not_in(others))
    )


def _as_tally(row: PromiseMonthRow) -> Tally:
    return Tally(
        month=row.month,
        role=Role(row.role),
        in_time=row.in_time,
        late=row.late,
        not_taken=row.not_taken,
        longest_minutes=row.longest_minutes,
        staffed_days=row.staffed_days,
        covered_days=row.covered_days,
        counted_to=row.counted_to,
        is_alone=row.is_alone,
    )
