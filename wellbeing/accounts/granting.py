"""What the rest of the house may ask about roles that wait for a second person, and who that can be."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import grant_store, role_store, service, store
from wellbeing.accounts import sign_in_store as kept
from wellbeing.accounts.grants import APPROVED, DECLINED, OPEN, WITHDRAWN, RoleGrant
from wellbeing.accounts.people import Person, Role
from wellbeing.accounts.role_store import HeldSince
from wellbeing.sealed import Vault

__all__ = [
    "APPROVED",
    "DECIDES",
    "DECLINED",
    "OPEN",
    "SOMEBODY",
    "WITHDRAWN",
    "HeldSince",
    "RoleGrant",
    "begin",
    "decide",
    "every",
    "held_by_name",
    "of_person",
    "one",
    "waiting",
    "who_may_agree",
]
DECIDES = (Role.WELLBEING_LEAD, Role.STAFF_REPRESENTATIVE)
# Stands for the name of a party who has left.
SOMEBODY = "somebody who no longer works here"
every, waiting, of_person, one = (
    grant_store.every,
    grant_store.waiting,
    grant_store.of_person,
    grant_store.one,
)
decide = grant_store.decide


def who_may_agree(session: Session, grant: RoleGrant, on: date) -> tuple[Person, ...]:
    """Return who can agree to it: a wellbeing lead or a staff representative who is neither party.

    Whoever asks and whoever gets the role cannot. A staff representative is agreed to by another
    one, as long as there is one: leads do not choose alone who decides about what they propose.
    """
    leads, reps = (tuple(_others(session, role, grant, on)) for role in DECIDES)
    if grant.role == Role.STAFF_REPRESENTATIVE and reps:
        return reps
    return tuple({one.id: one for one in (*leads, *reps)}.values())


def begin(session: Session, vault: Vault, grant: RoleGrant, on: date) -> None:
    """Let a role begin that was agreed to; its person signs in anew, with what it asks for."""
    found = service.person(session, grant.person_id, on)
    if found is not None and grant.role not in found.roles:
        store.begin_roles(session, [grant.pair], on)
    kept.end_sessions(session, vault.row_key("session-owner", grant.person_id))


def held_by_name(session: Session, on: date) -> tuple[HeldSince, ...]:
    """Return who holds which role on a day and works here, by role and name."""
    return role_store.held_by_name(session, on)


def _others(session: Session, role: Role, grant: RoleGrant, on: date) -> Iterator[Person]:
    for person in service.people_with_role(session, role, on):
        if person.id not in {grant.person_id, grant.proposed_by}:
            yield person
