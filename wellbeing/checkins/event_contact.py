"""Contact after a hard event, offered at two times: named days, and nothing asked or kept."""

from dataclasses import dataclass
from datetime import timedelta

from wellbeing.checkins.contact_now import promised_on, reaches_somebody
from wellbeing.checkins.visit import Visit
from wellbeing.checkins.weeks import written
from wellbeing.history import service as history
from wellbeing.stepped_care import Offer
from wellbeing.support import service as support


@dataclass(frozen=True)
class Time:
    """One time for contact: how long after an event, by which day, and whether a rule offers it now."""

    title: str
    about: str
    on: str
    is_now: bool


@dataclass(frozen=True)
class EventContacts:
    """Both times, and whether there is anything left to ask for."""

    times: tuple[Time, Time]
    reaches_somebody: bool
    is_asked: bool


def event_contacts(visit: Visit) -> EventContacts:
    """Name the days of contact; whether the person wants it is asked only where they ask for a human."""
    said, event = visit.words.after_event.contact, visit.desk.policy.event
    current = history.current(visit.desk, visit.person_id, visit.this_week)
    offered = current.offers if current else frozenset()
    last_day = visit.desk.today + timedelta(days=event.contact_last_day)
    return EventContacts(
        times=(
            Time(
                said.first_title.format(days=event.contact_first_day),
                said.first,
                said.first_day.format(day=_promised(visit)),
                Offer.FIRST_CONTACT in offered,
            ),
            Time(
                said.last_title.format(days=event.contact_last_day),
                said.last,
                said.last_day.format(day=written(last_day)),
                Offer.LAST_CONTACT in offered,
            ),
        ),
        reaches_somebody=reaches_somebody(visit),
        is_asked=support.is_open(visit.desk, visit.person_id, support.Kind.TALK),
    )


def _promised(visit: Visit) -> str:
    """Name the promised day; nothing where nobody is ever there, and so nothing can be asked."""
    found = promised_on(visit)
    return written(found) if found else ""
