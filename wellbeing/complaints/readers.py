"""Who may read a complaint: people in the roles that answer them, never those above its person."""

from collections.abc import Iterable
from dataclasses import dataclass

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Person, Role
from wellbeing.complaints.desk import Desk
from wellbeing.complaints.record import READERS, About, Said

ROLES = tuple(dict.fromkeys(role for roles in READERS.values() for role in roles))


@dataclass(frozen=True)
class Choice:
    """One that can be chosen to read it: a person, or all who hold a role."""

    value: str
    role: Role
    names: tuple[str, ...]
    ids: tuple[str, ...]


def choices(desk: Desk, person_id: str, about: About) -> tuple[Choice, ...]:
    """Return who can be chosen, those whose matter it is first."""
    found = []
    for role in READERS[about]:
        held = _holding(desk, person_id, role)
        if len(held) > 1:
            ids, names = tuple(one.id for one in held), tuple(one.name for one in held)
            found.append(Choice(role.value, role, names, ids))
        found += [Choice(one.id, role, (one.name,), (one.id,)) for one in held]
    seen: dict[str, Choice] = {}
    for one in found:
        seen.setdefault(one.value, one)
    return tuple(seen.values())


def able(desk: Desk, said: Said) -> frozenset[str]:
    """Return who of those it is addressed to may read it today."""
    return frozenset(each for each in outside_the_line(desk, said) if _holds_a_role(desk, each))


def outside_the_line(desk: Desk, said: Said) -> tuple[str, ...]:
    """Return who of those it is addressed to does not lead its person today."""
    above = _above(desk, said.asker) if said.asker else frozenset()
    return tuple(each for each in said.readers if each not in above)


def names(desk: Desk, person_ids: Iterable[str]) -> dict[str, str]:
    found = accounts.people(desk.session, sorted(set(person_ids) - {""}), desk.today)
    return {one.id: one.name for one in found}


def role_of(desk: Desk, person_id: str, about: About) -> Role:
    """Return the role in which somebody reads it, that whose matter it is first."""
    held = _roles(desk, person_id)
    return next((role for role in READERS[about] if role.value in held), READERS[about][0])


def _holding(desk: Desk, person_id: str, role: Role) -> tuple[Person, ...]:
    above = _above(desk, person_id)
    found = accounts.people_with_role(desk.session, role, desk.today)
    return tuple(one for one in found if one.id not in above)


def _above(desk: Desk, person_id: str) -> frozenset[str]:
    return accounts.line_managers(desk.session, person_id, desk.today) | {person_id}


def _holds_a_role(desk: Desk, person_id: str) -> bool:
    return not _roles(desk, person_id).isdisjoint(role.value for role in ROLES)


def _roles(desk: Desk, person_id: str) -> frozenset[str]:
    found = accounts.person(desk.session, person_id, desk.today)
    return found.roles if found else frozenset()
