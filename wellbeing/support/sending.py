"""What sending a wish would do now, known before anything is sent."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from wellbeing.accounts.people import Person
from wellbeing.clock import local_day
from wellbeing.cover.hours import NobodyThereError
from wellbeing.support.cases import Case, Promised, Wish
from wellbeing.support.office import Office
from wellbeing.support.pools import SUPERVISOR, pool_of
from wellbeing.support.promising import MOST_IN_ORDER
from wellbeing.support.telling import name_of


class NobodyToAskError(Exception):
    """Nobody can answer in the promised time, so nothing is promised.

    `is_away` tells those who are away or have no room from those who do not exist; `back_on` is the
    day on which one of them is back, if it is known.
    """

    def __init__(self, wish: Wish, *, is_away: bool = False, back_on: date | None = None) -> None:
        """Say what was asked for, and when it is worth asking again."""
        super().__init__(wish.kind)
        self.is_away = is_away
        self.back_on = back_on


@dataclass(frozen=True)
class Ahead:
    """Who would read a wish first, who after them, by when, and in whose name."""

    wish: Wish
    name: str
    zone: str
    # Those who may be chosen to read it first: who is away when it is first read may not.
    choosable: tuple[Person, ...]
    contacts: tuple[Person, ...]
    queue: tuple[Person, ...]
    case: Case

    @property
    def mark(self) -> str:
        """Return the mark by which everything that is shown before sending is known again.

        The moments at which it passes on are not in it: they move with each minute of reading.
        """
        names = tuple((one.id, one.name) for one in (*self.contacts, *self.queue))
        order = (self.case.contacts, self.case.queue)
        promised = self.case.promised
        days = (local_day(promised.read_from, self.zone), promised.due_at)
        told = (self.name, self.wish, days, order, names)
        return hashlib.sha256(repr(told).encode()).hexdigest()


def ahead(office: Office, person_id: str, wish: Wish) -> Ahead:
    """Look at what sending would do; raise NobodyToAskError when nobody would answer in time.

    Where the contact they chose is not free any more, it goes to the first who is.
    """
    free, promised = covered(office, person_id, wish)
    first_day = local_day(promised.read_from, office.rota.hours.zone)
    there = office.rota.there_on(first_day, [one.id for one in free])
    choosable = tuple(one for one in free if one.id in there)
    if wish.first not in there:
        wish = replace(wish, first="")
    contacts, queue = _in_order(free, person_id, wish)
    case = Case(
        person_id,
        wish,
        replace(promised, moments=promised.moments[: len(queue)]),
        tuple(one.id for one in contacts),
        tuple(one.id for one in queue),
    )
    name, zone = name_of(office, person_id), office.rota.hours.zone
    return Ahead(wish, name, zone, choosable, contacts, queue, case)


def covered(office: Office, person_id: str, wish: Wish) -> tuple[tuple[Person, ...], Promised]:
    """Return who could answer within the promise, and the promise; see `ahead`."""
    pool = pool_of(office, person_id, wish)
    if not pool:
        raise NobodyToAskError(wish)
    ids = [one.id for one in pool]
    try:
        promised = office.promised(wish)
    except NobodyThereError as error:
        raise NobodyToAskError(wish, is_away=True) from error
    free = office.rota.free(ids, promised, with_room=wish.with_whom != SUPERVISOR)
    if not free:
        raise NobodyToAskError(wish, is_away=True, back_on=office.rota.back_on(ids))
    return tuple(one for one in pool if one.id in free), promised


def _in_order(
    free: tuple[Person, ...], asker: str, wish: Wish
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Return who gets it at once, and who after them: everybody at once unless one was chosen.

    Those after the chosen one stand in an order drawn for each asker, not by name: it would always
    be the same ones otherwise.
    """
    if not wish.first:
        return free, ()
    first = tuple(one for one in free if one.id == wish.first)
    others = sorted(
        (one for one in free if one.id != wish.first),
        key=lambda one: hashlib.sha256(f"{asker} {one.id}".encode()).digest(),
    )
    return first, tuple(others[: MOST_IN_ORDER - 1])
