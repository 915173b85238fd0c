"""What the rest of the house may ask about people and units, and how they are set up."""

import secrets
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import address_store, membership_store, role_store, store, unit_store
from wellbeing.accounts.people import (
    Level,
    Membership,
    Organisation,
    Person,
    Role,
    Unit,
)
from wellbeing.accounts.role_store import RoleDay
from wellbeing.audit import service as audit
from wellbeing.database import writing

__all__ = ["Level", "Membership", "Organisation", "Person", "Role", "RoleDay", "Unit"]


class NoOrganisationError(Exception):
    """The database holds no organisation yet."""


def new_id() -> str:
    """Return a random id that carries no order."""
    return secrets.token_hex(16)


def email_key(address: str) -> str:
    """Return an address as it is compared: two ways of writing one address are one person."""
    return unicodedata.normalize("NFKC", address.strip()).casefold()


def organisation(session: Session) -> Organisation:
    """Return the organisation; raise NoOrganisationError before `wellbeing init`."""
    found = store.organisation(session)
    if found is None:
        raise NoOrganisationError("run `wellbeing init` first")
    return found


def found_organisation(
    session: Session, organisation: Organisation, lead: Person, scribe: audit.Scribe
) -> Unit:
    """Set up the organisation, its top unit and its first wellbeing lead, all or nothing."""
    top = Unit(new_id(), Level.ORGANISATION, organisation.name, None, opened_on=lead.joined_on)
    with writing(session):
        store.add_organisation(session, organisation)
        store.add_units(session, [top])
        store.add_people(session, [(lead, email_key(lead.work_email))])
        store.add_membership(session, Membership(lead.id, top.id, lead.joined_on))
        held = [(lead.id, role) for role in sorted(lead.roles)]
        store.begin_roles(session, held, lead.joined_on)
        roles = (audit.Act(audit.Kind.ROLE_GIVEN, *pair) for pair in held)
        scribe.note(session, audit.Act(audit.Kind.ORGANISATION_FOUNDED), *roles)
    return top


def units(session: Session, on: date) -> tuple[Unit, ...]:
    """Return the units open on a day, by level and name."""
    return tuple(unit for unit in store.units(session) if unit.is_open(on))


def unit(session: Session, unit_id: str) -> Unit | None:
    return store.unit(session, unit_id)


def people(session: Session, person_ids: Sequence[str], on: date) -> tuple[Person, ...]:
    """Return these people with the roles they hold on a day."""
    return store.people(session, person_ids, on)


def addresses(session: Session, person_ids: Sequence[str], on: date) -> dict[str, str]:
    """Return the address of each of these people who works here on a day, by their id."""
    return address_store.addresses(session, person_ids, on)


def person(session: Session, person_id: str, on: date) -> Person | None:
    """Return a person who works here on a day; None for a stranger and for one who has left."""
    found = store.people(session, [person_id], on)
    if not found or found[0].joined_on > on:
        return None
    left_on = found[0].left_on
    return found[0] if left_on is None or on < left_on else None


def person_at(session: Session, address: str, on: date) -> Person | None:
    """Return whoever has a work address and works here on a day."""
    return person(session, store.person_id_of(session, email_key(address)) or "", on)


def people_with_role(session: Session, role: Role, on: date) -> tuple[Person, ...]:
    """Return everybody who holds a role and works here on a day, by name."""
    found = store.people(session, store.holders_of(session, role, on), on)
    return tuple(sorted(found, key=lambda each: (each.name, each.id)))


def role_days(session: Session, on: date) -> tuple[RoleDay, ...]:
    """Return how many were given each role or lost it on each day until today: never who."""
    return role_store.role_days(session, on)


def role_holders(session: Session, on: date) -> dict[str, int]:
    """Return how many people hold each role on a day and work here."""
    return role_store.role_holders(session, on)


def supervisors_of(session: Session, person_id: str, on: date) -> frozenset[str]:
    """Return the ids of those who supervise a person's home unit; never the person."""
    home = store.home_of(session, person_id, on)
    found = () if home is None else store.leads_of(session, [home], on)
    return frozenset(found) - {person_id}


def line_managers(session: Session, person_id: str, on: date) -> frozenset[str]:
    """Return the ids of all who supervise or manage a person's unit or one above it; never the person."""
    home = home_unit(session, person_id, on)
    chain = [] if home is None else [each.id for each in units_above(session, home)]
    return frozenset(store.leads_of(session, chain, on)) - {person_id}


def present(session: Session, on: date) -> tuple[str, ...]:
    """Return the ids of everybody who works here on a day."""
    return store.present(session, on)


def present_between(session: Session, first: date, last: date) -> Iterator[tuple[str, ...]]:
    """Give the ids of everybody who works here on any of these days, some people at a time."""
    return store.present_between(session, first, last)


def gone(session: Session, on: date) -> tuple[str, ...]:
    """Return the ids of everybody who has left by a day."""
    return store.gone(session, on)


def homes(session: Session, on: date) -> Iterator[dict[str, str]]:
    """Give everybody's home on a day, person → unit, some people at a time."""
    return membership_store.homes(session, on)


def memberships_of(
    session: Session, person_ids: Sequence[str], from_on: date, until_on: date
) -> tuple[Membership, ...]:
    """Return the memberships of a few hundred people that held between two days."""
    return store.memberships_of(session, person_ids, from_on, until_on)


def members_throughout(
    session: Session, person_ids: tuple[str, str], from_on: date, until_on: date
) -> dict[str, str]:
    """Return who was in one unit from day to day, of everybody between two ids."""
    return membership_store.members_throughout(session, person_ids, from_on, until_on)


def home_unit(session: Session, person_id: str, on: date) -> Unit | None:
    """Return the unit a person belongs to on a day."""
    found = store.home_of(session, person_id, on)
    return None if found is None else store.unit(session, found)


def units_above(session: Session, unit: Unit) -> tuple[Unit, ...]:
    """Return a unit and every unit above it, the lowest first."""
    chain: list[Unit] = []
    current: Unit | None = unit
    while current is not None and current not in chain:
        chain.append(current)
        current = store.unit(session, current.parent_id) if current.parent_id else None
    return tuple(chain)


def units_within(session: Session, unit: Unit, on: date) -> tuple[Unit, ...]:
    """Return a unit and every unit below it that is open on a day."""
    found = [unit]
    for each in units(session, on):
        if each.parent_id in {one.id for one in found}:
            found.append(each)
    return tuple(found)


def units_visible_to(session: Session, person_id: str, on: date) -> tuple[Unit, ...]:
    """Return the units whose released figures a person sees.

    Everybody: their own team and each unit above it. Supervisors and managers also the units
    they supervise and what lies within those. Siblings never.
    """
    visible: dict[str, Unit] = {}
    home = home_unit(session, person_id, on)
    if home is not None:
        visible |= {each.id: each for each in units_above(session, home)}
    for unit_id in store.supervised_by(session, person_id, on):
        led = store.unit(session, unit_id)
        if led is not None and led.is_open(on):
            visible |= {each.id: each for each in units_within(session, led, on)}
    return tuple(sorted(visible.values(), key=lambda each: (each.level.depth, each.name, each.id)))


def may_see_unit(session: Session, person_id: str, unit_id: str, on: date) -> bool:
    """Say whether a unit's released figures are for this person, as `units_visible_to` does.

    It climbs from the unit instead of listing all that lies below, which may be thousands.
    """
    home = home_unit(session, person_id, on)
    if home is not None and any(each.id == unit_id for each in units_above(session, home)):
        return True
    return leads_over(session, person_id, unit_id, on)


def leads_over(session: Session, person_id: str, unit_id: str, on: date) -> bool:
    """Say whether a person leads a unit, or one above it from which open units lead down to it."""
    led = frozenset(store.supervised_by(session, person_id, on))
    wanted = store.unit(session, unit_id) if led else None
    for each in units_above(session, wanted) if wanted else ():
        if not each.is_open(on):
            return False
        if each.id in led:
            return True
    return False


def units_led(session: Session, person_id: str, on: date) -> tuple[Unit, ...]:
    """Return the open units that a person supervises or manages, not what lies within them."""
    found = (
        store.unit(session, unit_id) for unit_id in store.supervised_by(session, person_id, on)
    )
    return tuple(each for each in found if each is not None and each.is_open(on))


def units_directly_under(
    session: Session, unit_ids: Sequence[str], on: date, most: int, skip: int = 0
) -> tuple[Unit, ...]:
    """Return some of the open units directly under these, by name."""
    return unit_store.units_under(session, unit_ids, on, (skip, most))


def count_directly_under(session: Session, unit_ids: Sequence[str], on: date) -> Mapping[str, int]:
    """Return how many open units stand directly under each of these; none is left out."""
    return unit_store.count_under(session, unit_ids, on)
