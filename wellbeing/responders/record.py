"""A call as it is kept: who asks for contact now, how to reach them, who was told when, and what they did."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import TypeAdapter

from wellbeing.retention import span_of

# So long after it was made a call is removed, whatever became of it.
KEPT_FOR = span_of("calls")


class Deed(StrEnum):
    """What a responder says they did."""

    TAKEN = "taken"
    REACHED = "reached"
    NOT_REACHED = "not-reached"


@dataclass(frozen=True)
class Told:
    """A responder who was told, and when: from that moment they find it on their page.

    `waits` is said of a notice that has not been sent yet: they had one just before.
    """

    to: str
    at: datetime
    notice_at: datetime | None = None
    waits: bool = False


@dataclass(frozen=True)
class Look:
    """A responder opened it: first then, and so many times."""

    by: str
    at: datetime
    times: int = 1


@dataclass(frozen=True)
class Did:
    """A responder said what they did."""

    what: Deed
    by: str
    at: datetime


@dataclass(frozen=True)
class Earlier:
    """What went before its person said that nobody had spoken with them; the last of `did` said otherwise."""

    order: tuple[str, ...]
    told: tuple[Told, ...]
    did: tuple[Did, ...]
    not_so_at: datetime


@dataclass(frozen=True)
class Call:
    """One call, whole. `order` holds those it may reach; its person read of them before they pressed.

    `told` and `did` are what happened since it began, or began anew.
    """

    asker: str
    reach: str
    may_leave_message: bool
    made_at: datetime
    minutes: int
    order: tuple[str, ...]
    told: tuple[Told, ...]
    looks: tuple[Look, ...] = ()
    did: tuple[Did, ...] = ()
    # When its person was told that nobody had it; empty again once somebody takes it after all.
    nobody_at: datetime | None = None
    taken_back_at: datetime | None = None
    earlier: tuple[Earlier, ...] = ()
    # When it was ended since it came back with a backup, and all its minutes were over.
    put_back_at: datetime | None = None

    @property
    def began_at(self) -> datetime:
        """Return since when the minutes run: anew from when its person said that something is not so."""
        return self.earlier[-1].not_so_at if self.earlier else self.made_at

    @property
    def wait(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def due_at(self) -> datetime:
        """Return by when one of them should have taken it."""
        return self.began_at + self.wait * len(self.order)

    @property
    def removed_at(self) -> datetime:
        return self.made_at + KEPT_FOR

    @property
    def can_open(self) -> tuple[str, ...]:
        """Return who was told; once it is over, only who had opened it."""
        seen = {one.by for one in self.looks}
        told = dict.fromkeys(one.to for one in self.ever_told)
        return tuple(each for each in told if not self.is_over or each in seen)

    @property
    def ever_told(self) -> tuple[Told, ...]:
        return (*(one for each in self.earlier for one in each.told), *self.told)

    @property
    def ever_did(self) -> tuple[Did, ...]:
        return (*(one for each in self.earlier for one in each.did), *self.did)

    @property
    def people(self) -> frozenset[str]:
        """Return everybody in it but its person."""
        did = {one.by for one in self.ever_did} | {one.by for one in self.looks}
        return frozenset((*did, *self.next_order, *(one.to for one in self.ever_told)))

    def not_so_of(self, responder: str) -> datetime | None:
        """Return when its person said that this one had not spoken with them after all."""
        found = (one.not_so_at for one in self.earlier if one.did[-1].by == responder)
        return max(found, default=None)

    @property
    def said_not_so(self) -> tuple[str, ...]:
        """Return who said that they spoke with the person, and had not; the latest last."""
        return tuple(each.did[-1].by for each in self.earlier)

    @property
    def next_order(self) -> tuple[str, ...]:
        """Return in which order it goes on once its person says that nobody spoke with them.

        First who was never told, then who did not say that they had, of those they read about.
        """
        read = self.earlier[0].order if self.earlier else self.order
        told = {one.to for one in self.ever_told}
        said = (*self.said_not_so, *([self.reached.by] if self.reached else []))
        place = {by: number for number, by in enumerate(said)}
        return tuple(sorted(read, key=lambda each: (place.get(each, -1), each in told)))

    @property
    def queue(self) -> tuple[str, ...]:
        told = {one.to for one in self.told}
        return tuple(each for each in self.order if each not in told)

    @property
    def reached(self) -> Did | None:
        return next((one for one in self.did if one.what is Deed.REACHED), None)

    @property
    def is_over(self) -> bool:
        was_ended = self.taken_back_at is not None or self.put_back_at is not None
        return was_ended or self.reached is not None

    @property
    def gave_up(self) -> frozenset[str]:
        """Return who could not reach the person, and has not taken it again since."""
        latest = {one.by: one.what for one in self.did}
        return frozenset(by for by, what in latest.items() if what is Deed.NOT_REACHED)

    def has_it(self, now: datetime) -> str:
        """Return who took it and has time left to reach the person; nobody keeps it for longer."""
        last = next((one for one in reversed(self.did) if one.what is Deed.TAKEN), None)
        if last is None or last.by in self.gave_up or now >= last.at + self.wait:
            return ""
        return last.by

    def told_to(self, to: str, at: datetime) -> "Call":
        return replace(self, told=(*self.told, Told(to, at)))

    def noticed(self, now: datetime) -> "Call":
        """Let notices go that waited for their moment; who has opened it meanwhile needs none."""
        seen = {one.by for one in self.looks}
        told = (
            replace(one, waits=False)
            if one.waits and one.notice_at and now >= one.notice_at and one.to not in seen
            else one
            for one in self.told
        )
        return replace(self, told=tuple(told))

    def not_so(self, order: tuple[str, ...], at: datetime) -> "Call":
        """Begin anew with these: its person says that nobody has spoken with them."""
        before = Earlier(self.order, self.told, self.did, at)
        earlier = (*self.earlier, before)
        return replace(self, earlier=earlier, order=order, told=(), did=(), nobody_at=None)

    def looked_at(self, by: str, at: datetime) -> "Call":
        """Write down a look; later ones of the same responder are counted with the first."""
        known = [one.by for one in self.looks]
        if by not in known:
            return replace(self, looks=(*self.looks, Look(by, at)))
        counted = (replace(one, times=one.times + 1) if one.by == by else one for one in self.looks)
        return replace(self, looks=tuple(counted))

    def done(self, what: Deed, by: str, at: datetime) -> "Call":
        """Write down a deed; who takes it late promises anew, so their silence is told anew as well."""
        nobody_at = None if what is Deed.TAKEN else self.nobody_at
        return replace(self, did=(*self.did, Did(what, by, at)), nobody_at=nobody_at)

    def taken_back(self, at: datetime) -> "Call":
        """How to reach its person goes at once; who had opened it reads only that it was taken back."""
        return replace(self, reach="", taken_back_at=at)

    def put_back(self, at: datetime) -> "Call":
        """End it as one that came back with a backup: what became of it since, nobody knows."""
        return replace(self, reach="", put_back_at=at)


CALL = TypeAdapter(Call)
