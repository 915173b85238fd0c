"""What sending a wish would do today, known before anything is sent."""

import hashlib
from dataclasses import dataclass

from wellbeing.accounts.people import Person
from wellbeing.support.cases import Case, Wish
from wellbeing.support.office import Office
from wellbeing.support.pools import pool_of
from wellbeing.support.telling import name_of


class NobodyToAskError(Exception):
    """Nobody holds the role that is asked for, outside the person's own line."""


class ChangedError(Exception):
    """What would be sent is not what the person looked at: they look again first."""


@dataclass(frozen=True)
class Ahead:
    """To whom a wish would go, by which day, and in whose name."""

    wish: Wish
    name: str
    contacts: tuple[Person, ...]
    case: Case

    @property
    def mark(self) -> str:
        """Return the mark by which everything that is shown before sending is known again."""
        names = tuple(one.name for one in self.contacts)
        told = (self.name, self.wish, self.case.due_on, self.case.contacts, names)
        return hashlib.sha256(repr(told).encode()).hexdigest()


def ahead(office: Office, person_id: str, wish: Wish) -> Ahead:
    """Look at what sending would do; raise NobodyToAskError when it would reach nobody."""
    contacts = pool_of(office, person_id, wish)
    if not contacts:
        raise NobodyToAskError(wish.kind)
    ids = tuple(one.id for one in contacts)
    case = Case(person_id, wish, office.today, office.due_on(wish), ids)
    return Ahead(wish, name_of(office, person_id), contacts, case)
