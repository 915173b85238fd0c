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
    "ChangedMeanwhileError",
    "Draft",
    "Event",
    "GoneError",
    "NotTheirsError",
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


class ChangedMeanwhileError(Exception):
    """Other words stand there by now than those that were read: `now` has them."""

    def __init__(self, now: Event) -> None:
        """Keep what stands there, to be shown beside what was written."""
        super().__init__("the event was changed meanwhile")
        self.now = now


def every(session: Session) -> tuple[Event, ...]:
    """Return all events, the earliest first."""
    return store.every(session)


def one(session: Session, event_id: str) -> Event | None:
    return store.one(session, event_id)


def enter(
    session: Session, person_id: str, today: date, draft: Draft, form_key: str | None = None
) -> str:
    """Keep a new event under the key of its form, so that sending twice keeps one; return its id.

    Raise ChangedMeanwhileError when other words were sent with this form before.
    """
    _require_lead(session, person_id, today)
    event = Event(form_key or secrets.token_hex(16), **asdict(draft))
    with writing(session, ABOUT):
        known = store.one(session, event.id)
        if known is None:
            store.add(session, event)
        elif known.draft != draft:
            raise ChangedMeanwhileError(known)
    return event.id


def change(session: Session, person_id: str, today: date, event: Event) -> None:
    """Write an event anew; its version is the one that was read.

    Raise GoneError when it was removed meanwhile, ChangedMeanwhileError when somebody changed it.
    """
    _require_lead(session, person_id, today)
    with writing(session, ABOUT):
        now = store.one(session, event.id)
        if now is None:
            raise GoneError
        if now.draft != event.draft and not store.change(session, event):
            raise ChangedMeanwhileError(now)


def remove(session: Session, person_id: str, today: date, event_id: str) -> None:
    """Remove an event for good; removing it twice changes nothing more."""
    _require_lead(session, person_id, today)
    with writing(session, ABOUT):
        store.remove(session, event_id)


def _require_lead(session: Session, person_id: str, today: date) -> None:
    person = accounts.person(session, person_id, today)
    if person is None or Role.WELLBEING_LEAD.value not in person.roles:
        raise NotTheirsError
