"""What stands in action logs under one person's own name."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellbeing.actions.log import Decision
from wellbeing.actions.rows import AnswerRow, PassedUpRow, TeamActionRow


@dataclass(frozen=True)
class OwnEntry:
    """One thing a person stands for in a log: what they did, on which day, and the words beside it."""

    unit_id: str
    did: str
    on: date
    heard: str
    words: str
    # Only an answer is surely the person's own text.
    is_answer: bool = False

    @property
    def without_the_team(self) -> "OwnEntry":
        return replace(self, heard="", words=self.words if self.is_answer else "")


_ACTION = (TeamActionRow.unit_id, TeamActionRow.heard)
OWNS, PASSED_UP = "looks after it", "passed it up"
ANSWERS = {
    Decision.YES: "answered: yes",
    Decision.NO: "answered: no",
    Decision.BY: "answered: by a later day",
}


def own_entries(session: Session, person_id: str) -> tuple[OwnEntry, ...]:
    """Return what a person looks after, passed up and answered, in order of time."""
    owned = session.execute(
        select(*_ACTION, TeamActionRow.does, TeamActionRow.changed_on).where(
            TeamActionRow.owner_id == person_id
        )
    )
    passed = session.execute(
        select(*_ACTION, PassedUpRow.passed_on)
        .join(PassedUpRow, PassedUpRow.action_id == TeamActionRow.id)
        .where(PassedUpRow.passed_by == person_id)
    )
    answered = session.execute(
        select(*_ACTION, AnswerRow.decision, AnswerRow.answered_on, AnswerRow.why)
        .join(AnswerRow, AnswerRow.action_id == TeamActionRow.id)
        .where(AnswerRow.answered_by == person_id)
    )
    found = [
        *(OwnEntry(one.unit_id, OWNS, one.changed_on, one.heard, one.does) for one in owned),
        *(OwnEntry(one.unit_id, PASSED_UP, one.passed_on, one.heard, "") for one in passed),
        *(
            OwnEntry(
                one.unit_id,
                _decided(one.decision),
                one.answered_on,
                one.heard,
                one.why,
                is_answer=True,
            )
            for one in answered
        ),
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.unit_id, one.did, one.heard)))


def _decided(decision: str) -> str:
    return ANSWERS[Decision(decision)]
