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
    impact: int | None = None  # only where the score was high enough to ask for it
    overloaded: bool = False

    __pydantic_config__ = canonical.EXACT

    @property
    def rise(self) -> float | None:
        return None if self.baseline is None else self.w - self.baseline


@dataclass(frozen=True)
class State:
    """Where a person stands after a week; its size does not grow with the years."""

    week: canonical.WrittenWeek | None = None  # the last week taken in
    step: Step = Step.PREVENTION
    stay_began: canonical.WrittenWeek | None = None  # the current stay in Reactive
    entry_w: int | None = None  # of the week in which it began, or the first scored one after
    scored: tuple[Scored, ...] = ()  # the latest that rules may still look at
    fit_scores: tuple[int, ...] = ()  # the latest weeks fit for the baseline
    direct_events: tuple[canonical.WrittenWeek, ...] = ()  # reports rules may still ask for
    second_hand: tuple[canonical.WrittenWeek, ...] = ()  # the same, heard, read or seen later
    watch_opened: canonical.WrittenWeek | None = None  # the report that opened the last watch
    talk_open: bool = False
    suggested_by: str = ""  # the rule whose suggestion of formal support is open
    asked_formal: bool = False  # the person's own request is open
    declined_in: canonical.WrittenWeek | None = None  # the "no" that rules still respect
    last_phq_2: int | None = None
    last_gad_2: int | None = None
    weeks_without_data: int = 0
    missed_check_ins: int = 0

    __pydantic_config__ = canonical.EXACT

    @classmethod
    def from_bytes(cls, written: bytes) -> "State":
        return canonical.from_bytes(_STATE, written)

    @property
    def formal_suggested(self) -> bool:
        return self.asked_formal or bool(self.suggested_by)

    def to_bytes(self) -> bytes:
        return canonical.to_bytes(_STATE, self)


_STATE = TypeAdapter(State)

START = State()


def changed(state: State, **changes: object) -> State:
    """Do as `dataclasses.replace`, in a fifth of the time: every week of everyone comes through it."""
    after = object.__new__(State)
    after.__dict__.update(state.__dict__, **changes)
    return after
