"""What happened to a request: who looked, who took it, to whom it moved, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wellbeing.stepped_care.canonical import EXACT


@dataclass(frozen=True)
class HandedOn:
    """The clock gave the request to one more contact."""

    to: str
    at: datetime

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Taking:
    """A contact took the request on, until they handed it back or it moved with the person's yes."""

    by: str
    on: date
    back_on: date | None = None
    moved_to: str = ""

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Cover:
    """Somebody has the case while whoever took it is away; the person agreed to it."""

    by: str
    since: date
    until: date
    # When it ended before its last day.
    ended_on: date | None = None

    __pydantic_config__ = EXACT

    @property
    def last(self) -> date:
        return self.ended_on or self.until

    def covers(self, day: date) -> bool:
        return self.ended_on is None and self.since <= day <= self.until


@dataclass(frozen=True)
class Proposal:
    """Whoever has a case would like a colleague to have it; the person has not answered yet.

    With `since` and `until` it is for a time of absence, else for good.
    """

    by: str
    to: str
    on: date
    words: str = ""
    since: date | None = None
    until: date | None = None

    __pydantic_config__ = EXACT

    def stands_on(self, day: date) -> bool:
        """Say whether it can still be answered: not once the days it is for are over."""
        return self.until is None or day <= self.until


@dataclass(frozen=True)
class Reference:
    """Where a note outside this service is found: one line of whoever wrote it."""

    by: str
    on: date
    line: str

    __pydantic_config__ = EXACT


class Use(StrEnum):
    """Whether support was of use, said by the person alone."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True)
class Useful:
    """What a person says of a closed case; `for_whom` may read it, if they chose so."""

    use: Use
    words: str = ""
    for_whom: str = ""

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Outcome:
    """What came of a review; who sees it differently owes a reason and an alternative."""

    agreed: bool
    said: str
    alternative: str = ""

    __pydantic_config__ = EXACT

    def __post_init__(self) -> None:
        """Raise ValueError for a review that owes the person an explanation."""
        if not self.said or not (self.agreed or self.alternative):
            raise ValueError("a review needs words, and without agreement also an alternative")
