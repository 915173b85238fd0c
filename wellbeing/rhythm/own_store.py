"""Which messages of which weeks are kept of one person, for that person to read."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellbeing.rhythm.rows import NudgeRow


@dataclass(frozen=True)
class Message:
    """One weekly message: its week, its kind, whether it has left, and the second that is due or was."""

    week: str
    kind: str
    state: str
    day: date
    second: int


def messages_to(session: Session, rhythm_id: bytes) -> tuple[Message, ...]:
    rows = session.execute(
        select(NudgeRow.week, NudgeRow.kind, NudgeRow.state, NudgeRow.day, NudgeRow.due_second)
        .where(NudgeRow.rhythm_id == rhythm_id)
        .order_by(NudgeRow.week, NudgeRow.due_second, NudgeRow.kind)
    )
    return tuple(Message(*row) for row in rows)
