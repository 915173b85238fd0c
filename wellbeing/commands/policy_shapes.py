"""The shape of one person in a file of histories: what may stand there, and between which limits."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator

from wellbeing.stepped_care import (
    HIGHEST_ANSWER,
    HIGHEST_SCORE,
    MOST_USUAL,
    SIGNS,
    ActKind,
    Event,
    Instrument,
    Talk,
)
from wellbeing.week import Week

EARLIEST, LATEST = Week(2000, 1), Week(2099, 52)


def _week(written: object) -> Week:
    if isinstance(written, str):
        week = Week.parse(written)
        if EARLIEST <= week <= LATEST:
            return week
    raise ValueError("not a week")


def _named_signs(usual: frozenset[str]) -> frozenset[str]:
    if len(usual) > MOST_USUAL or not usual <= set(SIGNS):
        raise ValueError("not such signs")
    return usual


Answer = Annotated[int | None, Field(ge=0, le=HIGHEST_ANSWER)]
WrittenWeek = Annotated[Week, PlainValidator(_week)]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SignsLine(_Line):
    """The six warning signs of one check-in."""

    sleep: Answer = None
    alert: Answer = None
    worry: Answer = None
    irritable: Answer = None
    low: Answer = None
    avoid: Answer = None


class CheckInLine(_Line):
    """One check-in; a key that is missing is a question that was not answered."""

    week: WrittenWeek
    w: Annotated[int | None, Field(ge=0, le=HIGHEST_SCORE)] = None
    signs: SignsLine | None = None
    usual: Annotated[frozenset[str], AfterValidator(_named_signs)] = frozenset()
    op: Answer = None
    org: Answer = None
    life: Answer = None
    support: Answer = None
    support_not_needed: bool = False
    impact: Answer = None
    event: Event | None = None
    talk: Talk | None = None


class ActLine(_Line):
    """One act, recorded in a week."""

    week: WrittenWeek
    act: ActKind
    instrument: Instrument | None = None
    score: int | None = None


class PersonLine(_Line):
    """One person."""

    id: str
    weeks: tuple[CheckInLine, ...] = ()
    acts: tuple[ActLine, ...] = ()
