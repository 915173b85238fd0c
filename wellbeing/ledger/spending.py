"""What every line of a cohort has spent of its budget, added up from the ledger's rows alone.

It shares no arithmetic with the plan: sensitivities and noise are what the rows say, and what a
person enters follows from the lines above their home.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wellbeing.ledger.rows import ReleaseCellRow, ReleaseCycleRow, ReleasePlanRow

# Another record moves a sum by 8 at most: from -4 to 4.
MOST_MOVED = 8
# In a tally it leaves one count and enters another: each moves by 1.
COUNTS_MOVED = 2
TALLY = "tally"
# Of units at these levels people are counted by step.
COUNTED_LEVELS = frozenset({"directorate", "organisation"})


@dataclass(frozen=True)
class Spent:
    """What the published figures of a cycle cost the people of one home unit so far."""

    cycle: int
    unit_key: str
    label: str
    people: int
    spent: float
    limit: float

    @property
    def is_over(self) -> bool:
        return self.spent > self.limit * (1 + 1e-9)


@dataclass(frozen=True)
class _Published:
    """One noise of one unit: how many numbers have it."""

    unit_key: str
    level: str
    kind: str
    rhythm: str
    window: int
    sigma: float
    people: int
    numbers: int

    @property
    def cost(self) -> float:
        if self.kind == TALLY:
            return COUNTS_MOVED / (2 * self.sigma**2)
        return self.numbers * MOST_MOVED**2 / (2 * self.sigma**2)


def spending(session: Session) -> Iterator[Spent]:
    """Give every line of every cohort with what it has spent, cycle by cycle."""
    for cycle in session.scalars(select(ReleaseCycleRow).order_by(ReleaseCycleRow.id)):
        lines = _lines(session, cycle.id)
        cost = _cost(session, cycle.id)
        limit = float(json.loads(cycle.config_json)["parameters"]["rho_cycle"])
        for line in lines.values():
            entered = _entered(lines, line)
            spent = sum(cost.get(unit_key, 0.0) for unit_key in entered)
            yield Spent(cycle.id, line.unit_key, line.label, line.cohort_n, spent, limit)


def too_small(session: Session) -> Iterator[tuple[int, str]]:
    """Give cycle and unit of every figure about fewer people than its own cycle allows."""
    for cycle in session.scalars(select(ReleaseCycleRow).order_by(ReleaseCycleRow.id)):
        parameters = json.loads(cycle.config_json)["parameters"]
        sizes = {key: line.cohort_n for key, line in _lines(session, cycle.id).items()}
        for one in _published(session, cycle.id):
            fewest = parameters["smallest_tally" if one.kind == TALLY else "smallest_group"]
            is_counted_too_low = one.kind == TALLY and one.level not in COUNTED_LEVELS
            if one.people != sizes.get(one.unit_key) or one.people < fewest or is_counted_too_low:
                yield cycle.id, one.unit_key


def _lines(session: Session, cycle: int) -> Mapping[str, ReleasePlanRow]:
    rows = session.scalars(
        select(ReleasePlanRow)
        .where(ReleasePlanRow.cycle_id == cycle)
        .order_by(ReleasePlanRow.unit_key)
    )
    return {row.unit_key: row for row in rows}


def _cost(session: Session, cycle: int) -> Mapping[str, float]:
    cost: dict[str, float] = {}
    for one in _published(session, cycle):
        cost[one.unit_key] = cost.get(one.unit_key, 0.0) + one.cost
    return cost


def _published(session: Session, cycle: int) -> Iterator[_Published]:
    about = (
        ReleaseCellRow.unit_key,
        ReleaseCellRow.level,
        ReleaseCellRow.kind,
        ReleaseCellRow.rhythm,
        ReleaseCellRow.window_index,
        ReleaseCellRow.sigma,
        ReleaseCellRow.cohort_n,
    )
    counted = select(*about, func.count()).where(ReleaseCellRow.cycle_id == cycle).group_by(*about)
    return (_Published(*row) for row in session.execute(counted))


def _entered(lines: Mapping[str, ReleasePlanRow], home: ReleasePlanRow) -> Sequence[str]:
    """Name every unit whose figures hold the people of a home, the home and its pool included."""
    first = home.shown_with if home.menu == "pooled" else home.unit_key
    entered: list[str] = []
    key = first
    while key and key in lines and key not in entered:
        entered.append(key)
        key = lines[key].above
    return entered
