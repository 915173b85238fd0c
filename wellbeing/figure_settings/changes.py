"""The value that stands for a proposed or agreed change of the numbers that protect figures."""

from dataclasses import dataclass
from datetime import date

from wellbeing.disclosure import Parameters
from wellbeing.two_people import Decision


@dataclass(frozen=True)
class Change:
    """All numbers as one text, who proposed and decided them, and from which cycle they hold."""

    id: str
    text: str
    text_sha256: str
    rho_cycle: float
    smallest_group: int
    smallest_tally: int
    why: str
    proposed_by: str
    proposed_on: date
    decision: Decision = Decision.OPEN
    decided_by: str | None = None
    decided_on: date | None = None
    decided_why: str = ""
    from_cycle: int | None = None
    # Taken back after it was agreed, before it began.
    stopped_by: str | None = None
    stopped_on: date | None = None

    def is_of(self, parameters: Parameters) -> bool:
        """Say whether the columns that the database guards are those of the text."""
        return (self.rho_cycle, self.smallest_group, self.smallest_tally) == (
            parameters.rho_cycle,
            parameters.smallest_group,
            parameters.smallest_tally,
        )
