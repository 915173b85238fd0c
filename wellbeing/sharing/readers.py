"""To whom something can be shared: a short list of people in their roles, or a work address.

The list holds whom a person can ask for a human anyway. An address is taken as it is: nothing that
happens then, or how long it takes, tells whether it is somebody's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Person, Role
from wellbeing.sharing.desk import Desk
from wellbeing.sharing.record import Reader

# Those somebody can be to a person, in this order; who is several is named once.
ROLES = (Role.SUPERVISOR, Role.PRACTITIONER, Role.PEER_SUPPORTER)


class OwnAddressError(Exception):
    """The address is the person's own."""


@dataclass(frozen=True)
class Named:
    """Somebody who can be chosen from the list."""

    reader: Reader
    name: str


def readers(desk: Desk, person_id: str) -> tuple[Named, ...]:
    """Return the person's own supervisors, then practitioners and peer supporters not above them."""
    found: dict[str, Named] = {}
    for role, one in _in_roles(desk, person_id):
        found.setdefault(one.id, Named(Reader(one.id, role.value), one.name))
    return tuple(found.values())


def reader_at(desk: Desk, person_id: str, address: str) -> Named:
    """Return whoever has a work address, known by it alone; also where nobody has it."""
    found = accounts.person_at(desk.session, address, desk.today)
    if found is not None and found.id == person_id:
        raise OwnAddressError
    nobody = accounts.new_id()
    key = accounts.email_key(address)
    return Named(Reader(nobody if found is None else found.id, address=key), key)


def _in_roles(desk: Desk, person_id: str) -> Iterator[tuple[Role, Person]]:
    session, today = desk.session, desk.today
    leads = accounts.supervisors_of(session, person_id, today)
    above = accounts.line_managers(session, person_id, today) | {person_id}
    for one in sorted(accounts.people(session, sorted(leads), today), key=_by_name):
        if accounts.person(session, one.id, today) is not None:
            yield Role.SUPERVISOR, one
    for role in ROLES[1:]:
        for one in accounts.people_with_role(session, role, today):
            if one.id not in above:
                yield role, one


def _by_name(person: Person) -> tuple[str, str]:
    return person.name, person.id
