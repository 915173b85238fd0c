"""What later weeks need to know of the weeks before them, and nothing more: so answers can expire."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from wellbeing.stepped_care import canonical
from wellbeing.stepped_care.placement import Step


@dataclass(frozen=True)
class Scored:
    """A check-in with a score, and the usual level it was compared with in its own week."""

    week: canonical.WrittenWeek
    w: int
    baseline: float | None


@dataclass(frozen=True)
class State:
    """Where a person stands after a week; its size does not grow with the years."""

    week: canonical.WrittenWeek | None = None  # the last week taken in
    step: Step = Step.PREVENTION
    stay_began: canonical.WrittenWeek | None = None  # the current stay in Reactive
    scored: tuple[Scored, ...] = ()  # the latest that rules may still look at
    fit_scores: tuple[int, ...] = ()  # the latest weeks fit for the baseline
    direct_event: canonical.WrittenWeek | None = None  # the report whose window may be open
    watch_opened: canonical.WrittenWeek | None = None  # the report that opened the last watch
    talk_open: bool = False
    weeks_without_data: int = 0

    __pydantic_config__ = canonical.EXACT

    @classmethod
    def from_bytes(cls, written: bytes) -> "State":
        return canonical.from_bytes(_STATE, written)

    def to_bytes(self) -> bytes:
        return canonical.to_bytes(_STATE, self)


_STATE = TypeAdapter(State)

START = State()
