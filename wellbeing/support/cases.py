"""A request as it is kept: what was asked, who has it, who looked, and how it ended."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from pydantic import TypeAdapter

from wellbeing.looks import LookBy, with_one_more
from wellbeing.stepped_care.canonical import EXACT
from wellbeing.support.happened import (
    Cover,
    HandedOn,
    Outcome,
    Proposal,
    Reference,
    Taking,
    Useful,
)


class Kind(StrEnum):
    """What a person asks for."""

    TALK = "talk"
    REVIEW = "review"
    FORMAL = "formal"


class Ending(StrEnum):
    """How a request ended."""

    REVIEWED = "reviewed"
    WITHDRAWN = "withdrawn"
    # Support had begun, and one of the two ended it.
    CLOSED = "closed"
    # Formal support: signed off, or not agreed to.
    SIGNED_OFF = "signed_off"
    NOT_AGREED = "not_agreed"


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
class Case:
    """One request, whole. People are named by their ids.

    `contacts` may open it; those in `queue` get it in their order, while nobody has taken it. Once
    both have talked it belongs to the two alone.
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
    looks: tuple[LookBy, ...] = ()
    ending: Ending | None = None
    ended_on: date | None = None
    ended_by: str = ""
    outcome: Outcome | None = None
    talked_on: date | None = None
    proposal: Proposal | None = None
    covers: tuple[Cover, ...] = ()
    # Who may read agreed notes that were made with somebody else: the person said so.
    notes_to: tuple[str, ...] = ()
    reference: Reference | None = None
    refused: tuple[LookBy, ...] = ()
    useful: Useful | None = None

    __pydantic_config__ = EXACT

    @property
    def asked_on(self) -> date:
        return self.promised.asked_on

    @property
    def due_on(self) -> date:
        return self.promised.due_on

    @property
    def gave_back(self) -> frozenset[str]:
        """Return who took it and said since that they cannot do it, or gave it to a colleague."""
        return frozenset(one.by for one in self.takings if one.back_on)

    @property
    def asked(self) -> frozenset[str]:
        """Return who has it or is to get it, but for those who said that they cannot do it."""
        if self.talked_on is not None:
            return frozenset({self.taken.by} if self.taken else ())
        return frozenset((*self.contacts, *self.queue)) - self.gave_back

    @property
    def taken(self) -> Taking | None:
        """Return who has it at the moment."""
        latest = self.takings[-1] if self.takings else None
        return None if latest is None or latest.back_on else latest

    def has_it_on(self, day: date) -> tuple[str, ...]:
        """Return who has it on a day: first who covers for an absence, then who took it."""
        if self.taken is None:
            return ()
        covering = self.cover_on(day)
        return (*((covering.by,) if covering else ()), self.taken.by)

    def cover_on(self, day: date) -> Cover | None:
        latest = self.covers[-1] if self.covers and self.taken else None
        return latest if latest is not None and latest.covers(day) else None

    @property
    def had(self) -> frozenset[str]:
        """Return everybody who ever had it, for good or for a time."""
        took = frozenset(one.by for one in self.takings)
        return took | frozenset(one.by for one in self.covers)

    def is_open_to(self, contact: str, day: date) -> bool:
        """Say whether it is addressed to a contact on a day; who gave it away has lost it."""
        if contact in self.has_it_on(day):
            return True
        moved = {one.by for one in self.takings if one.moved_to}
        return self.talked_on is None and contact in self.contacts and contact not in moved

    @property
    def addressed(self) -> frozenset[str]:
        """Return for whom it can be found; who of them may open it, `is_open_to` says for a day."""
        moved = {one.by for one in self.takings if one.moved_to}
        asked = () if self.talked_on else self.contacts
        covering = tuple(one.by for one in self.covers[-1:] if one.ended_on is None)
        has_it = (self.taken.by, *covering) if self.taken else ()
        return frozenset(asked) - moved | frozenset(has_it)

    @property
    def holds_place(self) -> bool:
        """Say whether it stands in the way of another of its kind; support that has begun does not."""
        return self.ending is None and (self.talked_on is None or self.wish.kind is Kind.FORMAL)

    def looked_at(self, by: str, on: date) -> "Case":
        """Write down a look; several on one day are counted together."""
        return replace(self, looks=with_one_more(self.looks, LookBy(by, on)))

    def refused_to(self, by: str, on: date) -> "Case":
        """Write down that somebody who had it tried to open it, and did not get to see it."""
        return replace(self, refused=with_one_more(self.refused, LookBy(by, on)))

    def taken_by(self, by: str, on: date) -> "Case":
        """Give it to somebody; whoever had it and can no longer answer loses it."""
        return replace(self, takings=(*self.handed_back(on).takings, Taking(by, on)))

    def handed_back(self, on: date) -> "Case":
        if self.taken is None:
            return self
        back = replace(self.takings[-1], back_on=on)
        after = self.cover_ended(on)
        return replace(after, takings=(*self.takings[:-1], back), proposal=None)

    def moved_to(self, contact: str, on: date) -> "Case":
        """Give it to a colleague for good; who had it has lost it."""
        if self.taken is None:
            raise ValueError("nobody has it who could give it away")
        given = replace(self.takings[-1], back_on=on, moved_to=contact)
        contacts = self.contacts if contact in self.contacts else (*self.contacts, contact)
        takings = (*self.takings[:-1], given, Taking(contact, on))
        after = self.cover_ended(on)
        return replace(after, contacts=contacts, takings=takings, proposal=None)

    def covered_by(self, cover: Cover) -> "Case":
        return replace(self, covers=(*self.covers, cover), proposal=None)

    def cover_ended(self, on: date) -> "Case":
        """End a cover early; that somebody had the case stays written down."""
        latest = self.covers[-1] if self.covers else None
        if latest is None or latest.last < on:
            return self
        begun = (replace(latest, ended_on=on),) if latest.since <= on else ()
        return replace(self, covers=(*self.covers[:-1], *begun))

    def have_talked(self, on: date) -> "Case":
        """Write down the first talk: from now on it belongs to its two people alone."""
        return replace(self, talked_on=on, queue=(), told_at=None)

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
        return replace(
            self, ending=ending, ended_on=on, ended_by=by, outcome=outcome, proposal=None
        )


_CASE = TypeAdapter(Case)


def case_to_bytes(case: Case) -> bytes:
    return _CASE.dump_json(case)


def case_from_bytes(written: bytes) -> Case:
    return _CASE.validate_json(written)
