"""Questions asked of the publisher's tables, and what is written to them."""

from collections.abc import Iterator, Mapping
from typing import cast

from sqlalchemy import Table, bindparam, delete, func, insert, select
from sqlalchemy.orm import Session, aliased

from wellbeing.at_once import PEOPLE
from wellbeing.disclosure import CyclePlan, Rhythm, WindowName, plan_from_json
from wellbeing.ledger.service import Head
from wellbeing.publishing.rows import CohortRow, FrozenPlanRow, PublishedWindowRow

# Of the table and not of objects: a cohort is everybody there is.
_COHORT = cast(Table, CohortRow.__table__)
_ADD_COHORT = insert(_COHORT)
_NEXT_OF_COHORT = (
    select(_COHORT.c.person_id, _COHORT.c.unit_key)
    .where(_COHORT.c.cycle_id == bindparam("cycle"), _COHORT.c.person_id > bindparam("last"))
    .order_by(_COHORT.c.person_id)
    .limit(PEOPLE)
)


def frozen_plan(session: Session, cycle: int) -> CyclePlan | None:
    row = session.get(FrozenPlanRow, cycle)
    return None if row is None else plan_from_json(row.plan_json)


def add_frozen_plan(session: Session, plan: CyclePlan) -> None:
    session.add(FrozenPlanRow(cycle_id=plan.cycle, plan_json=plan.as_json()))


def add_cohort(session: Session, cycle: int, homes: Mapping[str, str]) -> None:
    """Freeze where some people's home is: person → unit."""
    rows = [
        {"cycle_id": cycle, "person_id": person_id, "unit_key": unit_key}
        for person_id, unit_key in homes.items()
    ]
    session.execute(_ADD_COHORT, rows)


def first_of_old_cohorts(session: Session, before: int) -> tuple[int, str] | None:
    """Name the cycle of the oldest cohort from before a cycle, and the last of its first people."""
    cycle = session.scalar(select(func.min(CohortRow.cycle_id)))
    if cycle is None or cycle >= before:
        return None
    ids = select(CohortRow.person_id).where(CohortRow.cycle_id == cycle)
    some = ids.order_by(CohortRow.person_id).limit(PEOPLE).subquery()
    last: str = session.scalars(select(func.max(some.c.person_id))).one()
    return cycle, last


def forget_some(session: Session, cycle: int, until: str) -> None:
    """Remove people of a cohort, up to one of them."""
    session.execute(
        delete(CohortRow).where(CohortRow.cycle_id == cycle, CohortRow.person_id <= until)
    )


def people_by_home(session: Session, cycle: int) -> dict[str, int]:
    """Count a cohort's people by home unit."""
    rows = session.execute(
        select(CohortRow.unit_key, func.count().label("people"))
        .where(CohortRow.cycle_id == cycle)
        .group_by(CohortRow.unit_key)
    )
    return {row.unit_key: row.people for row in rows}


def movements(session: Session, cycle: int, earlier: int) -> list[tuple[str, str, int]]:
    """Count who was where in an earlier cycle: home now, home then, people."""
    then = aliased(CohortRow)
    rows = session.execute(
        select(CohortRow.unit_key, then.unit_key, func.count())
        .join(then, then.person_id == CohortRow.person_id)
        .where(CohortRow.cycle_id == cycle, then.cycle_id == earlier)
        .group_by(CohortRow.unit_key, then.unit_key)
    )
    return [(now, before, people) for now, before, people in rows]


def cohort(session: Session, cycle: int) -> Iterator[dict[str, str]]:
    """Read a cohort some people at a time, in the order of their ids: person → home unit."""
    last = ""
    while True:
        asked = {"cycle": cycle, "last": last}
        rows = session.connection().execute(_NEXT_OF_COHORT, asked).cursor.fetchall()
        if not rows:
            return
        last = rows[-1][0]
        yield dict(rows)


def frozen_cycles(session: Session) -> frozenset[int]:
    """Return the cycles whose plan and cohort are kept here."""
    return frozenset(session.scalars(select(FrozenPlanRow.cycle_id)))


def published_windows(session: Session) -> frozenset[WindowName]:
    rows = session.execute(select(PublishedWindowRow.rhythm, PublishedWindowRow.window_index))
    return frozenset(WindowName(Rhythm(row.rhythm), row.window_index) for row in rows)


def last_head(session: Session) -> Head:
    """Return the ledger's newest entry as it was when the last window was published."""
    row = session.scalar(
        select(PublishedWindowRow).order_by(PublishedWindowRow.ledger_entry.desc()).limit(1)
    )
    return Head() if row is None else Head(row.ledger_entry, row.ledger_sha256)


def add_published_window(session: Session, window: WindowName, head: Head) -> None:
    """Note a window as done; a second publisher that waited for the first notes it again."""
    session.merge(
        PublishedWindowRow(
            rhythm=str(window.rhythm),
            window_index=window.index,
            ledger_entry=head.entry,
            ledger_sha256=head.sha256,
        )
    )


def forget_published_windows(session: Session) -> None:
    """Let go of what was noted of a ledger that is not there any more."""
    session.execute(delete(PublishedWindowRow))
