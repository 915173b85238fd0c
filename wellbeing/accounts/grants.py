"""The value that stands for a role somebody shall have: who asked for it, why, and who agreed."""

from dataclasses import dataclass
from datetime import date

OPEN, APPROVED, DECLINED, WITHDRAWN = "open", "approved", "declined", "withdrawn"


@dataclass(frozen=True)
class RoleGrant:
    """A role asked for on a day; it is held only once somebody else has agreed."""

    id: str
    person_id: str
    role: str
    why: str
    proposed_by: str
    proposed_on: date
    decision: str = OPEN
    decided_by: str | None = None
    decided_on: date | None = None
    decided_why: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        return (self.person_id, self.role)
