"""The values that stand for a policy that was proposed, agreed or in force from the beginning."""

from dataclasses import dataclass
from datetime import date

from wellbeing.two_people import Decision, text_hash
from wellbeing.week import Week

__all__ = ["DECIDES", "Change", "Decision", "text_hash"]

DECIDES = (Decision.FOUNDING, Decision.APPROVED)


@dataclass(frozen=True)
class Change:
    """One policy as it is kept: its whole text, who proposed and decided it, and why."""

    id: str
    text: str
    text_sha256: str
    policy_sha256: str
    shipped_as: str
    why: str
    proposed_by: str | None
    proposed_on: date
    decision: Decision = Decision.OPEN
    decided_by: str | None = None
    decided_on: date | None = None
    decided_why: str = ""
    from_week: Week | None = None

    @property
    def is_founding(self) -> bool:
        return self.decision is Decision.FOUNDING

    @property
    def begins(self) -> Week:
        """Return its first week; only what decides has one."""
        if self.from_week is None:
            raise ValueError("a policy that decides nothing has no first week")
        return self.from_week

    @property
    def decides(self) -> bool:
        """Say whether it is, was or will be in force."""
        return self.decision in DECIDES
