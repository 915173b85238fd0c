"""How much of the action logs hangs on a unit: numbers for whoever is about to let it end, no words."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wellbeing.actions.log import OPEN
from wellbeing.actions.rows import PassedUpRow, TeamActionRow


@dataclass(frozen=True)
class Tied:
    """How many actions a unit has, and what was passed up from it and to it and is still open."""

    actions: int
    open_actions: int
    # The ids of the units that were asked.
    asks: tuple[str, ...]
    asked: int


def tied_to(session: Session, unit_id: str) -> Tied:
    """Return what hangs on a unit."""
    is_its, is_open = TeamActionRow.unit_id == unit_id, TeamActionRow.state.in_(OPEN)
    count = select(func.count()).select_from(TeamActionRow)
    passed = select(PassedUpRow.to_unit_id).join(
        TeamActionRow, TeamActionRow.id == PassedUpRow.action_id
    )
    asks = session.scalars(passed.where(is_its, is_open).distinct())
    asked = passed.where(PassedUpRow.to_unit_id == unit_id, is_open).subquery()
    return Tied(
        actions=session.scalar(count.where(is_its)) or 0,
        open_actions=session.scalar(count.where(is_its, is_open)) or 0,
        asks=tuple(sorted(asks)),
        asked=session.scalar(select(func.count()).select_from(asked)) or 0,
    )
