"""A request as it is kept: what was asked, who has it, who looked, and how it ended."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from pydantic import TypeAdapter

from wellbeing.stepped_care.canonical import EXACT


class Kind(StrEnum):
    """What a person asks for."""

    TALK = "talk"
    REVIEW = "review"
    FORMAL = "formal"


class Ending(StrEnum):
    """How a request ended."""

    TALKED = "talked"
    REVIEWED = "reviewed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Wish:
    """What a person asks for, with whom and how they would like to talk; empty where left open."""

    kind: Kind
    soon: bool = False
    with_whom: str = ""
    how: str = ""
    words: str = ""
    # The one contact they chose to read it first; empty for all of the kind at once.
    first: str = ""
    interpreter: str = ""
    language: str = ""
    safe_times: str = ""
    not_by: tuple[str, ...] = ()
    may_leave_message: bool = False

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Promised:
    """What was said before a request was sent, by the organisation's staffed hours of that moment.

    It is read from `read_from` on, and somebody has taken it by `due_at`. `moments` are those at
    which it passes on to the next contact, while nobody has taken it.
    """

    asked_on: date
    due_on: date
    asked_at: datetime
    read_from: datetime
    due_at: datetime
    moments: tuple[datetime, ...] = ()

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class HandedOn:
    """The clock gave the request to one more contact."""

    to: str
    at: datetime

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Look:
    """A contact opened the request on a day, so many times."""

    by: str
    on: date
    times: int = 1

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Taking:
    """A contact took the request on, until they handed it back."""

    by: str
    on: date
    back_on: date | None = None

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


@dataclass(frozen=True)
class Case:
    """One request, whole. People are named by their ids.

    `contacts` may open it; those in `queue` get it in their order, while nobody has taken it.
    """

    asker: str
    wish: Wish
    promised: Promised
    contacts: tuple[str, ...]
    queue: tuple[str, ...] = ()
    handed_on: tuple[HandedOn, ...] = ()
    # When the person was told that nobody has taken it: once.
    told_at: datetime | None = None
    takings: tuple[Taking, ...] = ()
    looks: tuple[Look, ...] = ()
    ending: Ending | None = None
    ended_on: date | None = None
    ended_by: str = ""
    outcome: Outcome | None = None

    __pydantic_config__ = EXACT

    @property
    def asked_on(self) -> date:
        return self.promised.asked_on

    @property
    def due_on(self) -> date:
        return self.promised.due_on

    @property
    def gave_back(self) -> frozenset[str]:
        """Return who took it and said since that they cannot do it."""
        return frozenset(one.by for one in self.takings if one.back_on)

    @property
    def asked(self) -> frozenset[str]:
        """Return who has it or is to get it, but for those who said that they cannot do it."""
        return frozenset((*self.contacts, *self.queue)) - self.gave_back

    @property
    def taken(self) -> Taking | None:
        """Return who has it at the moment."""
        latest = self.takings[-1] if self.takings else None
        return None if latest is None or latest.back_on else latest

    def looked_at(self, by: str, on: date) -> "Case":
        """Write down a look; several on one day are counted together."""
        last = self.looks[-1] if self.looks else None
        if last is not None and (last.by, last.on) == (by, on):
            again = replace(last, times=last.times + 1)
            return replace(self, looks=(*self.looks[:-1], again))
        return replace(self, looks=(*self.looks, Look(by, on)))

    def taken_by(self, by: str, on: date) -> "Case":
        """Give it to somebody; whoever had it and can no longer answer loses it."""
        return replace(self, takings=(*self.handed_back(on).takings, Taking(by, on)))

    def handed_back(self, on: date) -> "Case":
        if self.taken is None:
            return self
        back = replace(self.takings[-1], back_on=on)
        return replace(self, takings=(*self.takings[:-1], back))

    def handed_to(self, contact: str, at: datetime) -> "Case":
        """Give it to the next contact; who could open it before still can."""
        return replace(
            self,
            contacts=(*self.contacts, contact),
            queue=tuple(one for one in self.queue if one != contact),
            handed_on=(*self.handed_on, HandedOn(contact, at)),
        )

    def ended(
        self, ending: Ending, on: date, by: str = "", outcome: Outcome | None = None
    ) -> "Case":
        return replace(self, ending=ending, ended_on=on, ended_by=by, outcome=outcome)


_CASE = TypeAdapter(Case)


def case_to_bytes(case: Case) -> bytes:
    return _CASE.dump_json(case)


def case_from_bytes(written: bytes) -> Case:
    return _CASE.validate_json(written)
