"""Who is there, and who has room: staffed hours, days away, and how many a contact takes at once."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from wellbeing.clock import local_day
from wellbeing.cover import service as cover
from wellbeing.cover.hours import StaffedHours
from wellbeing.locks import also_about
from wellbeing.support.cabinet import Cabinet
from wellbeing.support.cases import Promised

A_DAY = timedelta(days=1)
# So far ahead is looked for a day on which somebody is back.
LONGEST_LOOK = timedelta(days=120)
NO_CARD = cover.Card()


@dataclass(frozen=True)
class Room:
    """How many open requests a contact has, of how many."""

    held: int
    most: int

    @property
    def is_full(self) -> bool:
        return self.held >= self.most


class Rota:
    """The cover of one moment; each thing is asked for only once."""

    def __init__(self, session: Session, cabinet: Cabinet, today: date) -> None:
        """Ask nothing yet."""
        self._session = session
        self._cabinet = cabinet
        self._today = today
        self._away: dict[str, tuple[cover.Away, ...]] = {}
        self._has_room: dict[str, bool] = {}

    @cached_property
    def hours(self) -> StaffedHours:
        return cover.staffed_hours(self._session)

    def there(self, person_ids: Collection[str]) -> frozenset[str]:
        """Return who of these is not away today."""
        return self.there_on(self._today, person_ids)

    def there_on(self, day: date, person_ids: Collection[str]) -> frozenset[str]:
        """Return who of these is not away on a day."""
        self._ask_who_is_away(person_ids)
        return frozenset(
            each for each in person_ids if not any(one.covers(day) for one in self._away[each])
        )

    def free(
        self, person_ids: Collection[str], promised: Promised, *, with_room: bool = True
    ) -> frozenset[str]:
        """Return who is there on at least one staffed day up to the promised one, and has room.

        How much room there is, only supporters say.
        """
        first = local_day(promised.read_from, self.hours.zone)
        days = list(self._staffed_days(first, promised.due_on))
        there = frozenset[str]().union(*(self.there_on(day, person_ids) for day in days))
        return there & self.with_room(person_ids) if with_room else there

    def back_on(self, person_ids: Collection[str]) -> date | None:
        """Return the next staffed day on which one of these is there with room; None if none is seen."""
        roomy = self.with_room(person_ids)
        days = self._staffed_days(self._today, self._today + LONGEST_LOOK)
        return next((day for day in days if self.there_on(day, roomy)), None)

    def _ask_who_is_away(self, person_ids: Collection[str]) -> None:
        new = [each for each in person_ids if each not in self._away]
        if new:
            last = self._today + LONGEST_LOOK
            found = cover.away(self._session, new, self._today, last)
            self._away.update({each: found.get(each, ()) for each in new})

    def with_room(self, person_ids: Collection[str]) -> frozenset[str]:
        """Return who has fewer open requests than they take at once."""
        new = [each for each in person_ids if each not in self._has_room]
        if new:
            cards, held = (
                cover.cards(self._session, new),
                self._cabinet.taken_by(new, self._today),
            )
            most = {each: cards.get(each, NO_CARD).most_at_once for each in new}
            self._has_room.update({each: held[each] < most[each] for each in new})
        return frozenset(each for each in person_ids if self._has_room[each])

    def room_of(self, person_id: str) -> "Room":
        """Return how many open requests somebody has, and how many at once their card says."""
        card = cover.cards(self._session, [person_id]).get(person_id, NO_CARD)
        held = self._cabinet.taken_by([person_id], self._today)
        return Room(held[person_id], card.most_at_once)

    def room_kept(self, person_id: str) -> "Room":
        """Return the same to whoever gives them one now: nobody else does before that is kept."""
        # Always after the lock about an asker, so that two never wait for each other.
        also_about(self._session, f"card {person_id}")
        return self.room_of(person_id)

    def away_until(self, person_id: str) -> date | None:
        """Return the last day of an absence that has begun; None for who is there."""
        self._ask_who_is_away([person_id])
        found = [one.last for one in self._away[person_id] if one.covers(self._today)]
        return max(found, default=None)

    def next_away(self, person_id: str) -> cover.Away | None:
        """Return the next days away of somebody, for that person."""
        self._ask_who_is_away([person_id])
        return min(self._away[person_id], key=lambda one: one.first, default=None)

    def _staffed_days(self, first: date, last: date) -> Iterator[date]:
        days = (first + A_DAY * number for number in range((last - first).days + 1))
        return (day for day in days if self.hours.is_working_day(day))
