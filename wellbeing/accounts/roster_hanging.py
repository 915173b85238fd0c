"""What hangs on a unit that ends, handed in by those who know: this house has no say in logs or figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Hanging:
    """What nobody can read any more once a unit has ended; counts and names of units, no words."""

    unit_id: str
    actions: int = 0
    open_actions: int = 0
    # The units that were asked about open actions; those that end too answer no more.
    passed_up: tuple[str, ...] = ()
    # How many open actions of others wait for this unit's answer.
    asked: int = 0
    agreement: bool = False
    figures_until: date | None = None

    def __str__(self) -> str:
        return "; ".join(self._parts()) or "nothing hangs on it"

    def _parts(self) -> Iterator[str]:
        if self.actions:
            yield f"{self.open_actions} open of {self.actions} actions"
        if self.passed_up:
            yield f"passed up, and still with whoever leads {', '.join(self.passed_up)}"
        if self.asked:
            yield f"{self.asked} passed up to it without an answer, to be passed up anew"
        if self.agreement:
            yield "an agreement"
        if self.figures_until:
            yield f"figures of a cycle that runs until {self.figures_until}"
