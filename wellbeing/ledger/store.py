"""Questions asked of the ledger's tables, and the only statements that add to them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from wellbeing.disclosure import (
    CyclePlan,
    Kind,
    Level,
    Menu,
    Parameters,
    ReleasedCell,
    UnitPlan,
)
from wellbeing.ledger import chain
from wellbeing.ledger.rows import ReleaseCellRow, ReleaseCycleRow, ReleasePlanRow

# One number for "the ledger", so that two publishers on PostgreSQL wait for each other.
LOCK = 7_203_114
Entry = ReleaseCycleRow | ReleaseCellRow


@dataclass(frozen=True)
class Head:
    """The newest entry of the chain."""

    entry: int = 0
    sha256: str = chain.BEGINNING


def lock(session: Session) -> None:
    """Let one publisher at a time write; on SQLite the writing transaction does that already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def head(session: Session) -> Head:
    newest = (
        session.scalar(select(ReleaseCycleRow).order_by(ReleaseCycleRow.entry.desc()).limit(1)),
        session.scalar(select(ReleaseCellRow).order_by(ReleaseCellRow.id.desc()).limit(1)),
    )
    heads = [Head(entry_of(row), row.row_sha256) for row in newest if row is not None]
    return max(heads, key=lambda one: one.entry, default=Head())


def highest_fence(session: Session) -> int:
    """Return the highest fence that ever wrote."""
    fences = (
        session.scalar(select(func.max(ReleaseCycleRow.fence))),
        session.scalar(select(func.max(ReleaseCellRow.fence))),
    )
    return max(fence or 0 for fence in fences)


def entries(session: Session) -> list[Entry]:
    """Return all entries in the order of the chain."""
    found: list[Entry] = [*cycles(session), *cells(session)]
    return sorted(found, key=entry_of)


def entry_of(row: Entry) -> int:
    return row.entry if isinstance(row, ReleaseCycleRow) else row.id


def cycles(session: Session) -> Sequence[ReleaseCycleRow]:
    return session.scalars(select(ReleaseCycleRow).order_by(ReleaseCycleRow.id)).all()


def cycle(session: Session, cycle: int) -> ReleaseCycleRow | None:
    return session.get(ReleaseCycleRow, cycle)


def sha256_at(session: Session, entry: int) -> str | None:
    """Return the hash of one entry of the chain."""
    return session.scalar(
        select(ReleaseCellRow.row_sha256).where(ReleaseCellRow.id == entry)
    ) or session.scalar(select(ReleaseCycleRow.row_sha256).where(ReleaseCycleRow.entry == entry))


def lines(session: Session, cycle: int | None = None) -> dict[int, list[ReleasePlanRow]]:
    """Return the lines of every cycle's plan, or of one cycle's."""
    by_cycle: dict[int, list[ReleasePlanRow]] = {} if cycle is None else {cycle: []}
    ordered = select(ReleasePlanRow).order_by(ReleasePlanRow.cycle_id, ReleasePlanRow.unit_key)
    if cycle is not None:
        ordered = ordered.where(ReleasePlanRow.cycle_id == cycle)
    for row in session.scalars(ordered):
        by_cycle.setdefault(row.cycle_id, []).append(row)
    return by_cycle


def cells(session: Session) -> Sequence[ReleaseCellRow]:
    return session.scalars(select(ReleaseCellRow).order_by(ReleaseCellRow.id)).all()


def windows(session: Session) -> frozenset[int]:
    """Return the running numbers of all windows that have figures."""
    return frozenset(session.scalars(select(ReleaseCellRow.window_index).distinct()))


def config_of(plan: CyclePlan) -> str:
    """Return the one written form of what holds for a whole cycle."""
    config = {"centre": plan.centre, "parameters": plan.parameters.model_dump(mode="json")}
    return json.dumps(config, sort_keys=True, separators=(",", ":"))


def as_plan(row: ReleaseCycleRow, plan: Iterable[ReleasePlanRow]) -> CyclePlan:
    config = json.loads(row.config_json)
    return CyclePlan(
        cycle=row.id,
        centre=float(config["centre"]),
        parameters=Parameters.model_validate(config["parameters"]),
        units=tuple(sorted(map(_as_unit, plan), key=lambda unit: unit.unit_key)),
    )


def as_line(cycle: int, unit: UnitPlan) -> ReleasePlanRow:
    return ReleasePlanRow(
        cycle_id=cycle,
        unit_key=unit.unit_key,
        level=str(unit.level),
        label=unit.label,
        above=unit.above,
        cohort_n=unit.people,
        menu=str(unit.menu),
        kind=str(unit.kind),
        rho=unit.rho,
        shown_with=unit.shown_with,
        follows=unit.follows,
    )


def as_cell(row: ReleaseCellRow) -> ReleasedCell:
    return ReleasedCell(
        cycle=row.cycle_id,
        window=row.window_index,
        unit_key=row.unit_key,
        kind=Kind(row.kind),
        people=row.cohort_n,
        centre=row.centre,
        clip=row.clip,
        sigma=row.sigma,
        released=row.released_int,
        indicator=row.indicator,
    )


def _as_unit(row: ReleasePlanRow) -> UnitPlan:
    return UnitPlan(
        level=Level(row.level),
        unit_key=row.unit_key,
        label=row.label,
        above=row.above,
        people=row.cohort_n,
        menu=Menu(row.menu),
        rho=row.rho,
        kind=Kind(row.kind),
        shown_with=row.shown_with,
        follows=row.follows,
    )
