"""The roster as it is stored on a day, before anything is compared with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from wellbeing.accounts.grants import RoleGrant
from wellbeing.accounts.people import Person, Unit


@dataclass(frozen=True)
class Standing:
    """Open units, people present, homes and who leads what; parents stand before their children."""

    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    homes: Mapping[str, str]
    led: frozenset[tuple[str, str]]
    # Roles that were asked for and wait for a second person.
    waiting: tuple[RoleGrant, ...] = ()
    # Of these, by their ids, the ones that nobody can agree to before they are asked for anew.
    stuck: frozenset[str] = frozenset()
    # Person and role: last not agreed to, with the very reason that is given now.
    declined: frozenset[tuple[str, str]] = frozenset()
