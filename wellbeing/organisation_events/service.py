"""Events of the organisation: every member of staff reads them, a wellbeing lead looks after them."""

import secrets
from dataclasses import asdict
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.database import writing
from wellbeing.organisation_events import store
from wellbeing.organisation_events.events import LONGEST_NAME, Draft, Event

__all__ = [
    "LONGEST_NAME",
    "Draft",
    "Event",
    "GoneError",
    "NotTheirsError",
    "between",
    "change",
    "enter",
    "every",
    "one",
    "remove",
]
ABOUT = "organisation-events"


class NotTheirsError(Exception):
    """Only a wellbeing lead looks after the events."""


class GoneError(Exception):
    """The event was removed meanwhile, perhaps in another window."""


def every(session: Session) -> tuple[Event, ...]:
    """Return all events, the earliest first."""
    return store.every(session)


def between(session: Session, first: date, last: date) -> tuple[Event, ...]:
    """Return the events that touch these days, the earliest first."""
    return tuple(event for event in store.every(session) if event.overlaps(first, last))


def one(session: Session, event_id: str) -> Event | None:
    return store.one(session, event_id)


def enter(session: Session, person_id: str, today: date, draft: Draft) -> str:
    """Keep a new event; return its id."""
    _require_lead(session, person_id, today)
    event = Event(secrets.token_hex(16), **asdict(draft))
    with writing(session, ABOUT):
        store.add(session, event)
    return event.id


def change(session: Session, person_id: str, today: date, event: Event) -> None:
    """Write an event anew; raise GoneError when it was removed meanwhile."""
    _require_lead(session, person_id, today)
    draft = Draft(event.name, event.starts_on, event.ends_on)
    with writing(session, ABOUT):
        if not store.change(session, event.id, draft):
            raise GoneError


def remove(session: Session, person_id: str, today: date, event_id: str) -> None:
    """Remove an event for good; removing it twice changes nothing more."""
    _require_lead(session, person_id, today)
    with writing(session, ABOUT):
        store.remove(session, event_id)


def _require_lead(session: Session, person_id: str, today: date) -> None:
    person = accounts.person(session, person_id, today)
    if person is None or Role.WELLBEING_LEAD.value not in person.roles:
        raise NotTheirsError
