"""Times two people agree on: one offers, the other picks; either may move or call off. Pure rules.

Nothing here judges anybody: a time that did not take place changes nothing but what is written
beside it, and is counted nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from wellbeing.stepped_care.canonical import EXACT

MOST_OFFERED = 5
SHORTEST, LONGEST = 10, 180
FARTHEST = timedelta(weeks=26)
# Of times that are over; the oldest go first.
MOST_PAST = 20


class Side(StrEnum):
    """One of the two people of a case."""

    ASKER = "asker"
    CONTACT = "contact"

    @property
    def other(self) -> "Side":
        return Side.CONTACT if self is Side.ASKER else Side.ASKER


class Said(StrEnum):
    """What one of the two says of a time that has passed."""

    TALKED = "talked"
    NOT_HELD = "not_held"


class ChangedError(Exception):
    """Something else stands there by now; nothing was changed."""


class NotPossibleError(ValueError):
    """Such times cannot be offered; the form refuses them in words before it comes to this."""


@dataclass(frozen=True)
class Slot:
    """One time: when, how long, in which way, and where or under which number."""

    id: str
    starts_at: datetime
    minutes: int
    how: str
    where: str = ""

    __pydantic_config__ = EXACT

    @property
    def is_the_same_as(self) -> tuple[datetime, int, str, str]:
        """Return what makes two offers the same, whatever they are called."""
        return self.starts_at, self.minutes, self.how, self.where


@dataclass(frozen=True)
class Meeting:
    """A time both agreed on, and what each says of it once it has passed."""

    slot: Slot
    asker_says: Said | None = None
    contact_says: Said | None = None
    called_off_by: Side | None = None

    __pydantic_config__ = EXACT

    def says(self, side: Side) -> Said | None:
        return self.asker_says if side is Side.ASKER else self.contact_says

    def has_begun(self, now: datetime) -> bool:
        return self.slot.starts_at <= now


@dataclass(frozen=True)
class Times:
    """What stands between the two at one moment. `version` grows with every change."""

    version: int = 0
    offered: tuple[Slot, ...] = ()
    # The person said that no time fits, and perhaps which would.
    none_fits: bool = False
    would_fit: str = ""
    agreed: Meeting | None = None
    past: tuple[Meeting, ...] = ()

    __pydantic_config__ = EXACT

    def still_offered(self, now: datetime) -> tuple[Slot, ...]:
        """Return the times that can be picked."""
        return tuple(one for one in self.offered if one.starts_at > now)

    def ahead(self, now: datetime) -> Slot | None:
        """Return the agreed time that lies ahead."""
        agreed = self.agreed
        return None if agreed is None or agreed.has_begun(now) else agreed.slot

    def offer(self, slots: Sequence[Slot], seen: int, now: datetime) -> "Times":
        """Offer times; they replace what was offered, and an agreed time that lies ahead."""
        if slots and [each.is_the_same_as for each in slots] == [
            each.is_the_same_as for each in self.offered
        ]:
            return self
        self._require_seen(seen)
        _require_possible(slots, now)
        return replace(
            self._without_agreed(Side.CONTACT, now),
            offered=tuple(slots),
            none_fits=False,
            would_fit="",
        )

    def pick(self, slot_id: str, now: datetime) -> "Times":
        """Agree on one of the offered times."""
        if self.agreed is not None and self.agreed.slot.id == slot_id:
            return self
        chosen = [one for one in self.still_offered(now) if one.id == slot_id]
        if not chosen:
            raise ChangedError
        kept = self._without_agreed(Side.ASKER, now)
        return replace(kept, offered=(), none_fits=False, would_fit="", agreed=Meeting(chosen[0]))

    def refuse(self, words: str, seen: int) -> "Times":
        """Say that none of the offered times fits, and perhaps which would."""
        if self.none_fits and self.would_fit == words:
            return self
        self._require_seen(seen)
        if not self.offered:
            raise ChangedError
        return self._next(offered=(), none_fits=True, would_fit=words)

    def ask_for_another(self, slot_id: str, words: str, now: datetime) -> "Times":
        """Give up the agreed time, and perhaps say which would fit instead."""
        if self._was_called_off(slot_id, Side.ASKER):
            return self
        self._require_ahead(slot_id, now)
        return replace(self._without_agreed(Side.ASKER, now), none_fits=True, would_fit=words)

    def call_off(self, slot_id: str, side: Side, now: datetime) -> "Times":
        """Give up the agreed time; no reason is asked for."""
        if self._was_called_off(slot_id, side):
            return self
        self._require_ahead(slot_id, now)
        return self._without_agreed(side, now)

    def take_back(self, seen: int) -> "Times":
        """Take back what is offered, as long as nothing was picked."""
        self._require_seen(seen)
        return self._next(offered=())

    def say(self, slot_id: str, side: Side, said: Said, now: datetime) -> "Times":
        """Say of a time that has begun whether the two talked; each says it for themselves."""
        agreed = self.agreed
        if agreed is None or agreed.slot.id != slot_id or not agreed.has_begun(now):
            raise ChangedError
        if agreed.says(side) is said:
            return self
        if side is Side.ASKER:
            return self._next(agreed=replace(agreed, asker_says=said))
        return self._next(agreed=replace(agreed, contact_says=said))

    def _without_agreed(self, side: Side, now: datetime) -> "Times":
        """Put the agreed time among the past ones; if it lay ahead, this side called it off."""
        agreed = self.agreed
        if agreed is None:
            return self._next()
        over = agreed if agreed.has_begun(now) else replace(agreed, called_off_by=side)
        return self._next(agreed=None, past=(*self.past, over)[-MOST_PAST:])

    def _next(self, **changes: object) -> "Times":
        return replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]

    def _require_seen(self, version: int) -> None:
        if version != self.version:
            raise ChangedError

    def _require_ahead(self, slot_id: str, now: datetime) -> None:
        ahead = self.ahead(now)
        if ahead is None or ahead.id != slot_id:
            raise ChangedError

    def _was_called_off(self, slot_id: str, side: Side) -> bool:
        return any(one.slot.id == slot_id and one.called_off_by is side for one in self.past)


# Before anything was offered.
NO_TIMES = Times()


def _require_possible(slots: Sequence[Slot], now: datetime) -> None:
    if not 0 < len(slots) <= MOST_OFFERED:
        raise NotPossibleError("one to five times are offered at once")
    for one in slots:
        if not now < one.starts_at <= now + FARTHEST:
            raise NotPossibleError("a time is offered that lies ahead, within half a year")
        if not SHORTEST <= one.minutes <= LONGEST:
            raise NotPossibleError("a time takes 10 minutes to 3 hours")
