"""Who acts for a unit: those who lead it, or where nobody does, those of the nearest unit above."""

from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import leading_store, service, store
from wellbeing.accounts.people import Person, Unit


def leads_of(session: Session, unit: Unit, on: date) -> tuple[Person, ...]:
    """Return who acts for a unit on a day, by name; empty where nobody leads it or one above."""
    for each in service.units_above(session, unit):
        found = store.people(session, store.leads_of(session, [each.id], on), on)
        here = [one for one in found if _works_here(one, on)]
        if here:
            return tuple(sorted(here, key=lambda one: (one.name, one.id)))
    return ()


def units_led(
    session: Session, person_id: str, on: date, most: int | None = None
) -> tuple[Unit, ...]:
    """Return the open units a person acts for, or so many of them, in the order of the organisation.

    The units they lead, and those within that have nobody of their own on the way down.
    """
    own = store.supervised_by(session, person_id, on)
    return leading_store.acted_for(session, own, on, most) if own else ()


def leads(session: Session, person_id: str, unit_id: str, on: date) -> bool:
    """Say whether a person acts for a unit on a day, as `units_led` does.

    It climbs from the unit instead of listing all that lies below, which may be thousands.
    """
    own = frozenset(store.supervised_by(session, person_id, on))
    unit = store.unit(session, unit_id) if own else None
    for each in service.units_above(session, unit) if unit else ():
        if not each.is_open(on):
            return False
        if each.id in own:
            return True
        if leading_store.is_led(session, each.id, on):
            return False
    return False


def is_of_team(session: Session, person_id: str, unit_id: str, on: date) -> bool:
    """Say whether a unit is a person's own on a day, or one they act for."""
    is_own = store.home_of(session, person_id, on) == unit_id
    return is_own or leads(session, person_id, unit_id, on)


def asked_above(session: Session, unit: Unit, on: date) -> Unit | None:
    """Return the nearest unit above that somebody leads; None at the top."""
    above = service.units_above(session, unit)[1:]
    there = (each for each in above if each.is_open(on))
    return next((each for each in there if leading_store.is_led(session, each.id, on)), None)


def _works_here(person: Person, on: date) -> bool:
    return person.joined_on <= on and (person.left_on is None or on < person.left_on)
