"""What one week brings: the answers of a check-in, and the acts recorded beside it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import PlainSerializer, TypeAdapter

from wellbeing.stepped_care import canonical

SIGNS = ("sleep", "alert", "worry", "irritable", "low", "avoid")
HIGHEST_ANSWER = 3
HIGHEST_SCORE = HIGHEST_ANSWER * len(SIGNS)
MOST_USUAL = 2


class Event(StrEnum):
    """Whether something very distressing happened at work; never what it was."""

    NONE = "none"
    DIRECT = "direct"
    SECOND_HAND = "second_hand"
    BOTH = "both"
    RATHER_NOT_SAY = "rather_not_say"


class Talk(StrEnum):
    """Whether the person would like someone to talk with them."""

    NO = "no"
    FEW_DAYS = "few_days"
    SOON = "soon"


class ActKind(StrEnum):
    """What a person, or someone together with them, did apart from checking in."""

    TALK_HELD = "talk_held"
    TALK_WITHDRAWN = "talk_withdrawn"
    CLOSE_REACTIVE = "close_reactive"
    ASK_FORMAL = "ask_formal"
    DECLINE_FORMAL = "decline_formal"
    SIGN_OFF_FORMAL = "sign_off_formal"
    END_FORMAL = "end_formal"
    SCREEN = "screen"
    FRESH_START = "fresh_start"

    @property
    def tells_how_it_was(self) -> bool:
        """Say whether it counts as data of its week; that something changed tells of no week."""
        return self is not ActKind.FRESH_START


class Instrument(StrEnum):
    """A published screen that a person may choose to fill in; its result is theirs."""

    PC_PTSD_5 = "pc_ptsd_5"
    PHQ_4 = "phq_4"
    PHQ_2 = "phq_2"
    GAD_2 = "gad_2"

    @property
    def highest(self) -> int:
        return _HIGHEST_OF_SCREEN[self]


_HIGHEST_OF_SCREEN = {
    Instrument.PC_PTSD_5: 5,
    Instrument.PHQ_4: 12,
    Instrument.PHQ_2: 6,
    Instrument.GAD_2: 6,
}


@dataclass(frozen=True)
class CheckIn:
    """The answers of one check-in; None is a question that was skipped, never a zero."""

    signs: tuple[int | None, ...]  # six, in the order of SIGNS
    usual: Annotated[frozenset[str], PlainSerializer(sorted)] = frozenset()
    op: int | None = None
    org: int | None = None
    life: int | None = None
    support: int | None = None
    support_not_needed: bool = False
    impact: int | None = None
    event: Event | None = None
    talk: Talk | None = None

    __pydantic_config__ = canonical.EXACT

    def __post_init__(self) -> None:
        """Raise ValueError for answers that the questions do not offer."""
        scored = (*self.signs, self.op, self.org, self.life, self.support, self.impact)
        if any(answer not in (None, 0, 1, 2, 3) for answer in scored):
            raise ValueError("an answer is a whole number from 0 to 3, or None when skipped")
        if len(self.signs) != len(SIGNS):
            raise ValueError(f"a check-in has {len(SIGNS)} answers about warning signs")
        if not self.usual <= set(SIGNS) or len(self.usual) > MOST_USUAL:
            raise ValueError(f"at most {MOST_USUAL} of {', '.join(SIGNS)} can be usual")
        if self.support_not_needed and self.support is not None:
            raise ValueError("support is either scored or was not needed")

    @property
    def asks_to_talk(self) -> bool:
        return self.talk in (Talk.FEW_DAYS, Talk.SOON)

    @property
    def is_overloaded(self) -> bool:
        """More pressure than could be managed, and no support for it."""
        return HIGHEST_ANSWER in (self.op, self.org, self.life) and self.support == 0


@dataclass(frozen=True)
class Act:
    """Something done in a week that the rules take into account."""

    kind: ActKind
    instrument: Instrument | None = None  # of a screen, with its score
    score: int | None = None

    __pydantic_config__ = canonical.EXACT

    def __post_init__(self) -> None:
        """Raise ValueError unless a screen, and nothing else, has an instrument and a score."""
        if self.kind is not ActKind.SCREEN:
            if self.instrument is not None or self.score is not None:
                raise ValueError("only a screen has an instrument and a score")
        elif self.instrument is None or self.score is None:
            raise ValueError("a screen has an instrument and a score")
        elif not 0 <= self.score <= self.instrument.highest:
            raise ValueError(f"{self.instrument} is scored from 0 to {self.instrument.highest}")


@dataclass(frozen=True)
class WeekInput:
    """One week of one person; a week without data is an input too."""

    week: canonical.WrittenWeek
    check_in: CheckIn | None = None
    acts: tuple[Act, ...] = ()

    __pydantic_config__ = canonical.EXACT

    @classmethod
    def from_bytes(cls, written: bytes) -> "WeekInput":
        return canonical.from_bytes(_WEEK_INPUT, written)

    @property
    def has_data(self) -> bool:
        return self.check_in is not None or any(act.kind.tells_how_it_was for act in self.acts)

    @property
    def starts_afresh(self) -> bool:
        """Say whether the usual level is to be made only of the weeks after this one."""
        return any(act.kind is ActKind.FRESH_START for act in self.acts)

    def to_bytes(self) -> bytes:
        return canonical.to_bytes(_WEEK_INPUT, self)


_WEEK_INPUT = TypeAdapter(WeekInput)
