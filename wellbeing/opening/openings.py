"""The value that stands for one opening: for whom, who agreed, from which day, and whether it was ended."""

from dataclasses import dataclass
from datetime import date

from wellbeing.two_people import Decision


@dataclass(frozen=True)
class Wanted:
    """For whom check-ins shall open: for everybody, or for chosen units with all that lies beneath."""

    units: tuple[str, ...] = ()
    everybody: bool = False

    def __post_init__(self) -> None:
        """Refuse what names nobody, or both."""
        if self.everybody == bool(self.units):
            raise ValueError("an opening is for everybody, or for one unit at least")


@dataclass(frozen=True)
class Opening:
    """One opening from its proposal on, whole."""

    id: str
    wanted: Wanted
    why: str
    proposed_by: str | None
    proposed_on: date
    decision: Decision = Decision.OPEN
    decided_by: str | None = None
    decided_on: date | None = None
    decided_why: str = ""
    from_day: date | None = None
    ended_by: str | None = None
    ended_on: date | None = None
    ended_why: str = ""

    def holds(self, on: date) -> bool:
        """Say whether its people can check in on a day."""
        begun = self.from_day is not None and self.from_day <= on
        return begun and (self.ended_on is None or on < self.ended_on)

    @property
    def stands(self) -> bool:
        """Say whether it was agreed, begun or not, and nobody has ended it."""
        return self.from_day is not None and self.ended_on is None

    @property
    def can_be_ended(self) -> bool:
        """Say whether two people agreed to it: a place that was made to be tried stays open."""
        return self.stands and self.decision is Decision.APPROVED
